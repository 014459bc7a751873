import { describe, expect, test } from 'vitest';
import {
  exponential,
  lognormal,
  normal,
  pareto,
  poisson,
  type RandomStream,
  shuffle,
  stream,
  studentT,
  truncatedPareto,
} from '../../../src/math/index.ts';
import { chiSquare, chiSquareScore, correlation, mean, quantileScore, uniformScore, variance } from './statistics.ts';

const COUNT = 100_000;

function sample(draw: (s: RandomStream) => number, name: string): number[] {
  const s = stream('samplers', name);
  return Array.from({ length: COUNT }, () => draw(s));
}

/** Every quantile within four standard errors of where it belongs. */
function expectQuantiles(
  values: number[],
  quantiles: readonly (readonly [quantile: number, probability: number])[],
): void {
  for (const [quantile, probability] of quantiles) {
    expect(Math.abs(quantileScore(values, quantile, probability)), `share up to ${quantile}`).toBeLessThan(4);
  }
}

/** What the next samplers draw from one stream, so that no change of a byte goes unseen. */
test('all give the bits they gave on every machine so far', () => {
  const s = stream('golden');
  expect([
    normal(s),
    normal(s),
    lognormal(s, 5000, 1.5),
    pareto(s, 100, 1.2),
    truncatedPareto(s, 100, 1.2, 50_000),
    exponential(s, 30),
    studentT(s, 3),
    poisson(s, 3.5),
    poisson(s, 1234.5),
    shuffle(s, [0, 1, 2, 3, 4, 5, 6, 7]),
    s.next(),
  ]).toEqual([
    0.5084158719655913,
    -1.0023599861540642,
    1883.6198643055714,
    228.2438716100664,
    119.3570255805053,
    7.834238960290923,
    0.6136685445140411,
    5,
    1221,
    [2, 4, 3, 7, 1, 5, 0, 6],
    1147255294,
  ]);
});

describe('normal', () => {
  const values = sample(normal, 'normal');

  test('has the moments of the standard normal distribution', () => {
    const root = Math.sqrt(COUNT);
    expect(Math.abs(mean(values)) * root).toBeLessThan(4);
    expect((Math.abs(variance(values) - 1) * root) / Math.SQRT2).toBeLessThan(4);
    expect((Math.abs(mean(values.map((x) => x ** 3))) * root) / Math.sqrt(15)).toBeLessThan(4);
    expect((Math.abs(mean(values.map((x) => x ** 4)) - 3) * root) / Math.sqrt(96)).toBeLessThan(4);
  });

  test('has its quantiles, far out too', () => {
    expectQuantiles(values, [
      [-3.090232306, 0.001],
      [-1.959963985, 0.025],
      [-0.67448975, 0.25],
      [0, 0.5],
      [1.281551566, 0.9],
      [2.326347874, 0.99],
      [3.719016485, 0.9999],
    ]);
  });

  test('gives draws that do not follow each other', () => {
    expect(Math.abs(correlation(values.slice(1), values.slice(0, -1))) * Math.sqrt(COUNT)).toBeLessThan(4);
  });
});

test('lognormal has its quantiles, and no spread at sigma 0', () => {
  expectQuantiles(
    sample((s) => lognormal(s, 5000, 1.5), 'lognormal'),
    [
      [5000 * Math.exp(-1.5 * 1.644853627), 0.05],
      [5000, 0.5],
      [5000 * Math.exp(1.5 * 2.326347874), 0.99],
    ],
  );
  expect(lognormal(stream(7), 5000, 0)).toBe(5000);
});

test.each([0.8, 1.2, 3])('pareto with index %d has its quantiles', (alpha) => {
  const values = sample((s) => pareto(s, 100, alpha), `pareto ${alpha}`);
  expect(Math.min(...values.slice(0, 50_000))).toBeGreaterThanOrEqual(100);
  expectQuantiles(
    values,
    [0.1, 0.5, 0.9, 0.99, 0.999].map((p) => [100 * (1 - p) ** (-1 / alpha), p] as const),
  );
});

describe('truncatedPareto', () => {
  test('has the quantiles of a pareto that is known to be below the cap', () => {
    const values = sample((s) => truncatedPareto(s, 100, 1.2, 1000), 'truncated');
    const below = 1 - 0.1 ** 1.2;
    expect(values.every((value) => value >= 100 && value <= 1000)).toBe(true);
    expectQuantiles(
      values,
      [150, 200, 400, 800].map((x) => [x, (1 - (100 / x) ** 1.2) / below] as const),
    );
  });

  test('has one value where the cap is the scale', () => {
    expect(truncatedPareto(stream(7), 100, 1.2, 100)).toBe(100);
  });
});

test('exponential has the mean, the spread and the quantiles of its distribution', () => {
  const values = sample((s) => exponential(s, 30), 'exponential');
  expect((Math.abs(mean(values) - 30) / 30) * Math.sqrt(COUNT)).toBeLessThan(4);
  expectQuantiles(
    values,
    [0.01, 0.5, 0.9, 0.999].map((p) => [-30 * Math.log(1 - p), p] as const),
  );
  const first: RandomStream = { next: () => 0, unit: () => 0, below: () => 0, chance: () => true };
  expect(exponential(first, 30)).toBe(0);
});

describe('studentT', () => {
  // Published tables of the t distribution.
  test.each([
    [1, [1, 3.077684, 12.706205, 31.820516]],
    [3, [0.764892, 1.637744, 3.182446, 4.540703]],
    [30, [0.682756, 1.310415, 2.042272, 2.457262]],
    [1e9, [0.67449, 1.281552, 1.959964, 2.326348]],
  ])('with %d degrees of freedom has its quantiles, on both sides', (nu, [q75 = 0, q90 = 0, q975 = 0, q99 = 0]) => {
    expectQuantiles(
      sample((s) => studentT(s, nu), `t ${nu}`),
      [
        [q75, 0.75],
        [q90, 0.9],
        [q975, 0.975],
        [q99, 0.99],
        [-q75, 0.25],
        [-q975, 0.025],
        [0, 0.5],
      ],
    );
  });
});

describe('poisson', () => {
  test.each([0.3, 3, 9.99, 10, 12.5, 60])('of mean %d has the frequencies of its distribution', (expected) => {
    const values = sample((s) => poisson(s, expected), `poisson ${expected}`);
    const low = Math.max(0, Math.floor(expected - 3 * Math.sqrt(expected)));
    const high = Math.ceil(expected + 3 * Math.sqrt(expected));
    const probability = Array.from({ length: high + 1 }, () => Math.exp(-expected));
    for (let k = 1; k <= high; k++) probability[k] = ((probability[k - 1] ?? 0) * expected) / k;
    const cells = [probability.slice(0, low + 1).reduce((a, b) => a + b, 0), ...probability.slice(low + 1, high)];
    cells.push(1 - cells.reduce((a, b) => a + b, 0));
    const counts = cells.map(() => 0);
    for (const value of values) counts[Math.min(Math.max(value, low), high) - low]! += 1;
    const statistic = chiSquare(counts, (cell) => COUNT * (cells[cell] ?? 0));
    expect(Math.abs(chiSquareScore(statistic, cells.length - 1))).toBeLessThan(4);
  });

  test.each([1000, 1e6, 1e9])('of mean %d has its moments and its median', (expected) => {
    const values = sample((s) => poisson(s, expected), `poisson ${expected}`);
    const root = Math.sqrt(COUNT);
    expect((Math.abs(mean(values) - expected) / Math.sqrt(expected)) * root).toBeLessThan(4);
    expect((Math.abs(variance(values) / expected - 1) * root) / Math.SQRT2).toBeLessThan(4);
    expect(values.every(Number.isInteger)).toBe(true);
  });

  test('of mean 0 is 0', () => {
    expect(poisson(stream(7), 0)).toBe(0);
  });
});

describe('shuffle', () => {
  test('gives each of the 24 orders of four as often', () => {
    const s = stream('orders');
    const orders = Array.from({ length: 48_000 }, () => shuffle(s, [0, 1, 2, 3]).join(''));
    const names = [...new Set(orders)];
    expect(names).toHaveLength(24);
    expect(
      Math.abs(
        uniformScore(
          orders.map((order) => names.indexOf(order)),
          24,
        ),
      ),
    ).toBeLessThan(4);
  });

  test('changes the array it is given, typed or not', () => {
    const ids = Float64Array.of(1, 2, 3, 4, 5, 6);
    expect(shuffle(stream(7), ids)).toBe(ids);
    expect([...ids]).toEqual(shuffle(stream(7), [1, 2, 3, 4, 5, 6]));
    expect(shuffle(stream(7), [])).toEqual([]);
  });
});

test.each<[string, (s: RandomStream) => number, string]>([
  ['a median of 0', (s) => lognormal(s, 0, 1), 'median must be a positive number; it was 0'],
  ['a negative sigma', (s) => lognormal(s, 1, -1), 'sigma must be 0 or more; it was -1'],
  ['an infinite scale', (s) => pareto(s, Infinity, 1), 'scale must be a positive number; it was Infinity'],
  ['an index that is no number', (s) => pareto(s, 1, NaN), 'alpha must be a positive number; it was NaN'],
  ['a cap below the scale', (s) => truncatedPareto(s, 10, 1, 9), 'cap must be at least scale, 10; it was 9'],
  ['a mean of 0', (s) => exponential(s, 0), 'mean must be a positive number; it was 0'],
  ['no degrees of freedom', (s) => studentT(s, 0), 'nu must be a positive number; it was 0'],
  ['a negative count', (s) => poisson(s, -1), 'mean must be from 0 to 10^9; it was -1'],
  ['a count too large', (s) => poisson(s, 1e10), 'mean must be from 0 to 10^9; it was 10000000000'],
])('%s is refused', (_, draw, message) => {
  expect(() => draw(stream(7))).toThrow(message);
});
