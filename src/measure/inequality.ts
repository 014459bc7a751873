import { log } from '../math/index.ts';
import { rounded } from './metric.ts';

/** Fewest amounts from which a tail index is worked out, and the share of them that counts as the tail. */
const FEWEST = 20;
const TAIL_SHARE = 10;

const total = (amounts: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < amounts.length; i++) sum += amounts[i] as number;
  return sum;
};

const largestOf = (amounts: Float64Array): number => {
  let largest = 0;
  for (let i = 0; i < amounts.length; i++) largest = Math.max(largest, amounts[i] as number);
  return largest;
};

/**
 * Gini coefficient: 0 when all bear alike, near 1 when one bears all.
 *
 * `sum((2i - n - 1) x_i) / (n sum(x_i))` over ascending amounts, i from 1.
 *
 * @param sorted - Amounts >= 0, ascending, not all zero.
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

/**
 * Jain's index: 1 when all bear alike, 1 / n when one of n bears all.
 *
 * `sum(x)^2 / (n sum(x^2))`
 *
 * @param amounts - Amounts >= 0, in any order.
 * @returns Null without amounts, or when all are zero.
 * @source Jain, Chiu and Hawe, DEC Research Report TR-301 (1984).
 */
export const jain = (amounts: Float64Array): number | null => {
  const largest = largestOf(amounts);
  if (largest === 0) return null;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < amounts.length; i++) {
    // As a share of the largest, so that no square passes the range of float64.
    const x = (amounts[i] as number) / largest;
    sum += x;
    squares += x * x;
  }
  return (sum * sum) / (amounts.length * squares);
};

/**
 * Theil's index T: 0 when all bear alike, ln n when one of n bears all.
 *
 * `(1 / n) sum((x / mean) ln(x / mean))`, where an amount of zero adds nothing.
 *
 * @param amounts - Amounts >= 0, in any order.
 * @returns Null without amounts, or when all are zero.
 * @source Theil, Economics and Information Theory (1967).
 */
export const theil = (amounts: Float64Array): number | null => {
  const mean = total(amounts) / amounts.length;
  if (!(mean > 0)) return null;
  let sum = 0;
  for (let i = 0; i < amounts.length; i++) {
    const x = (amounts[i] as number) / mean;
    if (x > 0) sum += x * log(x);
  }
  // Rounding may leave an even split a hair below zero.
  return Math.max(0, sum / amounts.length);
};

/**
 * How many times the mean the largest amount is.
 *
 * @param amounts - Amounts >= 0, in any order.
 * @returns Null without amounts, or when all are zero.
 */
export const maxOverMean = (amounts: Float64Array): number | null => {
  const sum = total(amounts);
  return sum > 0 ? (largestOf(amounts) * amounts.length) / sum : null;
};

/** How unequal amounts are; each null without amounts above zero, rounded to nine significant digits. */
export interface Inequality {
  readonly gini: number | null;
  readonly jain: number | null;
  readonly theil: number | null;
  readonly maxOverMean: number | null;
  /** Share of the largest hundredth, at least of one. */
  readonly top1Share: number | null;
}

/** Works out how unequal amounts are. @param amounts - Amounts >= 0, in any order; those who bear nothing count, too. */
export const inequalityOf = (amounts: Float64Array): Inequality => {
  const sorted = amounts.slice().sort();
  const none = !(total(sorted) > 0);
  const of = (x: number | null): number | null => (x === null || none ? null : rounded(x));
  return {
    gini: of(gini(sorted)),
    jain: of(jain(sorted)),
    theil: of(theil(sorted)),
    maxOverMean: of(maxOverMean(sorted)),
    top1Share: of(topShare(sorted, Math.ceil(sorted.length / 100))),
  };
};
