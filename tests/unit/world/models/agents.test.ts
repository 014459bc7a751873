import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { VenueView } from '../../../../src/contract/index.ts';
import { makers, noiseTraders } from '../../../../src/world/models/index.ts';
import { type FakeAccount, type FakeMarket, fakeVenue, type Place, placed, UNIT } from './fake-venue.ts';
import { plainQuotes } from './plain-makers.ts';

const quote = (markets: readonly FakeMarket[], accounts: readonly FakeAccount[], given: object = {}) =>
  makers.act('agents', fakeVenue(markets, accounts), makers.params.parse(given), { next: 0, watched: {} });
const sideOf = (orders: readonly Place[], side: 1 | -1) => orders.filter(({ lots }) => Math.sign(lots) === side);

const LEVELS = [
  { distance: 0.01, notional: 100 },
  { distance: 0.05, notional: 300 },
];

describe('makers', () => {
  test('quote their share of the ladder on both sides of the reference', () => {
    // One lot at 100 ticks is 100 units, or 1.00: a maker with three quarters of the capital quotes 75 and 225 lots.
    const accounts: FakeAccount[] = [
      { id: 4, kind: 'maker', equity: 3_000_000 },
      { id: 9, kind: 'maker', equity: 1_000_000 },
    ];
    const actions = quote([{ reference: 100, levels: LEVELS }], accounts);
    expect(actions.slice(0, 2)).toEqual([
      { do: 'cancel-all', account: 4 },
      { do: 'cancel-all', account: 9 },
    ]);
    const orders = placed(actions).map(({ account, lots, limit }) => [account, lots, limit]);
    expect(orders).toEqual([
      [4, 75, 99],
      [4, 225, 95],
      [4, -75, 101],
      [4, -225, 105],
      [9, 25, 99],
      [9, 75, 95],
      [9, -25, 101],
      [9, -75, 105],
    ]);
  });

  test('move both sides against what they hold', () => {
    // 250 lots are worth 25,000, half of the limit of 5 x 10,000: bids at 1.25 times the distance, asks at 0.75 times.
    const maker: FakeAccount = { id: 1, kind: 'maker', equity: 1_000_000, lots: { 0: 250 } };
    const quotes = placed(quote([{ reference: 10_000, levels: [{ distance: 0.04, notional: 1e5 }] }], [maker]));
    expect(quotes.map(({ limit }) => limit)).toEqual([9500, 10_300]);
  });

  test('only sell, as near as the skew allows, once they hold more than their limit', () => {
    const full: FakeAccount = { id: 1, kind: 'maker', equity: 10_000, lots: { 0: 250 } };
    const quotes = placed(quote([{ reference: 10_000, levels: [{ distance: 0.04, notional: 1e6 }] }], [full]));
    expect(quotes.map(({ lots, limit }) => [lots, limit])).toEqual([[-5, 10_200]]);
  });

  test('count in the settlement asset where a market settles in a coin', () => {
    // A unit of the coin is worth 50: a lot is 50.00, so 100 and 300 are 2 and 6 lots. Ten lots held are half of a limit of 5 x 200.
    const coin: FakeMarket = { reference: 100, levels: LEVELS, worth: 50 };
    const flat = placed(quote([coin], [{ id: 1, kind: 'maker', equity: 1e9 }]));
    expect(flat.map(({ lots }) => lots)).toEqual([2, 6, -2, -6]);
    const holder: FakeAccount = { id: 1, kind: 'maker', equity: 20_000, lots: { 0: 10 } };
    const held = placed(quote([{ ...coin, levels: [{ distance: 0.04, notional: 1e5 }] }], [holder], { skew: 0.5 }));
    expect(held.map(({ limit }) => limit)).toContain(103);
  });

  test('take their quotes back but quote nothing when broke or in a case', () => {
    const actions = quote(
      [{ reference: 100, levels: LEVELS }],
      [
        { id: 1, kind: 'maker', equity: -5 },
        { id: 2, kind: 'maker', equity: 1_000_000, inCase: true },
      ],
    );
    expect(actions).toEqual([
      { do: 'cancel-all', account: 1 },
      { do: 'cancel-all', account: 2 },
    ]);
  });

  test('wait until it is time to quote again', () => {
    const params = makers.params.parse({ every: '10s' });
    const state = { next: 0, watched: {} };
    const at = (now: number) =>
      makers.act(
        'agents',
        fakeVenue([{ reference: 100, levels: LEVELS }], [{ id: 1, kind: 'maker', equity: 1e6 }], { now }),
        params,
        state,
      );
    expect([at(0), at(5), at(10), at(15)].map((actions) => actions.length > 0)).toEqual([true, false, true, false]);
  });

  test('say so when there is no ladder', () => {
    const { ladder: _, ...view } = fakeVenue([], []);
    expect(() => makers.act('agents', view as VenueView, makers.params.parse({}), { next: 0, watched: {} })).toThrow(
      'agent makers was given a view without a ladder',
    );
  });

  const levels = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 1_000_000 })), {
      minLength: 1,
      maxLength: 8,
      selector: ([d]) => d,
    })
    .map((list) => list.sort(([a], [b]) => a - b).map(([d, notional]) => ({ distance: d / 1000, notional })));
  const book = fc.record({
    markets: fc.array(fc.record({ reference: fc.double({ min: 1, max: 100_000, noNaN: true }), levels }), {
      minLength: 1,
      maxLength: 4,
    }),
    equities: fc.array(fc.integer({ min: -1000, max: 1_000_000_000 }), { minLength: 1, maxLength: 5 }),
    lots: fc.array(fc.integer({ min: -100_000, max: 100_000 }), { minLength: 5, maxLength: 5 }),
    leverage: fc.double({ min: 0.1, max: 20, noNaN: true }),
    skew: fc.double({ min: 0, max: 0.99, noNaN: true }),
  });

  test('quote whole lots, never across the reference, within capital, and never more than the ladder', () => {
    fc.assert(
      fc.property(book, ({ markets, equities, lots, leverage, skew }) => {
        const accounts = equities.map((equity, id): FakeAccount => {
          const held = lots[id]!;
          return { id, kind: 'maker', equity, ...(held === 0 ? {} : { lots: { 0: held } }) };
        });
        const orders = placed(quote(markets, accounts, { leverage, skew }));
        const lotNotional = (number: number) => Math.max(1, Math.round(markets[number]!.reference)) * UNIT;
        for (const { lots: size, limit, market } of orders) {
          expect(Number.isSafeInteger(size) && size !== 0 && Number.isSafeInteger(limit) && limit! >= 1).toBe(true);
          if (size > 0) expect(limit!).toBeLessThan(markets[market]!.reference);
          else expect(limit!).toBeGreaterThan(markets[market]!.reference);
        }
        for (const { id, equity } of accounts) {
          for (const side of [1, -1] as const) {
            const mine = sideOf(orders, side).filter((o) => o.account === id);
            const quoted = mine.reduce((sum, o) => sum + Math.abs(o.lots) * lotNotional(o.market), 0);
            expect(quoted).toBeLessThanOrEqual(Math.max(0, leverage * equity * UNIT) * (1 + 1e-9));
          }
          const whole = orders.filter((o) => o.account === id);
          const quoted = whole.reduce((sum, o) => sum + Math.abs(o.lots) * lotNotional(o.market), 0);
          expect(quoted).toBeLessThanOrEqual(Math.max(0, leverage * equity * UNIT) * (1 + 1e-9));
        }
        markets.forEach((market, number) => {
          const offered = market.levels.reduce((sum, level) => sum + level.notional, 0);
          for (const side of [1, -1] as const) {
            const quoted = sideOf(orders, side).filter((o) => o.market === number);
            const sum = quoted.reduce((total, o) => total + Math.abs(o.lots) * lotNotional(number), 0);
            expect(sum).toBeLessThanOrEqual(offered * (1 + 1e-9));
          }
        });
      }),
    );
  });

  test('quote what a maker works out who makes a list of everything', () => {
    let [merged, scaled, reduces] = [0, 0, 0];
    fc.assert(
      fc.property(book, fc.boolean(), ({ markets, equities, lots, leverage, skew }, cheap) => {
        // At a price of a few ticks several levels meet in one price.
        const met = markets.map((market) => ({
          ...market,
          reference: cheap ? 1 + (market.reference % 9) : market.reference,
        }));
        const accounts = equities.map((equity, id): FakeAccount => {
          const held = Object.fromEntries(met.map((_, market) => [market, lots[(id + market) % lots.length]!]));
          return {
            id,
            kind: 'maker',
            equity,
            lots: Object.fromEntries(Object.entries(held).filter(([, n]) => n !== 0)),
          };
        });
        const plain = plainQuotes(fakeVenue(met, accounts), { leverage, skew });
        expect(placed(quote(met, accounts, { leverage, skew }))).toEqual(plain);
        const perSide = new Map<string, number>();
        for (const { account, market, lots: size } of plain) {
          const side = `${account}/${market}/${Math.sign(size)}`;
          perSide.set(side, (perSide.get(side) ?? 0) + 1);
        }
        for (const [side, count] of perSide) if (count < met[Number(side.split('/')[1])]!.levels.length) merged += 1;
        scaled += plain.length > 0 && leverage < 1 ? 1 : 0;
        reduces += plain.some(({ account, lots: size }) => size > 0 && (lots[account % lots.length] ?? 0) < 0) ? 1 : 0;
      }),
      { numRuns: 300 },
    );
    for (const reached of [merged, scaled, reduces]) expect(reached).toBeGreaterThan(10);
  });

  test('say each quote anew, however many there are', () => {
    const wide: FakeMarket[] = Array.from({ length: 40 }, () => ({
      reference: 10_000,
      levels: Array.from({ length: 10 }, (_, i) => ({ distance: (i + 1) / 100, notional: 1e6 })),
    }));
    const maker: FakeAccount = { id: 3, kind: 'maker', equity: 1e14 };
    expect(placed(quote(wide, [maker]))).toHaveLength(800);
    expect(placed(quote(wide.slice(0, 1), [maker]))).toEqual(plainQuotes(fakeVenue(wide.slice(0, 1), [maker]), {}));
  });

  test('quote all of the ladder, but for a lot each, when capital is ample', () => {
    fc.assert(
      fc.property(levels, fc.integer({ min: 1, max: 6 }), (ladder, count) => {
        const accounts = Array.from({ length: count }, (_, id): FakeAccount => ({ id, kind: 'maker', equity: 1e15 }));
        const orders = placed(quote([{ reference: 100_000, levels: ladder }], accounts));
        const offered = ladder.reduce((sum, level) => sum + level.notional, 0) / (100_000 * UNIT);
        for (const side of [1, -1] as const) {
          const lots = sideOf(orders, side).reduce((sum, o) => sum + Math.abs(o.lots), 0);
          expect(lots).toBeGreaterThan(offered - count - 1e-6);
        }
      }),
    );
  });
});

describe('noise-traders', () => {
  const market: FakeMarket = { reference: 1000, levels: [], bestBid: 999, bestAsk: 1001, fillable: 5000 };
  const trader = (id: number, equity: number): FakeAccount => ({ id, kind: 'trader', equity });
  const act = (accounts: readonly FakeAccount[], given: object, seed = 1, markets = [market]) =>
    placed(noiseTraders.act('agents', fakeVenue(markets, accounts, { seed }), noiseTraders.params.parse(given), null));

  test('place small orders at once or not at all, near the best price, for those who can pay', () => {
    const rich = [trader(1, 1e9), trader(2, 1e9), trader(3, 0)];
    const orders = act(rich, { perMinute: 1200, shareOfDepth: 0.01, within: 0.002 });
    expect(orders.length).toBeGreaterThan(60);
    for (const { account, lots, limit, timeInForce } of orders) {
      expect([1, 2]).toContain(account);
      expect(Math.abs(lots)).toBeGreaterThanOrEqual(1);
      expect(Math.abs(lots)).toBeLessThanOrEqual(50);
      expect(limit).toBe(lots > 0 ? 1004 : 997);
      expect(timeInForce).toBe('ioc');
    }
    expect(new Set(orders.map(({ lots }) => Math.sign(lots)))).toEqual(new Set([1, -1]));
  });

  test('come as often as asked for', () => {
    const counts = Array.from({ length: 400 }, (_, seed) => act([trader(1, 1e9)], { perMinute: 12 }, seed).length);
    const mean = counts.reduce((a, b) => a + b, 0) / counts.length;
    expect(Math.abs(mean - 1)).toBeLessThan(0.2);
  });

  test.each([
    ['nobody trades', [] as FakeAccount[], market],
    ['nobody can pay', [trader(1, 10)], market],
    ['everybody is in a case', [{ ...trader(1, 1e9), inCase: true }], market],
    ['the book is empty', [trader(1, 1e9)], { reference: 1000, levels: [] }],
    ['the book is thin', [trader(1, 1e9)], { ...market, fillable: 99 }],
  ])('do nothing when %s', (_, accounts, thin) => {
    expect(act(accounts, { perMinute: 1200 }, 1, [thin])).toEqual([]);
  });
});
