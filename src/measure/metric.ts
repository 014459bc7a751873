import { formatUnits, Total } from '../money/index.ts';
import type { Gathered } from './gathered.ts';
import type { Tail } from './inequality.ts';
import type { MetricId } from './metric-ids.ts';

/** Whether a design does better with less of it, with more, or whether it is neither good nor bad. */
export type Better = 'lower' | 'higher' | 'neither';

/** What metrics of every unit say of themselves. */
interface MetricHead {
  readonly id: MetricId;
  /** A few words, for the head of a column. */
  readonly title: string;
  /** One or two sentences. */
  readonly definition: string;
  /** In what it is compared: `USD` for amounts, `none` for pure numbers. */
  readonly numeraire: 'USD' | 'none';
  /** The formula, in the words of the event log. */
  readonly formula: string;
  readonly better: Better;
  /** How heavy the tail of the accounts is that a mean or a share stands over; shown beside the metric. */
  readonly tail?: (run: Gathered) => Tail;
}

/** A metric: what it means, and how it is worked out. */
export type Metric = MetricHead &
  (
    | { readonly unit: 'amount'; readonly compute: (run: Gathered) => Total | null }
    | {
        readonly unit: 'count' | 'ratio' | 'seconds' | 'amount-seconds';
        readonly compute: (run: Gathered) => number | null;
      }
  );

/** A value as results hold it: amounts are decimal texts, all else numbers; null where there is nothing to measure. */
export type MetricValue = string | number | null;

/** Declares a metric. */
export const defineMetric = (metric: Metric): Metric => Object.freeze(metric);

/** Significant digits of numbers that are not exact. */
const DIGITS = 9;

/** Rounds to nine significant digits, so that a result does not show the last bits of a float. */
export const rounded = (x: number): number => Number(x.toPrecision(DIGITS));

/** Works a metric out. */
export const measure = (metric: Metric, run: Gathered): MetricValue => {
  const value = metric.compute(run);
  if (value === null) return null;
  if (typeof value === 'number') return metric.unit === 'count' ? value : rounded(value);
  return formatUnits(value, run.numeraire.decimals);
};

/** A total as the nearest number: for ratios. */
export const asNumber = (total: Total): number => Number(total.toBigInt());

/** One total over another; null when there is nothing below the line. */
export const over = (above: Total, below: Total): number | null =>
  below.isZero() ? null : asNumber(above) / asNumber(below);

/** Adds one amount of each entry up. */
export const totalOf = <T>(entries: Iterable<T>, amount: (entry: T) => number): Total => {
  const total = new Total();
  for (const entry of entries) total.add(amount(entry));
  return total;
};
