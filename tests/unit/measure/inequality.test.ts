import { expect, it } from 'vitest';
import { gini, tailOf, topShare } from '../../../src/measure/index.ts';

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
