import { describe, expect, it } from 'vitest';
import {
  claimsCovered,
  countedOnce,
  cutOnce,
  feesJunior,
  fundBeforeCuts,
  netExtraction,
  noGhosts,
  noOverCollection,
  noStageSkipped,
  ownCollateralFirst,
  ownDomain,
  payoutWithinDeficit,
  poolIsolation,
  stageCaps,
  surplusKept,
} from '../../../../specs/invariants/index.ts';
import { checkRun, type Verdict } from '../../../../src/check/index.ts';
import type { Venue } from '../../../../src/exchange/index.ts';
import { defineFund, type Invariant, z } from '../../../../src/index.ts';
import { CAUSE, EVENT } from '../../../../src/ledger/index.ts';
import { adl, bookLayer, design, person, step, testFund, use, venueOf } from '../../../fixtures/exchange.ts';

const liquidation = { label: 'liquidation', kind: 'liquidation' as const, use: use(bookLayer()) };
const fund = { label: 'fund', kind: 'fund' as const, pool: 'fund' };

interface Scene {
  readonly venue: Venue;
  readonly loser: number;
  readonly winner: number;
  readonly pool: number;
}

/**
 * A loser closed by ADL at its bankruptcy value, 10 above mark, so that it owes nothing.
 *
 *              money   A at 100     at 94
 *   loser         50         10     -10, then 0
 *   winner       100        -12     172, then 162
 */
const scene = (capital: number, fundFirst = false): Scene => {
  const layers = fundFirst ? [liquidation, fund, adl()] : [liquidation, adl(), fund];
  const venue = venueOf(design(layers, { funds: { fund: use(testFund(capital)) } }));
  const loser = person(venue, 50, [[0, 10, 100]]);
  const winner = person(venue, 100, [[0, -12, 100]]);
  step(venue, [94]);
  return { venue, loser, winner, pool: venue.pools[0]?.account ?? -1 };
};
const plain = (): Scene => scene(4);

const byMarket = defineFund({
  name: 'test-fund-by-market',
  summary: 'One pool a market.',
  source: 'tests',
  params: z.strictObject({}),
  holds: 'fund',
  scope: (market) => market.id,
  capital: () => 1000,
});

/** Two markets with a pool each: `pool` is that of B, and the loser holds A. */
const twoMarkets = (): Scene => {
  const venue = venueOf(design([liquidation, adl(), fund], { funds: { fund: use(byMarket) } }), [{}, {}]);
  const loser = person(venue, 50, [[0, 10, 100]]);
  const winner = person(venue, 100, [[0, -12, 100]]);
  step(venue, [94, 100]);
  return { venue, loser, winner, pool: venue.pools[1]?.account ?? -1 };
};

const verdict = ({ venue }: Scene, invariant: Invariant): Verdict => checkRun({ venue }, [invariant])[0] as Verdict;
const pay = ({ venue, loser, pool }: Scene, units: number): void =>
  venue.ledger.transfer(0, pool, loser, units, 'pay', 1);
const mint = ({ venue, winner }: Scene): void => {
  const quotes = venue.ledger.accounts.quote[0] as Float64Array;
  quotes[winner] = (quotes[winner] as number) + 7;
};
const score = ({ venue, winner }: Scene, limit: number, gives: number): void =>
  venue.ledger.log.push(EVENT.score, CAUSE.none, 1, 0, winner, -1, limit, 1, gives, 1);

const faults: [string, Invariant, () => Scene, (scene: Scene) => void, object][] = [
  ['money appears', claimsCovered, plain, mint, { who: 'USD', difference: '7' }],
  [
    'a winner is credited with more than anybody lost',
    netExtraction,
    plain,
    mint,
    { who: 'accounts 7; USD', difference: '7' },
  ],
  [
    'an order rests for a case that is closed',
    noGhosts,
    plain,
    ({ venue, loser }) =>
      venue.markets[0]?.book.rest({ account: loser, side: -1, ticks: 94, lots: 3, expires: 1e9, case: 1 }),
    { who: 'case 1, which is closed', found: '3 lots of account 7 in market A' },
  ],
  [
    'a pool trades in a market of another',
    poolIsolation,
    twoMarkets,
    ({ venue, winner, pool }) => {
      venue.ledger.fill(0, pool, winner, 1, 94, 'trade');
    },
    { who: 'pool fund/B', expected: 'nothing of market A' },
  ],
  [
    'the pool of another market pays',
    ownDomain,
    twoMarkets,
    (one) => pay(one, 3),
    { expected: 'a pool of A', found: 'pay of 3 by pool fund/B' },
  ],
  [
    'a pool pays an account that owes nothing',
    ownCollateralFirst,
    () => scene(100),
    (one) => pay(one, 3),
    { who: 'account 7, case 1', expected: 'less than nothing', found: 0 },
  ],
  [
    'more is raised than was owed',
    noOverCollection,
    () => scene(100),
    (one) => pay(one, 3),
    { who: 'account 7, case 1', found: 3, difference: 3 },
  ],
  [
    'a fund pays beyond the deficit',
    payoutWithinDeficit,
    () => scene(100),
    (one) => pay(one, 3),
    { who: 'account 7, case 1', expected: 0, found: 3, difference: 3 },
  ],
  [
    'a decision raises more than it was asked for',
    stageCaps,
    plain,
    ({ venue, loser }) => venue.ledger.log.push(EVENT.decision, CAUSE.none, 1, 0, loser, 1, 10, 11, 0, 1),
    { expected: 'at most 10', found: 11, difference: 1 },
  ],
  [
    'a candidate gives more than its limit',
    stageCaps,
    plain,
    (one) => score(one, 2, 3),
    { who: 'account 8 in a decision of step 1', expected: 'at most 2', found: 3 },
  ],
  [
    'a decision counts an account twice',
    countedOnce,
    plain,
    (one) => {
      score(one, 2, 1);
      score(one, 2, 1);
    },
    { who: 'account 8', found: 'counted twice' },
  ],
  [
    'an account is cut again in one round',
    cutOnce,
    plain,
    ({ venue, loser, winner }) => {
      venue.ledger.fill(0, loser, winner, 1, 94, 'adl', 1);
    },
    { who: 'account 8, case 1', found: 'adl again: 1 lots' },
  ],
  [
    'a pool stops while it has money and the next stage pays',
    noStageSkipped,
    () => scene(100),
    (one) => {
      const { venue, loser, winner } = one;
      venue.ledger.transfer(0, loser, winner, 20, 'withdraw');
      pay(one, 5);
      venue.ledger.transfer(0, winner, loser, 15, 'charge', 1);
    },
    { expected: 'pool fund at its floor or loss cap', found: 95 },
  ],
  [
    'a fee is taken from who has nothing',
    feesJunior,
    plain,
    ({ venue, loser, pool }) => venue.ledger.transfer(0, loser, pool, 2, 'liquidation-fee', 1),
    { who: 'account 7, case 1', found: -2 },
  ],
  [
    'a forfeit goes to nobody',
    surplusKept,
    plain,
    ({ venue, loser }) => venue.ledger.transfer(0, loser, venue.ledger.outsideAccount, 2, 'forfeit', 1),
    { who: 'account 7, case 1', found: 'outside' },
  ],
];

describe('where money of a loss comes from', () => {
  it.each(faults)('%s', (_, invariant, made, plant, witness) => {
    expect(verdict(made(), invariant).status).not.toBe('broken');
    const tampered = made();
    plant(tampered);
    expect(verdict(tampered, invariant)).toMatchObject({ status: 'broken', witness });
  });

  it('a cut comes before a fund that still has money, and not before one that is empty', () => {
    expect(verdict(scene(4, true), fundBeforeCuts)).toMatchObject({
      status: 'broken',
      witness: { who: 'account 8, cut for case 1 in step 1', found: 4, detail: 'adl in market A' },
    });
    expect(verdict(scene(0, true), fundBeforeCuts)).toMatchObject({ status: 'held', reached: 1 });
    expect(verdict(scene(4), fundBeforeCuts).status).toBe('not-applicable');
  });
});
