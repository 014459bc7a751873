import { D } from '../../money/index.ts';
import { type MetricValue, rounded } from '../metric.ts';
import { student95 } from './student.ts';

/** What differs between two designs over the same seeds. */
export interface PairedDifference {
  /** Mean of the differences. */
  readonly mean: number;
  /** Ends of the 95 % interval of the mean; null with fewer than two pairs. */
  readonly low: number | null;
  readonly high: number | null;
  /** Pairs in which both had something to measure. */
  readonly n: number;
  /** Pairs in which the first had less, the same, more. */
  readonly lower: number;
  readonly equal: number;
  readonly higher: number;
}

/**
 * Mean difference of pairs, first less second, with its 95 % interval by Student's t: mean +- t(n - 1) x s / sqrt(n).
 *
 * Pairs share a seed and so the same people and draws, which cancel in the difference; the same prices only where runs do not move
 * them. Exact in decimals; rounded to nine digits at the end. A pair in which one side is null says nothing and is left out.
 *
 * @param pairs - Values of one metric, first and second.
 * @returns Undefined when no pair has two values.
 */
export const pairedDifference = (
  pairs: readonly (readonly [MetricValue, MetricValue])[],
): PairedDifference | undefined => {
  const differences = pairs.flatMap(([a, b]) => (a === null || b === null ? [] : [new D(a).minus(b)]));
  const n = differences.length;
  if (n === 0) return undefined;
  const count = (holds: (difference: D) => boolean): number => differences.filter(holds).length;
  const mean = differences.reduce((sum, each) => sum.plus(each), new D(0)).div(n);
  const signs = {
    n,
    lower: count((each) => each.lt(0)),
    equal: count((each) => each.isZero()),
    higher: count((each) => each.gt(0)),
  };
  if (n === 1) return { mean: rounded(mean.toNumber()), low: null, high: null, ...signs };
  const squares = differences.reduce((sum, each) => sum.plus(each.minus(mean).pow(2)), new D(0));
  const half = squares
    .div(n - 1)
    .div(n)
    .sqrt()
    .mul(student95(n - 1));
  const end = (x: D): number => rounded(x.toNumber());
  return { mean: end(mean), low: end(mean.minus(half)), high: end(mean.plus(half)), ...signs };
};
