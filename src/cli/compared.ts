import type { Plan, PlannedRun } from '../experiment/index.ts';
import { Digest } from '../math/index.ts';
import { type CompareResult, compareOf, type MetricId } from '../measure/index.ts';
import type { EntryFigures } from '../report/html/index.ts';
import type { KeptRun } from './kept-runs.ts';

/** An experiment that was run: its plan, and what is kept of each run of it, in order. */
export interface Compared {
  readonly plan: Plan;
  readonly kept: readonly KeptRun[];
}

/** Hashes of all that went in, by what it is: `exchange research-pro-rata`; one for all runs, which differ in what is put into them. */
const hashesOf = ({ plan, kept }: Compared): Record<string, string> => {
  const all = new Digest();
  for (const { result } of kept) all.text(JSON.stringify([result.hashes, result.seed]));
  const published = kept.filter((_, i) => isPublished(plan.runs[i] as PlannedRun));
  const named = published.flatMap(({ result: { hashes, exchange, scenario } }) =>
    Object.entries(hashes).map(([what, hash]) => [
      what === 'exchange' ? `exchange ${exchange}` : what === 'scenario' ? `scenario ${scenario}` : what,
      hash,
    ]),
  );
  return { ...Object.fromEntries(named), runs: all.hex() };
};

const isPublished = ({ task: { equalised, variant }, rangeEnd }: PlannedRun): boolean =>
  equalised === undefined && variant === undefined && rangeEnd === undefined;

/** What the comparison comes to: what `--json` prints. */
export const comparisonOf = (compared: Compared): CompareResult => {
  const { plan, kept } = compared;
  const { experiment, runs, exchanges, equalisedTo, leftOut } = plan;
  const merged = runs.map(({ variantOf, rangeEnd, point }, i) => ({
    result: (kept[i] as KeptRun).result,
    ...(variantOf === undefined ? {} : { variantOf }),
    ...(rangeEnd === undefined ? {} : { rangeEnd }),
    ...(point === undefined ? {} : { point }),
  }));
  return compareOf(merged, {
    experiment: experiment.name,
    sortBy: experiment.sortBy as MetricId,
    baseline: exchanges[experiment.exchanges.indexOf(experiment.baseline)]?.name ?? '',
    full: experiment.full,
    hashes: hashesOf(compared),
    leftOut,
    ...(experiment.trilemma === undefined ? {} : { thresholds: experiment.trilemma.thresholds }),
    ...(equalisedTo === undefined ? {} : { equalisedTo }),
  });
};

/** What its report draws. */
export const figuresOf = ({ kept }: Compared): EntryFigures[] =>
  kept.flatMap(({ figures, result: { exchange, scenario, equalised = [] } }) =>
    figures === undefined ? [] : [{ exchange, scenario, equalised, figures }],
  );
