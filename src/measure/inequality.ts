import { log } from '../math/index.ts';

/** Fewest amounts from which a tail index is worked out, and the share of them that counts as the tail. */
const FEWEST = 20;
const TAIL_SHARE = 10;

const total = (sorted: Float64Array): number => sorted.reduce((sum, x) => sum + x, 0);

/**
 * Gini coefficient: 0 when all bear alike, near 1 when one bears all.
 *
 * `sum((2i - n - 1) x_i) / (n sum(x_i))` over ascending amounts, i from 1.
 *
 * @param sorted - Amounts > 0, ascending.
 * @returns Null without amounts.
 * @source Gini 1912, in the form of Damgaard and Weiner, Ecology 81 (2000).
 */
export const gini = (sorted: Float64Array): number | null => {
  const n = sorted.length;
  if (n === 0) return null;
  let weighted = 0;
  sorted.forEach((x, i) => {
    weighted += (2 * (i + 1) - n - 1) * x;
  });
  return weighted / (n * total(sorted));
};

/**
 * Share that the largest amounts have in the sum.
 *
 * @param sorted - Amounts > 0, ascending. @param count - How many of the largest.
 * @returns Null without amounts.
 */
export const topShare = (sorted: Float64Array, count: number): number | null =>
  sorted.length === 0 ? null : total(sorted.slice(-count)) / total(sorted);

/** How heavy the tail of a set of amounts is. */
export interface Tail {
  /** Number of amounts. */
  readonly count: number;
  /** Hill's tail index: a mean of amounts says little below 2, nothing at or below 1. Null with fewer than 20 amounts. */
  readonly tailIndex: number | null;
}

/**
 * Hill's estimate over the largest tenth: `k / sum(ln(x_i / x_(k+1)))`.
 *
 * @param sorted - Amounts > 0, ascending.
 * @source Hill, Annals of Statistics 3 (1975).
 */
export const tailOf = (sorted: Float64Array): Tail => {
  const count = sorted.length;
  if (count < FEWEST) return { count, tailIndex: null };
  const k = Math.floor(count / TAIL_SHARE);
  const threshold = sorted[count - k - 1] as number;
  let sum = 0;
  for (let i = count - k; i < count; i++) sum += log((sorted[i] as number) / threshold);
  return { count, tailIndex: sum > 0 ? k / sum : null };
};
