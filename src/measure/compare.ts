import type { MetricValue } from './metric.ts';
import { METRIC_IDS, type MetricId } from './metric-ids.ts';
import { metricOf } from './metrics/index.ts';
import type { CompareResult, DesignResult, RunResult } from './result-shape.ts';
import { VERSION } from './version.ts';

/** One run of an experiment. */
export interface ComparedRun {
  readonly result: RunResult;
  /** What was made equal between designs in this run; empty as published. */
  readonly equalised?: readonly string[];
}

/** What a comparison says of itself. */
export interface Comparison {
  /** Name of the experiment. */
  readonly experiment: string;
  /** Metric by which designs are sorted. Defaults to `shortfall`. */
  readonly sortBy?: MetricId;
  /** Hashes of what the experiment was made from, by name; those of the runs when left out. */
  readonly hashes?: Readonly<Record<string, string>>;
}

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

/** The value at a share of the way through the ordered values: one of them, never a mean. Nulls are left out. */
const quantile = (values: readonly MetricValue[], share: number): MetricValue => {
  const present = values.filter((value) => value !== null).sort(compareValues);
  return present.length === 0 ? null : (present[Math.max(0, Math.ceil(share * present.length) - 1)] as MetricValue);
};

const median = <T extends MetricValue>(values: readonly T[]): T => quantile(values, 0.5) as T;

const keyOf = ({ result, equalised = [] }: ComparedRun): string =>
  JSON.stringify([result.scenario, equalised, result.exchange]);

/** Joins records of several runs key by key. */
const medianRecord = <T extends object>(
  records: readonly Readonly<Record<string, T>>[],
  pick: (values: readonly T[]) => T,
): Record<string, T> =>
  Object.fromEntries(
    Object.keys(records[0] ?? {}).map((key) => [key, pick(records.flatMap((record) => record[key] ?? []))]),
  );

const designOf = (runs: readonly ComparedRun[]): DesignResult => {
  const results = runs.map(({ result }) => result);
  const first = results[0] as RunResult;
  const values = (id: MetricId): MetricValue[] => results.map(({ metrics }) => metrics[id]);
  const band = (id: MetricId): [MetricValue, MetricValue, MetricValue] => {
    const [low, middle, high] = [0.05, 0.5, 0.95].map((share) => quantile(values(id), share));
    return [low ?? null, middle ?? null, high ?? null];
  };
  return {
    exchange: first.exchange,
    scenario: first.scenario,
    equalised: [...(runs[0]?.equalised ?? [])],
    metrics: Object.fromEntries(METRIC_IDS.map((id) => [id, median(values(id))])) as DesignResult['metrics'],
    ownCollateral: median(results.map((result) => result.ownCollateral)),
    tails: medianRecord(
      results.map(({ tails }) => tails),
      (tails) => ({
        count: median(tails.map(({ count }) => count)),
        tailIndex: median(tails.map(({ tailIndex }) => tailIndex)),
      }),
    ),
    markets: medianRecord(
      results.map(({ markets }) => markets),
      (markets) => ({
        low: median(markets.map(({ low }) => low)),
        openInterestFall: median(markets.map(({ openInterestFall }) => openInterestFall)),
      }),
    ),
    people: median(results.map(({ people }) => people)),
    scaledDown: median(results.map(({ scaledDown }) => scaledDown)),
    ...(results.length === 1 ? {} : { bands: Object.fromEntries(METRIC_IDS.map((id) => [id, band(id)])) }),
  };
};

const compareNames = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Best first by a metric: least where less is better or neither is, most where more is; null last; ties by name. */
const byMetric =
  (id: MetricId) =>
  (a: DesignResult, b: DesignResult): number => {
    const [x, y] = [a.metrics[id], b.metrics[id]];
    const turned = metricOf(id).better === 'higher' && x !== null && y !== null;
    return (turned ? -1 : 1) * compareValues(x, y) || compareNames(a.exchange, b.exchange);
  };

/**
 * Puts the runs of an experiment side by side.
 *
 * Runs of one design, scenario and reading (as published or equalised) are one entry: medians over the seeds, and bands when there
 * are several. Designs are sorted within each scenario and reading, as comparing across them says nothing.
 *
 * @param runs - Finished runs, in any order.
 * @param about - What the comparison says of itself.
 */
export const compareOf = (runs: readonly ComparedRun[], about: Comparison): CompareResult => {
  const sortBy = about.sortBy ?? 'shortfall';
  const groups = new Map<string, ComparedRun[]>();
  const inOrder = [...runs].sort((a, b) => a.result.seed - b.result.seed);
  for (const run of inOrder) groups.set(keyOf(run), [...(groups.get(keyOf(run)) ?? []), run]);
  const better = byMetric(sortBy);
  const designs = [...groups.values()]
    .map(designOf)
    .sort(
      (a, b) =>
        compareNames(a.scenario, b.scenario) ||
        a.equalised.length - b.equalised.length ||
        compareNames(a.equalised.join(), b.equalised.join()) ||
        better(a, b),
    );
  const hashes = about.hashes ?? Object.assign({}, ...inOrder.map(({ result }) => result.hashes));
  const sorted = Object.entries(hashes as Record<string, string>).sort(([a], [b]) => compareNames(a, b));
  return {
    experiment: about.experiment,
    seeds: [...new Set(inOrder.map(({ result }) => result.seed))],
    version: inOrder[0]?.result.version ?? VERSION,
    hashes: Object.fromEntries(sorted),
    numeraire: inOrder[0]?.result.numeraire ?? 'USD',
    sortedBy: sortBy,
    designs,
  };
};
