import { describe, expect, test } from 'vitest';
import { fillablePriceIoc as liquidation } from '../../../mechanisms/liquidation/index.ts';
import { defaultView, firstState, marketView, outcomeOf, paramsOf, poolView, venueView } from '../../fixtures/views.ts';

const market = marketView({ mark: 50_000 });
const eth = marketView({ number: 1, id: 'ETH', mark: 2_000 });
const fund = poolView({ name: 'insurance', cash: 10_000_000 });
const view = (given: Parameters<typeof venueView>[0] = {}) =>
  venueView({ markets: [market, eth], pools: [fund], ...given });
/** Without limits of a block, so that the price shows. */
const wide = { positionShare: '1', accountNotional: '1000000000', accountFundLoss: '1000000000' };

type Input = Parameters<typeof paramsOf<typeof liquidation.params>>[1];
/** Asks until it passes; each order fills the lots that `fill` says. */
const orders = (
  subject: ReturnType<typeof defaultView>,
  input: Input = {},
  venue = view(),
  fill = (lots: number): number => lots,
) => {
  const params = paramsOf(liquidation, input);
  const state = firstState(liquidation, params);
  const sent: { market: number; lots: number; limit?: number; above?: number }[] = [];
  let outcome: ReturnType<typeof outcomeOf> | undefined;
  for (let asked = 0; asked < 50; asked++) {
    const answer = liquidation.next(subject, venue, params, state, outcome);
    if (answer === 'pass' || 'wait' in answer) return sent;
    const [order] = answer;
    if (order?.do !== 'order') throw new Error('it answered with something else than an order');
    const { market: at, lots, limit, fee } = order;
    sent.push({ market: at, lots, ...(limit === undefined ? {} : { limit }), above: fee?.above ?? Number.NaN });
    const filled = fill(lots);
    const price = at === 0 ? 50_000 : 2_000;
    outcome = outcomeOf({ do: 'order', lots: filled, value: filled * price });
  }
  return sent;
};

describe('the fillable price', () => {
  /*
   * A long of 1 BTC at 50,000, maintenance 10 % = 5,000, SMMR 1.5, BA 1:
   *
   *   equity   ABR = 1 - equity / 5,000   price = 50,000 - ABR x 7,500   bankruptcy price
   *    5,000                          0                         50,000             45,000
   *    4,999                     0.0002                    49,998.5 up             45,001
   *    2,500                        0.5                         46,250             47,500
   *        0                          1                         42,500             50,000
   *   -1,000             1 (not beyond)                         42,500             51,000
   */
  test.each([
    [4_999, 49_999, 45_001],
    [2_500, 46_250, 47_500],
    [0, 42_500, 50_000],
    [-1_000, 42_500, 51_000],
  ])('of a long with equity %i is %i', (equity, limit, above) => {
    const subject = defaultView(equity, [{ market, lots: 1, maintenance: 5_000 }]);
    expect(orders(subject, wide)).toEqual([{ market: 0, lots: 1, limit, above }]);
  });

  test('of a short lies above mark', () => {
    const subject = defaultView(2_500, [{ market, lots: -1, maintenance: 5_000 }]);
    expect(orders(subject, wide)).toEqual([{ market: 0, lots: -1, limit: 53_750, above: -52_500 }]);
  });

  test('falls faster with a bankruptcy adjustment above 1', () => {
    const subject = defaultView(4_000, [{ market, lots: 1, maintenance: 5_000 }]);
    expect(orders(subject, wide)[0]?.limit).toBe(48_500);
    expect(orders(subject, { ...wide, bankruptcyAdjustment: '2' })[0]?.limit).toBe(47_000);
  });
});

/*
 * The chain's own cases, x/clob/keeper/liquidations_test.go (TestGetFillablePrice): 0.1 BTC at 50,000, maintenance 10 %, BA 1 and SMMR 0.1
 * unless said. Here a lot is 0.1 BTC and a unit ten cents; a quote balance of -4,501 dollars is an equity of 499, or 4,990 units.
 */
describe('the fillable prices of the chain', () => {
  test.each([
    ['slightly below maintenance', 1, 4_990, {}, 49_999],
    ['with BA 2', 1, 4_990, { bankruptcyAdjustment: '2' }, 49_998],
    ['with SMMR 0.2', 1, 4_990, { spreadToMaintenance: '0.2' }, 49_998],
    ['with SMMR 1', 1, 4_990, { spreadToMaintenance: '1' }, 49_990],
    ['with the greatest BA', 1, 4_990, { bankruptcyAdjustment: '1000' }, 49_500],
    ['at bankruptcy', 1, 0, {}, 49_500],
    ['below bankruptcy', 1, -5_000, {}, 49_500],
    ['slightly below maintenance', -1, 4_990, {}, 50_001],
    ['with BA 2', -1, 4_990, { bankruptcyAdjustment: '2' }, 50_002],
    ['with SMMR 0.2', -1, 4_990, { spreadToMaintenance: '0.2' }, 50_002],
    ['at bankruptcy', -1, 0, {}, 50_500],
    ['below bankruptcy', -1, -5_000, {}, 50_500],
  ] as const)('%s, of %i', (_, lots, equity, fields, limit) => {
    const subject = defaultView(equity, [{ market, lots, maintenance: 5_000 }]);
    expect(orders(subject, { ...wide, spreadToMaintenance: '0.1', ...fields })[0]?.limit).toBe(limit);
  });

  // Long 0.004 BTC and 0.1 ETH at 3,000 with -490: 10 of equity on 50 of maintenance.
  test('of ETH beside BTC is 2,976', () => {
    const [small, ether] = [marketView({ mark: 2_000 }), marketView({ number: 1, id: 'ETH', mark: 3_000 })];
    const subject = defaultView(100, [
      { market: small, lots: 1, maintenance: 200 },
      { market: ether, lots: 1, maintenance: 300 },
    ]);
    const sent = orders(subject, { ...wide, spreadToMaintenance: '0.1' }, view({ markets: [small, ether] }));
    expect(sent.find((order) => order.market === 1)?.limit).toBe(2_976);
  });
});

describe('the limits of a block', () => {
  const large = defaultView(0, [{ market, lots: 1000, maintenance: 5_000_000 }]);

  test('are a share of the position, and the notional of one account', () => {
    // 10 % of 50m is 5m, of which 100,000 may go: 2 lots.
    expect(orders(large).map(({ lots }) => lots)).toEqual([2]);
    expect(orders(large, { accountNotional: '10000000' }).map(({ lots }) => lots)).toEqual([100]);
  });

  test('leave a position whole below the least slice, and never less than a lot', () => {
    const small = defaultView(0, [{ market: eth, lots: 3, maintenance: 100 }]);
    expect(orders(small, { minSlice: '6000' })[0]?.lots).toBe(3);
    expect(orders(small, { minSlice: '1' })[0]?.lots).toBe(1);
  });

  test('bound what the fund can lose, at worst, by its own balance too', () => {
    // At zero equity the limit is 7,500 a lot beyond bankruptcy.
    expect(orders(large, { ...wide, accountFundLoss: '75000' })[0]?.lots).toBe(10);
    const poor = view({ pools: [poolView({ name: 'insurance', cash: 15_000 })] });
    expect(orders(large, wide, poor)[0]?.lots).toBe(2);
    expect(orders(large, wide, view({ pools: [poolView({ name: 'insurance', cash: 0 })] }))).toEqual([]);
  });

  test('start anew in each block that fits into the step', () => {
    expect(orders(large, {}, view({ stepSeconds: 3 })).map(({ lots }) => lots)).toEqual([2, 2, 2]);
    expect(orders(large, { block: '500ms' }).map(({ lots }) => lots)).toEqual([2, 2]);
  });

  test('count for all positions of the account together, each tried once a block', () => {
    const two = defaultView(0, [
      { market, lots: 100, maintenance: 500_000 },
      { market: eth, lots: 2_500, maintenance: 500_000 },
    ]);
    const sent = orders(two, { accountNotional: '600000' });
    expect(sent.map((order) => order.market).sort()).toEqual([0, 1]);
    // 10 % of each is 500,000; the second finds 100,000 left.
    const notional = sent.map((order) => order.lots * (order.market === 0 ? 50_000 : 2_000));
    expect(notional).toEqual([500_000, 100_000]);
  });
});

describe('a book that gives less', () => {
  test('is left alone until the next step', () => {
    const large = defaultView(0, [{ market, lots: 1000, maintenance: 5_000_000 }]);
    expect(orders(large, {}, view({ stepSeconds: 5 }), () => 1)).toHaveLength(1);
    expect(orders(large, {}, view({ stepSeconds: 5 }), () => 0)).toHaveLength(1);
  });
});

test('leaves pools in default to others', () => {
  const pool = defaultView(0, [{ market, lots: 1, maintenance: 5_000 }], { account: { kind: 'fund' } });
  expect(orders(pool)).toEqual([]);
});
