import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  branchingRatio,
  type CascadeMarket,
  cascade,
  cohortMap,
  criticalShock,
  discountFor,
  holdsAt,
  type LiquidationLevel,
  leastFixedPoint,
  liquidationMap,
  type MarketModelView,
  type Person,
  peopleMap,
} from '../../../../src/index.ts';
import { normalQuantile } from '../../../../src/math/index.ts';

/** Evenly spread: a double of fast-check is nearly always tiny. */
const real = (min: number, max: number) => fc.integer({ min: 0, max: 1e9 }).map((k) => min + ((max - min) * k) / 1e9);
const millionths = (min: number, max: number) => fc.integer({ min, max }).map((n) => n / 1_000_000);
const levels = fc.array(fc.record({ drop: millionths(0, 2_000_000), share: millionths(1, 50_000) }), { maxLength: 20 });
const markets = fc.record({
  openInterest: real(1, 1e9),
  offBook: real(0, 1),
  levels,
  depthAtOnePercent: real(1, 1e8),
  multiplier: real(0.01, 1),
  refills: real(1, 20),
  shape: real(0.2, 2),
  standby: real(0.05, 3),
  threshold: real(0, 0.2),
});
const made = ({ levels: list, ...rest }: { levels: LiquidationLevel[] } & Omit<CascadeMarket, 'liquidated'>) => ({
  ...rest,
  liquidated: liquidationMap(list),
});
/** Twice the solver's own tolerance: one for each side of a comparison. */
const SLACK = 2e-12;

describe('the fall', () => {
  test('is a stop, and the least one', () => {
    fc.assert(
      fc.property(real(0, 1), markets, (shock, given) => {
        const market = made(given);
        const { fall } = cascade(shock, market);
        expect(fall).toBeGreaterThanOrEqual(shock);
        expect(holdsAt(fall + 1e-9, shock, market) || holdsAt(fall, shock, market)).toBe(true);
        // Between the shock and the fall the map is constant except at its levels: only just above them can be a lower stop.
        const lower = [shock, ...given.levels.map(({ drop }) => drop)].filter((x) => x >= shock && x < fall - 1e-9);
        for (const x of lower) expect(holdsAt(x, shock, market)).toBe(false);
      }),
    );
  });

  test.each<[string, 1 | -1, (market: ReturnType<typeof made>, k: number) => CascadeMarket]>([
    [
      'open interest, standby demand kept',
      1,
      (m, k) => ({ ...m, openInterest: m.openInterest * k, standby: m.standby / k }),
    ],
    ['liquidations', 1, (m, k) => ({ ...m, liquidated: (x) => m.liquidated(x * k) })],
    ['depth', -1, (m, k) => ({ ...m, depthAtOnePercent: m.depthAtOnePercent * k })],
    ['the share of it that is quoted', -1, (m, k) => ({ ...m, multiplier: m.multiplier * k })],
    ['refills', -1, (m, k) => ({ ...m, refills: m.refills * k })],
    ['standby demand', -1, (m, k) => ({ ...m, standby: m.standby * k })],
    ['what is absorbed off the book', -1, (m, k) => ({ ...m, offBook: 1 - (1 - m.offBook) / k })],
  ])('moves one way with %s', (_, sign, more) => {
    fc.assert(
      fc.property(real(0, 1), markets, real(1, 4), (shock, given, k) => {
        const market = made(given);
        const change = cascade(shock, more(market, k)).fall - cascade(shock, market).fall;
        expect(sign * change).toBeGreaterThanOrEqual(-SLACK);
      }),
    );
  });

  test('does not shrink when the shock grows', () => {
    fc.assert(
      fc.property(real(0, 1), real(0, 1), markets, (a, b, given) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((shock) => cascade(shock, made(given)).fall);
        expect(more! - less!).toBeGreaterThanOrEqual(-SLACK);
      }),
    );
  });

  test('has the closed form s / (1 - q / c) for a uniform density and a linear book', () => {
    fc.assert(
      fc.property(real(0.001, 0.5), real(0.01, 0.98), real(1, 1e9), (shock, ratio, book) => {
        const market: CascadeMarket = {
          openInterest: ratio * book,
          offBook: 0,
          liquidated: (fall) => fall,
          depthAtOnePercent: book / 100,
          multiplier: 1,
          refills: 1,
          shape: 1,
          standby: 0,
        };
        const { fall, amplification } = cascade(shock, market);
        expect(fall).toBeCloseTo(shock / (1 - ratio), 9);
        expect(amplification).toBeCloseTo(1 / (1 - ratio), 6);
        expect(branchingRatio(fall, shock, market)).toBeCloseTo(ratio, 6);
      }),
    );
  });

  test('is 15 % where 10 % alone would set off a sixth of the stock', () => {
    // OI 300 sold in equal parts over a log fall of 1, a book of 900 per log unit: n = 1/3, so 0.10 becomes 0.15.
    const market: CascadeMarket = {
      openInterest: 300,
      offBook: 0,
      liquidated: (fall) => Math.min(1, fall),
      depthAtOnePercent: 9,
      multiplier: 1,
      refills: 1,
      shape: 1,
      standby: 0,
    };
    expect(cascade(0.1, market)).toEqual({
      fall: expect.closeTo(0.15, 10),
      amplification: expect.closeTo(1.5, 9),
      liquidated: expect.closeTo(0.15, 10),
    });
  });
});

test('the least fixed point is met from below, also where a higher one is stable', () => {
  const two = (x: number) => (x < 0.5 ? 0.1 + x / 2 : 0.9);
  const { low, high } = leastFixedPoint(two, 0.1, 1e-12);
  expect(low).toBeLessThanOrEqual(0.2);
  expect(high).toBeGreaterThanOrEqual(0.2 - 1e-15);
  expect(high - low).toBeLessThanOrEqual(1e-12);
});

test('a discount buys exactly what was asked for', () => {
  fc.assert(
    fc.property(real(1e-3, 1e9), markets, (notional, given) => {
      const discount = discountFor(notional, given.openInterest, given);
      const bought =
        given.multiplier * given.depthAtOnePercent * given.refills * (discount / 0.01) ** given.shape +
        given.standby * given.openInterest * Math.max(0, discount - given.threshold);
      expect(Math.abs(bought - notional)).toBeLessThanOrEqual(1e-9 * notional);
    }),
  );
});

describe('the critical shock', () => {
  const cliff: CascadeMarket = {
    openInterest: 1000,
    offBook: 0,
    liquidated: liquidationMap([{ drop: 0.2, share: 0.3 }]),
    depthAtOnePercent: 10,
    multiplier: 1,
    refills: 1,
    shape: 1,
    standby: 0,
  };
  test('is where a wall of equal levels is reached', () => {
    // 300 are sold at 0.2 into 1,000 per log unit: the fall jumps from 0.2 to 0.5.
    const found = criticalShock(cliff);
    expect(found?.shock).toBeCloseTo(0.2, 4);
    expect(found?.before).toBeCloseTo(0.2, 4);
    expect(found?.after).toBeCloseTo(0.5, 4);
  });
  test('is not there when nothing jumps', () => {
    expect(criticalShock({ ...cliff, liquidated: (fall) => Math.min(1, fall / 2) })).toBeUndefined();
  });
});

describe('maps', () => {
  test('of cohorts put the levels where the formula says', () => {
    // One leverage of 10 and entries at the price: liquidated at 0.9 / 0.99 of it.
    const one = { levered: 0.5, median: 10, sigma: 0, maxLeverage: 100, maintenance: 0.01, entry: { low: 0, high: 0 } };
    const map = cohortMap(one);
    const level = -Math.log(0.9 / 0.99);
    expect(map(level - 1e-9)).toBe(0);
    expect(map(level + 1e-9)).toBeCloseTo(0.5, 12);
  });
  test('of finer cohorts agree', () => {
    const btc = { levered: 0.22, median: 8, sigma: 0.9, maxLeverage: 100, maintenance: 0.005 };
    const [coarse, fine] = [btc, { ...btc, grid: { leverages: 400, entries: 48 } }].map(cohortMap);
    for (const drop of [0.05, 0.1, 0.2, 0.4]) expect(Math.abs(coarse!(drop) - fine!(drop))).toBeLessThan(0.02 * 0.22);
  });

  const view = (id: string, beta: number): MarketModelView => ({
    id,
    class: 'btc',
    open: 100,
    beta,
    openInterest: 0,
    depthAtOnePercent: 0,
  });
  const flatRate = {
    schedule: () => ({ initial: () => 0, maintenance: (notional: number) => notional / 50 }),
    unit: 1e-6,
  };
  const person = (deposit: number, ...positions: [string, 1 | -1, number][]): Person => ({
    owner: 0,
    kind: 'trader',
    deposit,
    positions: positions.map(([market, side, notional]) => ({ market, side, notional, entry: 100 })),
  });
  test('of people say when each falls below maintenance', () => {
    const people = [person(100, ['A', 1, 1000]), person(5000, ['A', 1, 1000]), person(100, ['A', -1, 2000])];
    const map = peopleMap(people, [view('A', 1)], 'A', flatRate);
    // 100 + 1000 (e^-x - 1) = 20 e^-x at e^-x = 900 / 980; the second holder has money enough for any fall.
    const level = -Math.log(900 / 980);
    expect(map(level - 1e-6)).toBe(0);
    expect(map(level + 1e-6)).toBeCloseTo(0.5, 12);
    expect(map(3)).toBeCloseTo(0.5, 12);
  });
  test('of people count what falls with the market, and what gains from it', () => {
    const markets = [view('A', 1), view('B', 2)];
    const both = peopleMap([person(200, ['A', 1, 1000], ['B', 1, 1000])], markets, 'A', flatRate);
    const alone = peopleMap([person(200, ['A', 1, 1000], ['B', 1, 1000])], markets, 'A', {
      ...flatRate,
      together: false,
    });
    const hedged = peopleMap([person(200, ['A', 1, 1000], ['B', -1, 600])], markets, 'A', flatRate);
    expect(both(0.06)).toBe(1);
    expect(alone(0.06)).toBe(0);
    expect(hedged(0.3)).toBe(0);
  });
});

test('the normal quantile has its tabled values', () => {
  for (const [p, z] of [
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.0013498980316301, -3],
    [0.999, 3.090232306167813],
  ] as const)
    expect(normalQuantile(p)).toBeCloseTo(z, 7);
  expect([normalQuantile(0), normalQuantile(1), normalQuantile(2)]).toEqual([-Infinity, Infinity, NaN]);
});
