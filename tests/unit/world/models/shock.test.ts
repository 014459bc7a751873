import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MarketModelView } from '../../../../src/contract/index.ts';
import { stream } from '../../../../src/math/index.ts';
import { brownian, noiseKey } from '../../../../src/world/models/brownian.ts';
import { flat, gbm, keyframes, ramp } from '../../../../src/world/models/index.ts';
import { plainBrownian } from './plain-brownian.ts';

const market = (over: Partial<MarketModelView> = {}): MarketModelView => ({
  id: 'BTC',
  class: 'btc',
  open: 100,
  beta: 1,
  openInterest: 1e6,
  depthAtOnePercent: 1e5,
  ...over,
});
const draws = (seed = 7) => stream(seed, 'shock');
const path = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 600 }), fc.double({ min: 0.01, max: 5, noNaN: true })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((steps) => {
    let at = -1;
    return steps.map(([gap, value]) => {
      at += gap;
      return [at, value] as [number, number];
    });
  });

describe('keyframes', () => {
  test('hits every keyframe exactly, with noise and without', () => {
    fc.assert(
      fc.property(
        path,
        fc.constantFrom(0, 0.05),
        fc.constantFrom('linear', 'log-linear'),
        (frames, noise, interpolation) => {
          const params = keyframes.params.parse({ markets: { BTC: frames }, noise, interpolation });
          for (const [at, value] of frames) expect(keyframes.price(market(), at, params, draws())).toBe(100 * value);
        },
      ),
    );
  });

  test('stays positive, and without noise between the keyframes around it', () => {
    fc.assert(
      fc.property(path, fc.double({ min: 0, max: 2000, noNaN: true }), fc.integer(), (frames, at, seed) => {
        const noisy = keyframes.params.parse({ all: frames, noise: 0.1, spread: 0.5 });
        expect(keyframes.price(market(), at, noisy, draws(seed))).toBeGreaterThan(0);
        const values = frames.map(([, value]) => 100 * value);
        const price = keyframes.price(market(), at, keyframes.params.parse({ all: frames }), draws(seed));
        expect(price).toBeGreaterThanOrEqual(Math.min(...values) * (1 - 1e-12));
        expect(price).toBeLessThanOrEqual(Math.max(...values) * (1 + 1e-12));
      }),
    );
  });

  test('reads durations and seconds, lines and lines of the logarithm', () => {
    const frames = [
      ['0s', 1],
      ['1m', 0.25],
    ];
    const at = (interpolation: string) =>
      keyframes.price(market(), 30, keyframes.params.parse({ all: frames, interpolation }), draws());
    expect(at('linear')).toBe(62.5);
    expect(at('log-linear')).toBeCloseTo(50, 10);
    expect(keyframes.price(market(), 90, keyframes.params.parse({ all: frames }), draws())).toBe(25);
  });

  test('prefers the path of the market to that of its class, and that to the one for all', () => {
    const params = keyframes.params.parse({ markets: { A: [[0, 2]] }, classes: { c: [[0, 3]] }, all: [[0, 4]] });
    const price = (id: string, name: string) => keyframes.price(market({ id, class: name }), 9, params, draws());
    expect([price('A', 'c'), price('B', 'c'), price('B', 'd')]).toEqual([200, 300, 400]);
  });

  test('moves markets of one class apart by the spread, each the same way throughout', () => {
    const params = keyframes.params.parse({
      classes: {
        c: [
          [0, 1],
          [60, 0.5],
        ],
      },
      spread: 0.3,
    });
    const fall = (id: string, at: number) =>
      Math.log(keyframes.price(market({ id, class: 'c' }), at, params, draws()) / 100) / Math.log(0.5);
    expect(fall('A', 60)).not.toBeCloseTo(fall('B', 60), 3);
    expect(fall('A', 30)).toBeCloseTo(fall('A', 60) / 2, 10);
  });

  test('does not depend on the order in which times are asked for', () => {
    const params = keyframes.params.parse({
      all: [
        [0, 1],
        [600, 0.5],
      ],
      noise: 0.01,
    });
    const at = (seconds: number) => keyframes.price(market(), seconds, params, draws());
    const forth = [10, 200, 599].map(at);
    expect([599, 200, 10].map(at).reverse()).toEqual(forth);
    expect(keyframes.price(market(), 200, params, draws(8))).not.toBe(forth[1]);
  });

  test('names a market that has no path', () => {
    const params = keyframes.params.parse({ markets: { ETH: [[0, 1]] } });
    expect(() => keyframes.price(market(), 0, params, draws())).toThrow(
      'shock keyframes has no path for market BTC of class btc',
    );
  });

  test.each([
    [
      'times that fall',
      [
        [10, 1],
        [5, 1],
      ],
    ],
    [
      'equal times',
      [
        [10, 1],
        ['10s', 1],
      ],
    ],
    ['a price of zero', [[0, 0]]],
    ['an empty path', []],
    ['a time without a unit', [['10', 1]]],
    ['a negative time', [[-1, 1]]],
  ])('refuses %s', (_, all) => {
    expect(keyframes.params.safeParse({ all }).success).toBe(false);
  });
});

describe('ramp', () => {
  const params = ramp.params.parse({ size: 0.2, start: '1m', ramp: '2m', reversal: 0.5, back: '4m' });
  test.each([
    [0, 1, 0],
    [60, 1, 0],
    [120, 1, -0.1],
    [180, 1, -0.2],
    [180, 2.5, -0.5],
    [300, 1, -0.15],
    [420, 1, -0.1],
    [9999, 2, -0.2],
  ])('at %d s a market of beta %d has moved by %d in log terms', (at, beta, move) => {
    expect(Math.log(ramp.price(market({ beta }), at, params, draws()) / 100)).toBeCloseTo(move, 12);
  });
  test('may jump, and may be taken back at once', () => {
    const jump = ramp.params.parse({ size: 0.5, ramp: '0s', reversal: 1, back: '0s' });
    expect(ramp.price(market(), 0, jump, draws())).toBe(100);
    expect(ramp.price(market(), 1, jump, draws())).toBe(100);
  });
});

describe('gbm', () => {
  const params = gbm.params.parse({ volatility: 0.5, classes: {}, common: 0.6, grid: '60s' });
  const year = 31_536_000;

  test('opens at the opening price and stays positive', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: year, noNaN: true }), (seed, at) => {
        expect(gbm.price(market(), 0, params, draws(seed))).toBe(100);
        expect(gbm.price(market(), at, params, draws(seed))).toBeGreaterThan(0);
      }),
      { numRuns: 30 },
    );
  });

  test('has the volatility and the correlation it was given', () => {
    const runs = 1500;
    const moves = (id: string, seed: number) => Math.log(gbm.price(market({ id }), 3600, params, draws(seed)) / 100);
    const pairs = Array.from({ length: runs }, (_, seed) => [moves('A', seed), moves('B', seed)] as const);
    const mean = (f: (pair: readonly [number, number]) => number) => pairs.reduce((sum, p) => sum + f(p), 0) / runs;
    const variance = mean(([a]) => a * a);
    expect(Math.sqrt(variance * (year / 3600))).toBeCloseTo(0.5, 1);
    expect(mean(([a, b]) => a * b) / variance).toBeGreaterThan(0.5);
    expect(mean(([a, b]) => a * b) / variance).toBeLessThan(0.7);
  });

  test('drifts in a line when nothing is random', () => {
    const still = gbm.params.parse({ volatility: 0, classes: {}, drift: 1 });
    expect(gbm.price(market(), year, still, draws())).toBeCloseTo(100 * Math.E, 8);
  });
  test('refuses a grid of nothing', () => expect(gbm.params.safeParse({ grid: '0s' }).success).toBe(false));
});

describe('brownian', () => {
  test('has independent increments of variance one, across blocks too', () => {
    const key = noiseKey(stream(3, 'walk'));
    const n = 3000;
    const w = Array.from({ length: n + 1 }, (_, i) => brownian(key, 'x', i));
    const steps = w.slice(1).map((value, i) => value - w[i]!);
    const mean = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;
    expect(w[0]).toBe(0);
    expect(Math.abs(mean(steps))).toBeLessThan(0.08);
    expect(Math.abs(mean(steps.map((x) => x * x)) - 1)).toBeLessThan(0.1);
    expect(Math.abs(mean(steps.slice(1).map((x, i) => x * steps[i]!)))).toBeLessThan(0.08);
    expect(brownian(key, 'x', 10.25)).toBeCloseTo(0.75 * w[10]! + 0.25 * w[11]!, 12);
  });

  test('is the path that is built from its ends at each read, in whatever order and between whichever others it is read', () => {
    const read = fc.record({
      family: fc.integer({ min: 0, max: 6 }),
      label: fc.constantFrom('factor', 'market/A'),
      cells: fc.oneof(
        fc.integer({ min: 0, max: 4100 }),
        fc.double({ min: 0, max: 4100, noNaN: true }),
        fc.constantFrom(1023, 1024, 1023.5, 2048),
      ),
    });
    fc.assert(
      fc.property(fc.array(read, { minLength: 1, maxLength: 40 }), (reads) => {
        for (const { family, label, cells } of reads) {
          const key = noiseKey(stream(family, 'walk'));
          expect(brownian(key, label, cells)).toBe(plainBrownian(key, label, cells));
        }
      }),
    );
  });
});

test('flat stays where it was', () => {
  expect(flat.price(market(), 1e6, flat.params.parse({}), draws())).toBe(100);
});
