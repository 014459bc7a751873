import { expect, test } from 'vitest';
import { defineBackstop, z } from '../../src/index.ts';
import { design, person, step, takeOverLayer, testFund, testMargin, use, venueOf } from '../fixtures/exchange.ts';

/** `CaseView.held` tells what the case holds or has held; that of an inventory case is empty until a piece has left. */
test('an inventory case says which market it holds lots in', () => {
  const seen: unknown[] = [];
  const layer = defineBackstop({
    name: 'keeps',
    summary: 'Takes over and keeps.',
    source: 'tests',
    params: z.strictObject({}),
    takesLots: true,
    next: takeOverLayer('vault', 'kept').next as never,
    work: (subject) => {
      seen.push(subject.held.map(({ market, side }) => [market.id, side]));
      return 'pass';
    },
  });
  const venue = venueOf(
    design([{ label: 'backstop', kind: 'backstop', use: use(layer) }], {
      funds: { vault: use(testFund(1000, 'vault')) },
      margin: use(testMargin(10_000)),
    }),
  );
  person(venue, 65, [[0, 10, 100]]);
  person(venue, 1000, [[0, -10, 100]]);
  step(venue, [94]);
  step(venue, [94]);
  expect(seen).toEqual([[['A', 1]]]);
});
