import { join } from 'node:path';
import { mergeVerdicts, type Verdict } from '../check/index.ts';
import {
  describeTask,
  type Plan,
  type PlannedRun,
  planOf,
  type RunOutcome,
  runMany,
  WatchedPool,
} from '../experiment/index.ts';
import { Digest } from '../math/index.ts';
import { type ComparedResult, type CompareResult, compareOf, type MetricId } from '../measure/index.ts';
import type { EntryFigures } from '../report/html/index.ts';
import { compareText, duration, terminalOf, writeJson } from '../report/index.ts';
import { EXIT } from './failure.ts';
import { interruptible } from './interrupt.ts';
import { printJson } from './json.ts';
import { requireWritable } from './out-folder.ts';
import { experimentOf, type Replacements } from './plan.ts';
import { ProgressLine } from './progress-line.ts';
import { writePage } from './report-page.ts';
import { brokenText, heldText } from './verdict-text.ts';
import { CHECKS, limitsOf, type WatchOptions } from './watch-options.ts';

/** Options of `compare`. */
export interface CompareOptions extends WatchOptions, Replacements {
  readonly workers?: number;
}

/** What is kept of a run once its file is written: cases fill most of a result, and there may be hundreds of runs. */
interface Kept extends Pick<RunOutcome<Verdict>, 'verdicts' | 'figures'> {
  readonly result: ComparedResult;
}

interface Compared {
  readonly plan: Plan;
  readonly kept: readonly Kept[];
}

const keep = ({ result, verdicts, figures }: RunOutcome<Verdict>): Kept => {
  const { cases: _cases, refusals: _refusals, bounds: _bounds, assets: _assets, ...rest } = result;
  return { result: rest, verdicts, ...(figures === undefined ? {} : { figures }) };
};

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

const resultOf = (compared: Compared): CompareResult => {
  const { plan, kept } = compared;
  const { experiment, runs, exchanges, equalisedTo, leftOut } = plan;
  const merged = runs.map(({ variantOf, rangeEnd }, i) => ({
    result: (kept[i] as Kept).result,
    ...(variantOf === undefined ? {} : { variantOf }),
    ...(rangeEnd === undefined ? {} : { rangeEnd }),
  }));
  return compareOf(merged, {
    experiment: experiment.name,
    sortBy: experiment.sortBy as MetricId,
    baseline: exchanges[experiment.exchanges.indexOf(experiment.baseline)]?.name ?? '',
    full: experiment.full,
    hashes: hashesOf(compared),
    leftOut,
    ...(equalisedTo === undefined ? {} : { equalisedTo }),
  });
};

/**
 * Runs an experiment and prints its designs side by side; writes `compare.json`, a page, and a file for each run as soon as it is
 * finished.
 *
 * @param name - A shipped experiment or a file; the one of October 2025 when left out.
 * @param options - What to replace in it, and where results go.
 * @throws BreakwaterError when the input is wrong or a run fails; runs that had finished are on disk.
 */
export const compare = async (name: string | undefined, options: CompareOptions): Promise<void> => {
  const begun = performance.now();
  const experiment = await experimentOf(name, options);
  requireWritable(options.out);
  // A full run takes long, so a short one does not write over it.
  const folder = join(options.out, experiment.full ? `${experiment.name}-full` : experiment.name);
  const runs = join(folder, 'runs');
  const line = new ProgressLine();
  let finished = 0;
  let total = 0;
  const work = async (signal: AbortSignal): Promise<Compared> => {
    const pool = new WatchedPool({
      ...limitsOf(options),
      ...(options.workers === undefined ? {} : { workers: options.workers }),
    });
    try {
      const plan = await planOf(experiment, pool, { plugins: options.plugin ?? [], checks: CHECKS, signal });
      total = plan.runs.length;
      const tasks = plan.runs.map(({ task }) => task);
      const kept = await runMany<Verdict, Kept>(pool, tasks, {
        signal,
        keep,
        onProgress: line.show,
        onFinished: async ({ result }, index) => {
          await writeJson(join(runs, (plan.runs[index] as PlannedRun).file), result);
          finished += 1;
        },
      });
      return { plan, kept };
    } finally {
      line.clear();
      await pool.close();
    }
  };
  const whatIsThere = (): string =>
    finished === 0
      ? 'no run is finished'
      : `${finished} of ${total} runs ${finished === 1 ? 'is' : 'are'} finished and in ${runs}`;
  let compared: Compared | undefined;
  try {
    compared = await interruptible(work, () => `stopped: ${whatIsThere()}`);
  } catch (error) {
    if (finished > 0) console.error(`${whatIsThere()}.`);
    throw error;
  }
  if (compared === undefined) return;
  await tell(compared, folder, options);
  if (options.json !== true)
    console.error(`${total} ${total === 1 ? 'run' : 'runs'} in ${duration((performance.now() - begun) / 1000)}.`);
};

const figuresOf = ({ kept }: Compared): EntryFigures[] =>
  kept.flatMap(({ figures, result: { exchange, scenario, equalised = [] } }) =>
    figures === undefined ? [] : [{ exchange, scenario, equalised, figures }],
  );

const tell = async (compared: Compared, folder: string, options: CompareOptions): Promise<void> => {
  const { plan, kept } = compared;
  const result = resultOf(compared);
  const file = join(folder, 'compare.json');
  await writeJson(file, result);
  const page = await writePage(folder, result, figuresOf(compared), plan);
  const verdicts = mergeVerdicts(kept.map((each) => each.verdicts));
  if (options.json === true) printJson(result);
  else
    console.log(
      `${compareText(result, terminalOf(process.stdout))}\n\n${heldText(verdicts)}.\nWritten to ${file}; each run in runs/ beside it.\nReport for a browser: ${page}`,
    );
  const broken = kept.flatMap(({ verdicts: each }, i) => {
    const { task, rangeEnd } = plan.runs[i] as PlannedRun;
    const { exchange, scenario } = (kept[i] as Kept).result;
    const end = rangeEnd === undefined ? '' : `, ${rangeEnd.field} at ${rangeEnd.at}`;
    return brokenText(each, `${describeTask({ ...task, exchange, scenario })}${end}`);
  });
  if (broken.length === 0) return;
  console.error(broken.join('\n'));
  process.exitCode = EXIT.broken;
};
