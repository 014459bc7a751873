import { expect, test } from 'vitest';
import { defineAdlTrigger, defineFund, z } from '../../../src/index.ts';
import { adl, closeAt, design, person, step, testMargin, use, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, sound } from '../../mechanisms/engine/built.ts';

const head = { summary: 'For tests.', source: 'tests', params: z.strictObject({}) };
const fees = { subjectPerMillion: 50_000, counterpartyPerMillion: 10_000 };
const feeRows = (venue: ReturnType<typeof venueOf>) =>
  [...venue.ledger.log]
    .filter(({ kind, b }) => kind === 'transfer' && b === venue.ledger.feesAccount)
    .map(({ cause, case: of, a, value }) => [cause, of, a, value]);

// Short 10 at 100 with 100 of its own, of which 90 may not be spent: 5 % of 1,000 would be 50.
test('a pool pays no more of a fee than it may spend', () => {
  const pool = defineFund({
    ...head,
    name: 'floored',
    holds: 'pool',
    scope: () => 'all',
    capital: () => 100,
    floor: () => 90,
  });
  const trigger = defineAdlTrigger({
    ...head,
    name: 'all',
    decide: (_view, cases) =>
      cases.length > 0 ? 'off' : { on: true, needs: [{ in: 'lots', market: 0, amount: 10, pool: 'pool' }] },
  });
  const venue = venueOf(
    design([adl({ fees, trigger: use(trigger), closeOut: use(closeAt('mark')) })], { funds: { pool: use(pool) } }),
  );
  const winner = person(venue, 1000, [[0, 10, 100]]);
  step(venue, [100]);
  expect(venue.ledger.lots(winner, 0)).toBe(0);
  expect(accountOf(venue, 1)).toMatchObject({ fees: 10, ownCollateral: 10 });
  expect(venue.pools[0]?.cash).toBe(90);
  sound(venue);
});

test('fees are named in the log, and none is written where there is none', () => {
  const cut = (counterpartyPerMillion: number) => {
    const venue = venueOf(
      design([adl({ fees: { ...fees, counterpartyPerMillion }, closeOut: use(closeAt('mark')) })], {
        margin: use(testMargin(200_000)),
      }),
    );
    const loser = person(venue, 100, [[0, 10, 100]]);
    const winner = person(venue, 10_000, [[0, -10, 100]]);
    step(venue, [100]);
    return { loser, winner, rows: feeRows(venue) };
  };
  const both = cut(10_000);
  expect(both.rows).toEqual([
    ['liquidation-fee', 1, both.loser, 50],
    ['liquidation-fee', 1, both.winner, 10],
  ]);
  expect(cut(0).rows).toHaveLength(1);
});
