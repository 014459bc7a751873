import { expect, it } from 'vitest';
import { gini, inequalityOf, jain, maxOverMean, tailOf, theil, topShare } from '../../../src/measure/index.ts';

it.each([
  [[], null],
  [[5], 0],
  [[3, 3, 3], 0],
  // (-2 x 0.5 + 0 x 1 + 2 x 4.5) / (3 x 6)
  [[0.5, 1, 4.5], 8 / 18],
])('the Gini coefficient of %j is %s', (amounts, expected) => {
  expect(gini(Float64Array.from(amounts))).toBe(expected);
});

it('takes the share of the largest', () => {
  expect(topShare(Float64Array.of(1, 2, 3, 4), 2)).toBe(0.7);
  expect(topShare(Float64Array.of(1, 2), 10)).toBe(1);
  expect(topShare(new Float64Array(), 10)).toBeNull();
});

it('finds the tail index of Pareto amounts', () => {
  // Quantiles of a Pareto law with index 1.5: u^(-2/3).
  const amounts = Float64Array.from({ length: 20_000 }, (_, i) => ((i + 0.5) / 20_000) ** (-2 / 3)).sort();
  const { count, tailIndex } = tailOf(amounts);
  expect(count).toBe(20_000);
  expect(tailIndex).toBeCloseTo(1.5, 1);
});

it('says nothing of few amounts, nor of equal ones', () => {
  expect(tailOf(Float64Array.of(1, 2, 3))).toEqual({ count: 3, tailIndex: null });
  expect(tailOf(new Float64Array(50).fill(2))).toEqual({ count: 50, tailIndex: null });
});

it.each([
  // Shares of the mean 0.5, 1 and 1.5: (0.5 ln 0.5 + 1.5 ln 1.5) / 3; 36 / (3 x 14).
  [[1, 2, 3], 36 / 42, (0.5 * Math.log(0.5) + 1.5 * Math.log(1.5)) / 3, 1.5],
  [[7, 7, 7], 1, 0, 1],
  // One of n bears all: 1 / n, ln n, n.
  [[0, 0, 5, 0], 1 / 4, Math.log(4), 4],
])("Jain's index, Theil's index and max over mean of %j are %s, %s and %s", (amounts, fairness, entropy, peak) => {
  const column = Float64Array.from(amounts);
  expect(jain(column)).toBeCloseTo(fairness, 12);
  expect(theil(column)).toBeCloseTo(entropy, 12);
  expect(maxOverMean(column)).toBe(peak);
});

it('does not lose amounts near the ends of what is exact', () => {
  const column = Float64Array.of(2 ** 53 - 1, 1, 0);
  expect(jain(column)).toBeCloseTo(1 / 3, 12);
  expect(theil(column)).toBeCloseTo(Math.log(3), 12);
});

it('tells how unequal amounts are in any order, with those who bear nothing', () => {
  expect(inequalityOf(Float64Array.of(3, 1, 2))).toEqual({
    gini: 0.222222222,
    jain: 0.857142857,
    theil: 0.087208024,
    maxOverMean: 1.5,
    top1Share: 0.5,
  });
  const none = { gini: null, jain: null, theil: null, maxOverMean: null, top1Share: null };
  expect(inequalityOf(new Float64Array(3))).toEqual(none);
  expect(inequalityOf(new Float64Array())).toEqual(none);
  // Two of 101 are the largest hundredth.
  expect(inequalityOf(new Float64Array(101).fill(1)).top1Share).toBeCloseTo(2 / 101, 9);
});
