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

/**
 * Compares two values as aims: below 0 when the first is better, above 0 when the second is.
 *
 * Less is better unless the metric says that more is. Null says that there was nothing to measure (nobody paid, no pool was drawn on)
 * and is as good as can be.
 */
export const compareAims = (id: MetricId, a: MetricValue, b: MetricValue): number => {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  const sign = Math.sign(compareValues(a, b));
  return metricOf(id).better === 'higher' ? 0 - sign : sign;
};
