import type { CompareResult } from '../compare-shape.ts';
import type { MetricId } from '../metric-ids.ts';
import { type ComparedRun, groupedBy, medianMetrics, type RangeEnd } from './designs.ts';
import type { Judged } from './frontier.ts';
import { flipsOf } from './robustness.ts';

type Robustness = CompareResult['robustness'];
type AtEnd = ComparedRun & { readonly rangeEnd: RangeEnd };

const judged = (runs: readonly ComparedRun[]): Judged[] =>
  groupedBy(runs, ({ result }) => result.exchange).map((group) => ({
    name: group[0].result.exchange,
    metrics: medianMetrics(group),
  }));

/**
 * Says which verdicts change when an assumed field moves to an end of its range. What was run at the end stands in for the same
 * designs as published, with the same seeds.
 *
 * @param runs - All runs of an experiment.
 * @param sortedBy - The stated metric.
 */
export const robustnessOf = (runs: readonly ComparedRun[], sortedBy: MetricId): Robustness => {
  const atEnds = runs.filter((run): run is AtEnd => run.rangeEnd !== undefined);
  const published = runs.filter(
    ({ rangeEnd, result: { equalised = [], variant } }) =>
      rangeEnd === undefined && variant === undefined && equalised.length === 0,
  );
  const flips = (moved: readonly [AtEnd, ...AtEnd[]]) => {
    const { scenario } = moved[0].result;
    const { at } = moved[0].rangeEnd;
    const seeds = new Set(moved.map(({ result }) => result.seed));
    const before = published.filter(({ result }) => result.scenario === scenario && seeds.has(result.seed));
    return flipsOf(judged(before), judged(moved), sortedBy).map((flip) => ({ scenario, ...flip, at }));
  };
  return {
    tried: atEnds.length > 0,
    seeds: [...new Set(atEnds.map(({ result }) => result.seed))].sort((a, b) => a - b),
    fields: groupedBy(atEnds, ({ rangeEnd: { of, field } }) => [of, field]).map((group) => {
      const { of, field, low, value, high } = group[0].rangeEnd;
      const ends = groupedBy(group, ({ rangeEnd: { at }, result }) => [at, result.scenario]);
      return { of, field, low, value, high, flips: ends.flatMap(flips) };
    }),
  };
};
