import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Person } from '../../../src/contract/index.ts';
import { builtIns } from '../../../src/experiment/registry.ts';
import { readExchange, readScenario } from '../../../src/spec/index.ts';
import { type Scenario, World } from '../../../src/world/index.ts';
import { openPeople } from '../../../src/world/open-people.ts';
import { openPlainly } from './plain-people.ts';

const registry = builtIns();
/** The rest of the world as counterparty, a pool as counterparty, and contracts margined in coins. */
const designs = await Promise.all(
  ['hyperliquid-2025-10', 'gmx-v2', 'bitmex'].map((name) => readExchange(name, registry)),
);
const { population: _, ...nobody } = await readScenario('october-2025', registry);
const scenario: Scenario = { ...nobody, agents: [] };
const ids = scenario.markets.map(({ id }) => id);
const openOf = new Map(scenario.markets.map(({ id, open }) => [id, open]));

/** Leverage from below what is allowed to far above it, owners with several accounts, hedges within and across accounts. */
const person = fc
  .record({
    owner: fc.oneof(fc.nat(30), fc.constantFrom(-1, 2 ** 40, 0.5)),
    kind: fc.constantFrom('trader' as const, 'maker' as const),
    leverage: fc.double({ min: 0.1, max: 120, noNaN: true }),
    hedgeGroup: fc.option(fc.nat(6), { nil: undefined, freq: 2 }),
    positions: fc.uniqueArray(
      fc.record({
        market: fc.constantFrom(...ids.slice(0, 4)),
        side: fc.constantFrom(1 as const, -1 as const),
        // The least are too small for a lot.
        notional: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        drift: fc.double({ min: 0.5, max: 2, noNaN: true }),
      }),
      { selector: ({ market }) => market, maxLength: 4 },
    ),
  })
  .map(({ leverage, hedgeGroup, positions, ...rest }): Person => {
    const notional = positions.reduce((sum, one) => sum + one.notional, 0);
    return {
      ...rest,
      deposit: notional / leverage,
      positions: positions.map(({ drift, ...one }) => ({ ...one, entry: drift * (openOf.get(one.market) as number) })),
      ...(hedgeGroup === undefined ? {} : { hedgeGroup }),
    };
  });

test('people open the same accounts and positions in columns as one by one', () => {
  const reached = { scaled: 0, hedged: 0, split: 0 };
  fc.assert(
    fc.property(fc.nat(designs.length - 1), fc.array(person, { maxLength: 40, size: 'max' }), (number, people) => {
      const design = designs[number] as (typeof designs)[number];
      const ours = new World(design, scenario, { seed: 1 });
      const plain = new World(design, scenario, { seed: 1 });
      const before = ours.venue.ledger.accounts.count;
      const opened = openPeople(ours.venue, ours.scenario, people);
      expect(opened).toEqual(openPlainly(plain.venue, plain.scenario, people));
      const { ledger } = ours.venue;
      expect(ledger.log.digest()).toBe(plain.venue.ledger.log.digest());
      for (const { openInterest, number: market } of ours.venue.markets)
        expect(openInterest + (ledger.shortLots[market] as number)).toBe(0);
      if (opened.scaledDown > 0) reached.scaled += 1;
      if (opened.hedgeGroups.size > 0) reached.hedged += 1;
      if (ledger.accounts.count - before > people.length) reached.split += 1;
    }),
    { numRuns: 150 },
  );
  for (const [what, times] of Object.entries(reached)) expect(times, what).toBeGreaterThan(10);
});
