import { describe, expect, it } from 'vitest';
import { mechanisms } from '../../mechanisms/index.ts';
import { invariants } from '../../specs/invariants/index.ts';
import { checkRun } from '../../src/check/index.ts';
import {
  collateralPhase,
  deposit,
  place,
  type Use,
  type Venue,
  type WaterfallLayer,
} from '../../src/exchange/index.ts';
import { settleOwnMoney } from '../../src/exchange/own-money.ts';
import { type AdlProtection, amount, defineBackstop, defineFund, type Mechanism, z } from '../../src/index.ts';
import { inverse } from '../../src/money/index.ts';
import {
  adl,
  bookLayer,
  closeAt,
  deficits,
  design,
  person,
  quote,
  step,
  testFund,
  testMargin,
  use,
  venueOf,
} from '../fixtures/exchange.ts';

/** These cases shift the index of one side by hand, which no funding rule does. */
const BY_HAND = 'CS2/funding-nets';

/** Faults of the engine that the invariants found on random exchanges, each as small as it can be. */

const broken = (venue: Venue): string[] =>
  checkRun({ venue }, invariants)
    .filter(({ id, status, scope }) => status === 'broken' && scope === 'universal' && id !== BY_HAND)
    .map((verdict) => `${verdict.id} ${JSON.stringify(verdict.witness)}`);

const book: WaterfallLayer = { label: 'liquidation', kind: 'liquidation', use: use(bookLayer()) };

/** The fund takes every leg over at its bankruptcy value. */
const atBankruptcy: WaterfallLayer = {
  label: 'backstop',
  kind: 'backstop',
  use: use(
    defineBackstop({
      name: 'test-at-bankruptcy',
      summary: 'Takes all legs over at bankruptcy value.',
      source: 'tests',
      params: z.strictObject({}),
      takesLots: true,
      next: (subject, _view, _params, _state, outcome) =>
        outcome !== undefined || subject.subject.kind === 'fund'
          ? 'pass'
          : subject.legs.map((leg) => ({
              do: 'takeOver',
              by: 'fund',
              market: leg.market.number,
              lots: leg.lots,
              value: leg.bankruptcyValue,
              margin: 'kept',
            })),
    }),
  ),
};

const fundByMarket = defineFund({
  name: 'test-fund-by-market',
  summary: 'One pool a market.',
  source: 'tests',
  params: z.strictObject({ extra: amount().optional() }),
  holds: 'fund',
  scope: (market) => market.id,
  capital: () => 1000,
});

const tearUp = adl({ closeOut: use(closeAt('mark')) }, 'tear-up');
const chargeGains = adl({ trigger: use(deficits), settle: 'gains' }, 'gains');

describe('faults the invariants found', () => {
  it('DT2: a charge that rounds to nothing leaves no line in the log, so settling it moves no column', () => {
    const venue = venueOf(design([book]));
    person(venue, 1000, [[0, 10, 100]]);
    venue.ledger.shiftIndex(0, -1, 1, 'funding');
    venue.ledger.settleMarket(0);
    expect(broken(venue)).toEqual([]);
  });

  it('DT2: what a member has committed is in the log', () => {
    const venue = venueOf(design([book]));
    venue.ledger.commit(person(venue, 1000, [], 'member'), 500);
    expect(broken(venue)).toEqual([]);
  });

  it('IF1: each piece goes to the pool of its own market', () => {
    const venue = venueOf(
      design([atBankruptcy], { margin: use(testMargin(50_000)), funds: { fund: use(fundByMarket) } }),
      [{}, {}],
    );
    person(venue, 50, [
      [0, 10, 100],
      [1, 10, 100],
    ]);
    step(venue, [96, 97]);
    expect(venue.pools.map((pool) => [pool.name, pool.lots(0), pool.lots(1)])).toEqual([
      ['fund/A', 10, 0],
      ['fund/B', 0, 10],
    ]);
  });

  it('IF1: what a pool may spend does not fall when inventory is netted at mark', () => {
    //          cash   A short 10   B short 10
    // fund      80    at 105: -40   at 97: +40    cash and equity 80; closing A leaves cash 40, and then 50 are paid
    const venue = venueOf(design([atBankruptcy], { funds: { fund: use(testFund(100)) } }), [{}, {}]);
    person(venue, 0, [[0, -10, 100]]);
    person(venue, 0, [[1, -10, 100]]);
    step(venue, [101, 101]);
    expect(venue.pools[0]?.equity).toBe(80);
    person(venue, 0, [[0, 10, 110]]);
    // What it may spend is 40 before and after the netting, so a take-over that costs 50 is refused, and nothing is overdrawn.
    expect(() => step(venue, [105, 97])).toThrow('pool fund would pay 50, but it may spend 40 above its floor');
    expect(broken(venue)).toEqual([]);
  });

  it('gains are charged to what is left of them once accrued charges are settled', () => {
    // The winner's gain of 60 and 20 owed to him by the index; the two deficits are charged one after the other.
    const venue = venueOf(design([tearUp, chargeGains]));
    person(venue, 0, [[0, 1, 130]]);
    person(venue, 0, [[0, 1, 130]]);
    person(venue, 1000, [[0, -1, 100]]);
    person(venue, 1000, [[0, -1, 100]]);
    person(venue, 1000, [[0, -1, 160]]);
    venue.ledger.shiftIndex(0, -1, 20_000_000, 'funding');
    step(venue, [100]);
    expect(broken(venue)).toEqual([]);
  });

  it('gains are charged no further than equity goes', () => {
    // A gain of 60 in A and a loss of 50 in B: equity 20.
    const venue = venueOf(design([tearUp, chargeGains]), [{}, {}]);
    person(venue, 1000, [[0, -1, 100]]);
    person(venue, 0, [[0, 1, 160]]);
    const winner = person(venue, 10, [
      [0, -1, 160],
      [1, 1, 150],
    ]);
    step(venue, [100, 100]);
    expect(venue.valuation.read(winner).equity).toBeGreaterThanOrEqual(0);
    expect(broken(venue)).toEqual([]);
  });

  it('two accounts in default are closed against each other once, where defaulters are eligible', () => {
    const venue = venueOf(design([tearUp], { defaultersEligible: true }));
    person(venue, 0, [[0, -1, 90]]);
    person(venue, 0, [[0, 1, 110]]);
    person(venue, 1000, [[0, 1, 100]]);
    step(venue, [100]);
    expect(broken(venue)).toEqual([]);
  });

  it('LQ4: a companion order does not fill a resting order of an account in default', () => {
    //            money   A at 100             B at 100     B at 300
    // loser       100    asks 1 at 100           -1        equity -100
    // hedged     1000       -1                    1        closed in B, and with it in A
    const protection = mechanisms.find((one) => one.name === 'joint-close') as Mechanism;
    const venue = venueOf(
      design([
        adl({ protection: { mechanism: protection, params: protection.params.parse({}) } as Use<AdlProtection> }),
      ]),
      [{}, {}],
    );
    const loser = person(venue, 100, [[1, -1, 100]]);
    person(venue, 1000, [
      [0, -1, 100],
      [1, 1, 100],
    ]);
    place(venue, { do: 'place', account: loser, market: 0, lots: -1, limit: 100, timeInForce: 'gtc' });
    step(venue, [100, 300]);
    expect(broken(venue)).toEqual([]);
  });

  it('WF1: one coin is sold to buy another that is owed', () => {
    //            USD    COIN at 10    TOKEN at 1
    // loser        0        20: 200    owes 50, held as nothing else
    const assets = [
      { name: 'USD', decimals: 0 },
      { name: 'COIN', decimals: 0 },
      { name: 'TOKEN', decimals: 0 },
    ];
    const venue = venueOf(design([book]), [{}], assets);
    collateralPhase(
      venue,
      new Map([
        [1, { units: 1, value: 10 }],
        [2, { units: 1, value: 1 }],
      ]),
    );
    const loser = person(venue, 0, []);
    deposit(venue, loser, 20, 1);
    venue.ledger.transfer(2, loser, venue.ledger.outsideAccount, 50, 'withdraw');
    settleOwnMoney(venue, venue.cases.openDefault(loser).data);
    expect([0, 1, 2].map((asset) => venue.ledger.accounts.balance(asset, loser))).toEqual([0, 15, 0]);
    expect(broken(venue)).toEqual([]);
  });

  it('WF1: own collateral is sold before anything is written off', () => {
    //            USD            COIN at 10    at 5
    // loser     -60 (closed)    10: 100       50       so 10 are uncovered
    const assets = [
      { name: 'USD', decimals: 0 },
      { name: 'COIN', decimals: 0 },
    ];
    const venue = venueOf(design([book]), [{}], assets);
    collateralPhase(venue, new Map([[1, { units: 1, value: 10 }]]));
    const loser = person(venue, 0, [[0, 10, 100]]);
    deposit(venue, loser, 10, 1);
    quote(venue, person(venue, 10_000, [], 'maker'), 0, 1, 10, 94);
    place(venue, { do: 'place', account: loser, market: 0, lots: -10, timeInForce: 'ioc' });
    collateralPhase(venue, new Map([[1, { units: 1, value: 5 }]]));
    step(venue, [94]);
    expect(venue.cases.all[0]?.lines[0]).toMatchObject({ uncovered: 10 });
    expect(broken(venue)).toEqual([]);
  });
});

/**
 * The fund takes 10 inverse lots with 56 of margin, then 4 lots of the other side that need exactly those 56. Netted, 6 lots cost 6,315
 * and are worth 6,316 the other way: the unit is inventory's loss, and the payment before it may use up all that is free.
 *
 * | | lots | worth at 950 | margin left |
 * |---|---|---|---|
 * | long, at 945 | 10 | -10,526 | 56 |
 * | short, at 937, with 2 | -4 | 4,211 | -56 |
 */
it('pays for a take-over before netting costs a unit of rounding', () => {
  const d = design([atBankruptcy], { margin: use(testMargin(10_000)), funds: { fund: use(testFund(0)) } });
  const venue = venueOf(d, [{ instrument: inverse({ face: 1_000_000 }), open: 1000 }]);
  const long = person(venue, 0, [[0, 10, 945]]);
  const short = person(venue, 2, [[0, -4, 937]]);
  step(venue, [950]);
  expect([long, short].map((account) => venue.valuation.read(account).equity)).toEqual([0, 0]);
  expect(venue.pools[0]?.lots(0)).toBe(6);
  expect(broken(venue)).toEqual([]);
});
