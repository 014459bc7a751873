import type { DesignResult } from '../compare-shape.ts';
import type { MetricValue } from '../metric.ts';
import { METRIC_IDS, type MetricId } from '../metric-ids.ts';
import { metricOf } from '../metrics/index.ts';
import type { RunResult } from '../result-shape.ts';
import { compareNames, compareValues } from './order.ts';

/** One end of the range of an assumed field. */
export interface RangeEnd {
  /** `exchange NAME` or `scenario NAME`. */
  readonly of: string;
  /** Dotted path of the field. */
  readonly field: string;
  /** Its range, and its value in the file, as written. */
  readonly low: string;
  readonly value: string;
  readonly high: string;
  /** The end that was run: `low` or `high`. */
  readonly at: string;
}

/** A point of the sweep of severity and fee diversion: both as written, decimals or fractions from 0 to 1. */
export interface GridPoint {
  /** Share of each deficit that winners bear. */
  readonly severity: string;
  /** Share of trading fees that the fund gets. */
  readonly diversion: string;
}

/** What a comparison reads of a run: all but its cases and what is said of the machine. */
export type ComparedResult = Omit<
  RunResult,
  'cases' | 'hedges' | 'refusals' | 'bounds' | 'assets' | 'digest' | 'steps' | 'seconds'
>;

/** One run of an experiment. */
export interface ComparedRun {
  readonly result: ComparedResult;
  /** Of a variant: the dotted path of the slot that was swapped, or `ablation`. */
  readonly variantOf?: string;
  /** Of a run with an assumed field at one end of its range: which. */
  readonly rangeEnd?: RangeEnd;
  /** Of a point of the sweep of severity and fee diversion: which. */
  readonly point?: GridPoint;
}

/** The runs of one design in one scenario and reading, by seed. */
export type Group = readonly [ComparedRun, ...ComparedRun[]];

/** Divides things by a key, each group in the order of the things, groups in the order of their first. */
export const groupedBy = <T>(things: readonly T[], keyOf: (thing: T) => unknown): (readonly [T, ...T[]])[] => {
  const groups = new Map<string, [T, ...T[]]>();
  for (const thing of things) {
    const key = JSON.stringify(keyOf(thing));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return [...groups.values()];
};

/** The runs of a comparison by design: without those at ends of ranges and points of the sweep. */
export const groupsOf = (runs: readonly ComparedRun[]): Group[] =>
  groupedBy(
    runs.filter(({ rangeEnd, point }) => rangeEnd === undefined && point === undefined),
    ({ result: { scenario, equalised = [], variant, exchange }, variantOf }) => [
      scenario,
      equalised,
      variantOf,
      variant,
      exchange,
    ],
  );

/** The value at a share of the way through the ordered values: one of them, never a mean. Nulls are left out. */
const quantile = (values: readonly MetricValue[], share: number): MetricValue => {
  const present = values.filter((value) => value !== null).sort(compareValues);
  return present.length === 0 ? null : (present[Math.max(0, Math.ceil(share * present.length) - 1)] as MetricValue);
};

/** The middle value, the lower of two: one of them. Nulls are left out. */
export const medianOf = <T extends MetricValue>(values: readonly T[]): T => quantile(values, 0.5) as T;

/** Medians of all metrics over runs. */
export const medianMetrics = (runs: readonly ComparedRun[]): DesignResult['metrics'] =>
  Object.fromEntries(
    METRIC_IDS.map((id) => [id, medianOf(runs.map(({ result }) => result.metrics[id]))]),
  ) as DesignResult['metrics'];

/** Joins records of several runs key by key. */
const medianRecord = <T extends object>(
  records: readonly Readonly<Record<string, T>>[],
  pick: (values: readonly T[]) => T,
): Record<string, T> =>
  Object.fromEntries(
    Object.keys(records[0] ?? {}).map((key) => [key, pick(records.flatMap((record) => record[key] ?? []))]),
  );

/** Medians of the figures of rules over runs of one design, which all have the same. */
const medianFigures = (results: readonly ComparedResult[]): DesignResult['figures'] =>
  results[0]?.figures?.map((figure, number) => {
    const all = results.flatMap(({ figures = [] }) => figures[number] ?? []);
    const of = (field: 'last' | 'smallest' | 'largest'): number | null => medianOf(all.map((one) => one[field]));
    const records = medianOf(all.map((one) => one.records));
    return { ...figure, records, last: of('last'), smallest: of('smallest'), largest: of('largest') };
  });

/** One entry of a comparison: medians over the seeds, and bands when there are several. */
export const designOf = (runs: Group): DesignResult => {
  const results = runs.map(({ result }) => result);
  const [{ result: first, variantOf }] = runs;
  const figures = medianFigures(results);
  const band = (id: MetricId): [MetricValue, MetricValue, MetricValue] => {
    const values = results.map(({ metrics }) => metrics[id]);
    return [quantile(values, 0.05), quantile(values, 0.5), quantile(values, 0.95)];
  };
  return {
    exchange: first.exchange,
    scenario: first.scenario,
    price: first.price,
    equalised: first.equalised ?? [],
    ...(first.variant === undefined ? {} : { variant: first.variant }),
    ...(variantOf === undefined ? {} : { variantOf }),
    metrics: medianMetrics(runs),
    ownCollateral: medianOf(results.map(({ ownCollateral }) => ownCollateral)),
    tails: medianRecord(
      results.map(({ tails }) => tails),
      (tails) => ({
        count: medianOf(tails.map(({ count }) => count)),
        tailIndex: medianOf(tails.map(({ tailIndex }) => tailIndex)),
      }),
    ),
    markets: medianRecord(
      results.map(({ markets }) => markets),
      (markets) => ({
        low: medianOf(markets.map(({ low }) => low)),
        openInterestFall: medianOf(markets.map(({ openInterestFall }) => openInterestFall)),
      }),
    ),
    people: medianOf(results.map(({ people }) => people)),
    scaledDown: medianOf(results.map(({ scaledDown }) => scaledDown)),
    ...(figures === undefined ? {} : { figures }),
    ...(results.length === 1 ? {} : { bands: Object.fromEntries(METRIC_IDS.map((id) => [id, band(id)])) }),
  };
};

/** Best first by a metric: least where less is better or neither is, most where more is; null last; ties by name. */
const byMetric =
  (id: MetricId) =>
  (a: DesignResult, b: DesignResult): number => {
    const [x, y] = [a.metrics[id], b.metrics[id]];
    const turned = metricOf(id).better === 'higher' && x !== null && y !== null;
    return (turned ? -1 : 1) * compareValues(x, y) || compareNames(a.exchange, b.exchange);
  };

/**
 * Sorts entries: by scenario, then designs before their variants, then as published before equalised, then by the stated metric, as
 * comparing across scenarios or readings says nothing. Variants keep the order of their blocks; ablations stand together by name.
 */
export const sortDesigns = (designs: readonly DesignResult[], sortedBy: MetricId): DesignResult[] => {
  const better = byMetric(sortedBy);
  const block = ({ variantOf, variant, exchange }: DesignResult): string =>
    JSON.stringify([variantOf, variantOf === 'ablation' ? variant : exchange]);
  const blocks = [...new Set(designs.filter(({ variant }) => variant !== undefined).map(block))];
  const place = (design: DesignResult): number => (design.variant === undefined ? -1 : blocks.indexOf(block(design)));
  return [...designs].sort(
    (a, b) =>
      compareNames(a.scenario, b.scenario) ||
      place(a) - place(b) ||
      a.equalised.length - b.equalised.length ||
      compareNames(a.equalised.join(), b.equalised.join()) ||
      better(a, b),
  );
};
