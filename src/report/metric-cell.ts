import { type MetricId, type MetricValue, metricOf } from '../measure/index.ts';
import { duration, grouped, humanAmount, percent, plain } from './number-format.ts';

/** Ratios that are read as a number rather than a percentage. */
const NUMBERS: ReadonlySet<MetricId> = new Set(['haircutOverShortfall', 'giniOfPayers', 'residualDelta']);

/** Writes the value of a metric for people. */
export const metricCell = (id: MetricId, value: MetricValue | undefined): string => {
  if (value === null || value === undefined) return '-';
  if (typeof value === 'string') return humanAmount(value);
  const { unit } = metricOf(id);
  if (unit === 'count') return grouped(value);
  if (unit === 'seconds') return duration(value);
  return NUMBERS.has(id) ? plain(value) : percent(value);
};
