import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MarketModelView } from '../../../../src/contract/index.ts';
import { constant, flatLadder, powerDepth, scheduled } from '../../../../src/world/models/index.ts';

const market = (over: Partial<MarketModelView> = {}): MarketModelView => ({
  id: 'BTC',
  class: 'btc',
  open: 100,
  beta: 1,
  openInterest: 1e6,
  depthAtOnePercent: 1000,
  ...over,
});

const now = (over: Partial<MarketModelView>, seconds: number, capitalShare: number) => ({
  market: market(over),
  seconds,
  elapsed: 1,
  price: 100,
  capitalShare,
});

describe('power-depth', () => {
  test('gives the worked example: b = 1/2, four times the depth four times as far', () => {
    const params = powerDepth.params.parse({ shape: 0.5, distances: [0.0025, 0.01, 0.04], halfSpread: 0 });
    const levels = powerDepth.ladder(market(), params);
    expect(levels.map(({ distance }) => distance)).toEqual([0.0025, 0.01, 0.04]);
    expect(levels.map(({ notional }) => Math.round(notional))).toEqual([500, 500, 1000]);
  });

  test('is rising in distance, positive, holds C within each distance, and scales with depth', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 2, max: 1000 }),
        (shape, halfSpread, thousandths, k) => {
          const distances = thousandths.sort((a, b) => a - b).map((n) => n / 1000);
          const params = powerDepth.params.parse({ shape, halfSpread, distances });
          const levels = powerDepth.ladder(market(), params);
          let offered = 0;
          levels.forEach(({ distance, notional }, i) => {
            offered += notional;
            expect(notional).toBeGreaterThan(0);
            expect(distance).toBeGreaterThan(levels[i - 1]?.distance ?? 0);
            expect(distance).toBeGreaterThanOrEqual(halfSpread);
            expect(offered / (1000 * (distance / 0.01) ** shape)).toBeCloseTo(1, 9);
          });
          const deeper = powerDepth.ladder(market({ depthAtOnePercent: 1000 * k }), params);
          for (const [i, { notional }] of deeper.entries()) expect(notional / levels[i]!.notional).toBeCloseTo(k, 6);
        },
      ),
    );
  });

  test('takes shape and half spread of the class where they are given', () => {
    const params = powerDepth.params.parse({
      shapes: { btc: 1 },
      halfSpreads: { btc: 0.005 },
      distances: [0.001, 0.01],
    });
    expect(powerDepth.ladder(market(), params)).toEqual([
      { distance: 0.005, notional: 500 },
      { distance: 0.01, notional: 500 },
    ]);
  });
  test('refuses distances that fall', () => {
    expect(powerDepth.params.safeParse({ distances: [0.02, 0.01] }).success).toBe(false);
  });
});

test('flat-ladder offers the same at each step, d1 within one percent', () => {
  const levels = flatLadder.ladder(market(), flatLadder.params.parse({ levels: 4, spacing: 0.005 }));
  expect(levels).toEqual([0.005, 0.01, 0.015, 0.02].map((distance) => ({ distance, notional: 500 })));
});

describe('depth', () => {
  const params = scheduled.params.parse({
    schedule: [
      ['0s', 1],
      ['100s', 0.2],
    ],
    classes: { mid: [[0, 0.5]] },
    eta: 0.5,
    floor: 0.1,
  });
  test.each([
    [0, 1, 'btc', 1],
    [50, 1, 'btc', 0.6],
    [100, 1, 'btc', 0.2],
    [500, 0.25, 'btc', 0.1],
    [0, 0.25, 'btc', 0.5],
    [0, 4, 'btc', 1],
    [0, 0, 'btc', 0.1],
    [0, -3, 'btc', 0.1],
    [50, 1, 'mid', 0.5],
  ])('at %d s, with %d of the capital, class %s: %d', (at, capital, name, expected) => {
    expect(scheduled.multiplier(now({ class: name }, at, capital), params, null)).toBeCloseTo(expected, 12);
  });
  test('is in (0, 1] and never grows when capital shrinks', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true }), (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((share) =>
          scheduled.multiplier(now({}, 30, share), params, null),
        );
        expect(less).toBeGreaterThan(0);
        expect(more).toBeLessThanOrEqual(1);
        expect(less).toBeLessThanOrEqual(more!);
      }),
    );
  });
  test('refuses a multiplier above one', () => {
    expect(scheduled.params.safeParse({ schedule: [[0, 1.5]] }).success).toBe(false);
  });
  test('constant is what it says', () => {
    expect(constant.multiplier(now({}, 9, 0), constant.params.parse({ multiplier: 0.3 }), null)).toBe(0.3);
  });
});
