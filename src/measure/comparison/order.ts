import { D } from '../../money/index.ts';
import type { MetricValue } from '../metric.ts';
import type { MetricId } from '../metric-ids.ts';
import { metricOf } from '../metrics/index.ts';

/** Compares two decimal texts exactly. */
const compareDecimals = (a: string, b: string): number => {
  const places = Math.max(...[a, b].map((text) => text.split('.')[1]?.length ?? 0));
  const [x, y] = [a, b].map((text) => {
    const [whole = '0', fraction = ''] = text.split('.');
    return BigInt(whole + fraction.padEnd(places, '0'));
  }) as [bigint, bigint];
  return x === y ? 0 : x < y ? -1 : 1;
};

/** Compares two values of one metric; null stands behind everything. */
export const compareValues = (a: MetricValue, b: MetricValue): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'string' && typeof b === 'string') return compareDecimals(a, b);
  return Number(a) - Number(b);
};

/** Compares two names by their code units. */
export const compareNames = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Amounts that differ by no more than a cent, or by no more than a millionth of the larger, are alike: rounding leaves as much. */
const DUST = '0.01';
const DUST_SHARE = '0.000001';

/** Whether two values of a metric differ by dust only. Counts and times have none: they are alike when they are the same. */
const areAlike = (id: MetricId, a: string | number, b: string | number): boolean => {
  const [x, y] = [new D(a), new D(b)];
  const gap = x.minus(y).abs();
  const { unit } = metricOf(id);
  if (unit === 'ratio') return gap.lte(DUST_SHARE);
  if (unit !== 'amount' && unit !== 'amount-seconds') return gap.isZero();
  return gap.lte(DUST) || gap.lte(D.max(x.abs(), y.abs()).mul(DUST_SHARE));
};

/**
 * Compares two values as aims: below 0 when the first is better, above 0 when the second is, 0 when they differ by dust at most.
 *
 * Less is better unless the metric says that more is. Null says that there was nothing to measure (nobody paid, no pool was drawn on).
 * That is worth as much as nothing paid and nothing drawn, so it ties with zero: a design is not better for lacking a pool. Where
 * more is better zero would be the worst, so there null stays the best.
 */
export const compareAims = (id: MetricId, a: MetricValue, b: MetricValue): number => {
  const higher = metricOf(id).better === 'higher';
  if (higher && (a === null || b === null)) return Number(b === null) - Number(a === null);
  const [x, y] = [a ?? 0, b ?? 0];
  if (areAlike(id, x, y)) return 0;
  return new D(x).lt(y) === higher ? 1 : -1;
};
