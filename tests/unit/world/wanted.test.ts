import { expect, test } from 'vitest';
import type { Venue } from '../../../src/exchange/index.ts';
import type { Person } from '../../../src/index.ts';
import type { Scenario } from '../../../src/world/scenario.ts';
import { Wanted } from '../../../src/world/wanted.ts';

test('a person richer than amounts are exact is refused in words', () => {
  const venue = { markets: [], assets: [{ name: 'USD', decimals: 6 }], view: { unit: 1e-6 } } as unknown as Venue;
  const person: Person = { owner: 1, kind: 'trader', deposit: 30_484_229_971.886, positions: [] };
  expect(() => new Wanted(venue, {} as Scenario, [person])).toThrow(
    /^one of 1 people of the population would deposit 30\.5bn USD, beyond the 2\^53 units up to which amounts are exact$/,
  );
});
