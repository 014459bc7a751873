import { type MetricId, type MetricValue, metricOf } from '../measure/index.ts';
import { duration, grouped, humanAmount, percent, plain } from './number-format.ts';

/** Ratios that are read as a number rather than a percentage. */
const NUMBERS: ReadonlySet<MetricId> = new Set([
  'haircutOverShortfall',
  'giniOfPayers',
  'giniOfHaircuts',
  'ptsr',
  'pmr',
  'residualDelta',
  'residualDeltaMax',
  'hedgeProtection',
]);

/** How a metric is written. */
export type MetricStyle = 'amount' | 'count' | 'seconds' | 'number' | 'percent';

/** How a metric is written: a ratio is a percentage, but for those that are read as a number. */
export const metricStyle = (id: MetricId): MetricStyle => {
  const { unit } = metricOf(id);
  if (unit === 'amount-seconds') return 'amount';
  if (unit !== 'ratio') return unit;
  return NUMBERS.has(id) ? 'number' : 'percent';
};

/** Writes the value of a metric for people. */
export const metricCell = (id: MetricId, value: MetricValue | undefined): string => {
  if (value === null || value === undefined) return '-';
  if (typeof value === 'string') return humanAmount(value);
  const style = metricStyle(id);
  if (style === 'amount') return humanAmount(value.toFixed(0));
  if (style === 'count') return grouped(value);
  if (style === 'seconds') return duration(value);
  return style === 'number' ? plain(value) : percent(value);
};
