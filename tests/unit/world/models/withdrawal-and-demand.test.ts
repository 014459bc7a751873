import { describe, expect, test } from 'vitest';
import { dipBuyers, makers, profitTakers } from '../../../../src/world/models/index.ts';
import { shareKept, type Watched, withdrawalParams } from '../../../../src/world/models/maker-withdrawal.ts';
import { type FakeAccount, type FakeMarket, fakeVenue, placed } from './fake-venue.ts';

describe('a maker that watches its equity', () => {
  const given = withdrawalParams.parse({ drawdown: 0.05, within: '60s', reentry: '100s', keeps: 0.1 });
  const over = (equities: readonly (readonly [number, number, number?])[], params = given) => {
    const watched: Watched = { until: 0, peaks: [] };
    return equities.map(([now, equity, deleveragedAt]) => shareKept(watched, { equity, deleveragedAt }, now, params));
  };
  test('leaves at the drawdown, stays away, comes back with a fresh window', () => {
    const path = [
      [0, 1000],
      [10, 951],
      [20, 949],
      [119, 949],
      [120, 940],
      [130, 900],
      [140, 890],
    ] as const;
    expect(over(path)).toEqual([1, 1, 0.1, 0.1, 1, 1, 0.1]);
  });
  test('forgets peaks that are older than the window', () => {
    expect(
      over([
        [0, 1000],
        [61, 940],
        [70, 900],
      ]),
    ).toEqual([1, 1, 1]);
  });
  test('measures from the highest peak within the window, not the last', () => {
    expect(
      over([
        [0, 1000],
        [10, 970],
        [20, 960],
        [30, 949],
      ]),
    ).toEqual([1, 1, 1, 0.1]);
  });
  test('leaves when it was deleveraged, unless it does not mind', () => {
    const path = [
      [50, 1000, 45],
      [144, 1000, 45],
      [145, 1000, 45],
    ] as const;
    expect(over(path)).toEqual([0.1, 0.1, 1]);
    expect(over(path, withdrawalParams.parse({ deleveraged: false }))).toEqual([1, 1, 1]);
  });
  test('stays for good when it keeps everything', () => {
    expect(
      over(
        [
          [0, 1000],
          [10, 1],
        ],
        { ...given, keeps: 1 },
      ),
    ).toEqual([1, 1]);
  });
});

test('makers who have left quote what they keep, and the others do not fill in', () => {
  const market: FakeMarket = { reference: 100, levels: [{ distance: 0.01, notional: 100 }] };
  const accounts: FakeAccount[] = [
    { id: 1, kind: 'maker', equity: 1_000_000, deleveragedAt: 10 },
    { id: 2, kind: 'maker', equity: 1_000_000 },
  ];
  const params = makers.params.parse({ withdrawal: { keeps: 0.2, reentry: '1m' } });
  const orders = (now: number) =>
    placed(makers.act('agents', fakeVenue([market], accounts, { now }), params, { next: 0, watched: {} }));
  expect(orders(20).map(({ account, lots }) => [account, lots])).toEqual([
    [1, 10],
    [1, -10],
    [2, 50],
    [2, -50],
  ]);
  expect(orders(70).map(({ lots }) => lots)).toEqual([50, -50, 50, -50]);
});

describe('profit-takers', () => {
  const book: FakeMarket = { reference: 1000, levels: [], bestBid: 999, bestAsk: 1001, fillable: 5000 };
  /** A short of 100 lots sold at a cost, at a mark of 1,000. */
  const short = (id: number, soldAt: number, more: object = {}): FakeAccount => ({
    id,
    kind: 'trader',
    equity: 1e6,
    lots: { 0: -100 },
    cost: { 0: -100 * soldAt },
    ...more,
  });
  /** The markets have fallen to 1,000 by a log fall from averages that hardly move. */
  const act = (accounts: readonly FakeAccount[], given: object, seed = 1, markets = [book], fall = 0.5) => {
    const params = profitTakers.params.parse({ memory: '1000d', ...given });
    const state = { averages: markets.map(() => 1000 * Math.exp(fall)) };
    return placed(profitTakers.act('agents', fakeVenue(markets, accounts, { seed }), params, state));
  };

  test('buy back a part, at once and near the best price', () => {
    const orders = act([short(1, 2000)], { demand: 100, response: '1s', part: 0.25, within: 0.01, shareOfDepth: 1 });
    expect(orders.length).toBeGreaterThan(100);
    expect(new Set(orders.map((order) => JSON.stringify(order)))).toEqual(
      new Set([JSON.stringify({ do: 'place', account: 1, market: 0, lots: 25, limit: 1012, timeInForce: 'ioc' })]),
    );
  });
  test('come in proportion to the fall of their own market', () => {
    // A fall by half: a rate of demand x 0.5 x 5 s / 100 s an account; a tenth as much beside it.
    const mean = (held: 0 | 1) => {
      const crowd = Array.from({ length: 200 }, (_, id) =>
        short(id, 2000, { lots: { [held]: -100 }, cost: { [held]: -2e5 } }),
      );
      const params = profitTakers.params.parse({ memory: '1000d', demand: 1, response: '100s' });
      const counts = Array.from({ length: 100 }, (_, seed) => {
        const state = { averages: [1000 * Math.exp(0.5), 1000 * Math.exp(0.05)] };
        return placed(profitTakers.act('agents', fakeVenue([book, book], crowd, { seed }), params, state)).length;
      });
      return counts.reduce((x, y) => x + y, 0) / counts.length;
    };
    expect(Math.abs(mean(0) / 5 - 1)).toBeLessThan(0.15);
    expect(Math.abs(mean(1) / 0.5 - 1)).toBeLessThan(0.3);
  });
  test('do nothing before anything has fallen, however large their profit', () => {
    expect(act([short(1, 2000)], { demand: 100, response: '1s' }, 1, [book], 0)).toEqual([]);
    expect(act([short(1, 2000)], { demand: 100, response: '1s' }, 1, [book], -0.5)).toEqual([]);
  });
  test('may be longs, who sell when it has risen', () => {
    const long: FakeAccount = { ...short(1, 0), lots: { 0: 100 }, cost: { 0: 50_000 } };
    const given = { side: 'long', demand: 100, response: '1s', part: 0.25, within: 0, shareOfDepth: 1 };
    expect(act([long], given, 1, [book], -0.5)[0]).toMatchObject({ account: 1, lots: -25, limit: 999 });
    expect(act([long], given)).toEqual([]);
  });
  test.each<[string, FakeAccount, FakeMarket]>([
    ['lose', short(1, 500), book],
    ['are in a case', short(1, 2000, { inCase: true }), book],
    ['are long', { ...short(1, 0), lots: { 0: 100 }, cost: { 0: 50_000 } }, book],
    ['find no book', short(1, 2000), { reference: 1000, levels: [] }],
    ['find less than a lot', short(1, 2000), { ...book, fillable: 4 }],
  ])('do nothing when they %s', (_, account, market) => {
    expect(act([account], { demand: 100, response: '1s' }, 1, [market])).toEqual([]);
  });
  test('do nothing when they hold both sides', () => {
    const hedged: FakeAccount = { ...short(1, 2000), lots: { 0: -100, 1: 100 }, cost: { 0: -200_000, 1: 100_000 } };
    expect(act([hedged], { demand: 100, response: '1s' }, 1, [book, book])).toEqual([]);
  });
});

describe('dip-buyers', () => {
  const book: FakeMarket = {
    reference: 1000,
    levels: [],
    bestBid: 999,
    bestAsk: 1000,
    fillable: 1e9,
    openInterest: 10_000,
  };
  const trader = (id: number, equity: number): FakeAccount => ({ id, kind: 'trader', equity });
  const given = { demand: 1, response: '100s', threshold: 0, memory: '1000d', within: 0, shareOfDepth: 1, leverage: 1 };
  const started = { buyers: [], value: [1000 * Math.E ** 0.1001], owed: [] };
  const act = (
    accounts: readonly FakeAccount[],
    over: object = {},
    state = structuredClone(started),
    market = book,
  ) => {
    const orders = placed(
      dipBuyers.act('agents', fakeVenue([market], accounts), dipBuyers.params.parse({ ...given, ...over }), state),
    );
    return { orders, state };
  };

  test('buy open interest x discount x time / response, with a limit at the best price', () => {
    // 10,000 lots x 0.1 x 5 s / 100 s = 50 lots.
    const { orders } = act([trader(1, 1e9)]);
    expect(orders).toEqual([{ do: 'place', account: 1, market: 0, lots: 50, limit: 1000, timeInForce: 'ioc' }]);
  });
  test('buy nothing above their threshold, and less beyond it', () => {
    expect(act([trader(1, 1e9)], { threshold: 0.1002 }).orders).toEqual([]);
    expect(act([trader(1, 1e9)], { threshold: 0.05 }).orders[0]?.lots).toBe(25);
  });
  test('are those with most free equity, each within its own', () => {
    const { orders, state } = act([trader(1, 10_000), trader(2, 20_000), trader(3, 5)], { buyers: 2 });
    expect(state.buyers).toEqual([2, 1]);
    for (const { account, lots } of orders) expect(lots).toBeLessThanOrEqual(account === 2 ? 20 : 10);
    expect(orders[0]?.lots).toBe(orders[0]?.account === 2 ? 20 : 10);
    expect(orders.length).toBeGreaterThan(0);
  });
  test('take no more than a share of the book, and what finds no seller lapses', () => {
    const thin = { ...book, fillable: 30 };
    const { orders, state } = act([trader(1, 1e9)], { shareOfDepth: 0.5 }, undefined, thin);
    expect(orders[0]?.lots).toBe(15);
    expect(state.owed[0]).toBe(1000);
  });
  test('take the price they meet first as its value', () => {
    expect(act([trader(1, 1e9)], {}, { buyers: [], value: [], owed: [] }).orders).toEqual([]);
  });
});
