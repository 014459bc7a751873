import type { CompareResult } from '../compare-shape.ts';
import type { MetricId } from '../metric-ids.ts';
import type { ComparedRun, Group } from './designs.ts';
import { pairedDifference } from './paired.ts';

type Difference = CompareResult['differences'][number];

const sameReading = (a: ComparedRun, b: ComparedRun): boolean =>
  a.result.scenario === b.result.scenario &&
  JSON.stringify(a.result.equalised ?? []) === JSON.stringify(b.result.equalised ?? []);

/** Values of a metric for the seeds that both have. */
const pairsOf = (runs: Group, others: Group, id: MetricId) =>
  runs.flatMap(({ result }) => {
    const other = others.find(({ result: { seed } }) => seed === result.seed);
    return other === undefined ? [] : [[result.metrics[id], other.result.metrics[id]] as const];
  });

/**
 * Differences of each design from the baseline, and of each variant from the same exchange without it, over the seeds they share.
 *
 * @param groups - Runs by design, in the order in which differences shall stand.
 * @param baseline - Exchange that the others are compared with.
 * @param metrics - Metrics to compare by.
 */
export const differencesOf = (
  groups: readonly Group[],
  baseline: string | undefined,
  metrics: readonly MetricId[],
): Difference[] =>
  groups.flatMap((runs) => {
    const [first] = runs;
    const { exchange, scenario, equalised = [], variant } = first.result;
    const against = variant === undefined ? baseline : exchange;
    const others = groups.find(
      ([other]) => other.result.exchange === against && other.result.variant === undefined && sameReading(other, first),
    );
    if (against === undefined || others === undefined || others === runs) return [];
    return metrics.flatMap((metric): Difference[] => {
      const difference = pairedDifference(pairsOf(runs, others, metric));
      if (difference === undefined) return [];
      const head = { scenario, equalised, ...(variant === undefined ? {} : { variant }) };
      return [{ ...head, metric, design: exchange, against, ...difference }];
    });
  });
