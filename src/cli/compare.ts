import { join } from 'node:path';
import { mergeVerdicts, type Verdict } from '../check/index.ts';
import { type RunOutcome, runMany, WatchedPool } from '../experiment/index.ts';
import { type CompareResult, compareOf, type MetricId } from '../measure/index.ts';
import { compareTable, terminalOf, writeJson } from '../report/index.ts';
import { EXIT } from './failure.ts';
import { interruptible } from './interrupt.ts';
import { printJson } from './json.ts';
import { requireWritable } from './out-folder.ts';
import { experimentOf, type Plan, type PlannedRun, planOf, type Replacements } from './plan.ts';
import { ProgressLine } from './progress-line.ts';
import { brokenText, heldText } from './verdict-text.ts';
import { limitsOf, type WatchOptions } from './watch-options.ts';

/** Options of `compare`. */
export interface CompareOptions extends WatchOptions, Replacements {
  readonly workers?: number;
}

interface Compared {
  readonly plan: Plan;
  readonly outcomes: readonly RunOutcome<Verdict>[];
}

const fileOf = ({ exchange, scenario, task }: PlannedRun): string => `${exchange}.${scenario}.${task.seed}.json`;

/** Hashes of all that went in, by what it is: `exchange research-pro-rata`. */
const hashesOf = (outcomes: readonly RunOutcome[]): Record<string, string> =>
  Object.fromEntries(
    outcomes.flatMap(({ result: { hashes, exchange, scenario } }) =>
      Object.entries(hashes).map(([what, hash]) => [
        what === 'exchange' ? `exchange ${exchange}` : what === 'scenario' ? `scenario ${scenario}` : what,
        hash,
      ]),
    ),
  );

/**
 * Runs an experiment and prints its designs side by side; writes `compare.json` and a file for each run, as soon as it is finished.
 *
 * @param name - A shipped experiment or a file; the one of October 2025 when left out.
 * @param options - What to replace in it, and where results go.
 * @throws BreakwaterError when the input is wrong or a run fails; runs that had finished are on disk.
 */
export const compare = async (name: string | undefined, options: CompareOptions): Promise<void> => {
  const experiment = await experimentOf(name, options);
  requireWritable(options.out);
  const folder = join(options.out, experiment.name);
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
      const plan = await planOf(experiment, options.plugin ?? [], pool, signal);
      total = plan.runs.length;
      const outcomes = await runMany<Verdict>(
        pool,
        plan.runs.map(({ task }) => task),
        {
          signal,
          onProgress: line.show,
          onFinished: async ({ result }, index) => {
            await writeJson(join(runs, fileOf(plan.runs[index] as PlannedRun)), result);
            finished += 1;
          },
        },
      );
      return { plan, outcomes };
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
  if (compared !== undefined) await tell(compared, join(folder, 'compare.json'), options);
};

const tell = async ({ plan, outcomes }: Compared, file: string, options: CompareOptions): Promise<void> => {
  const { name, sortBy } = plan.experiment;
  const results = outcomes.map(({ result }) => ({ result }));
  const result: CompareResult = compareOf(results, {
    experiment: name,
    sortBy: sortBy as MetricId,
    hashes: hashesOf(outcomes),
  });
  await writeJson(file, result);
  const verdicts = mergeVerdicts(outcomes.map((outcome) => outcome.verdicts));
  if (options.json === true) printJson(result);
  else
    console.log(
      `${compareTable(result, {}, terminalOf(process.stdout))}\n\n${heldText(verdicts)}. Written to ${file}; each run in runs/ beside it.`,
    );
  const broken = outcomes.flatMap(({ verdicts: each, result: { exchange, scenario, seed } }) =>
    brokenText(each, `${exchange}, ${scenario}, seed ${seed}`),
  );
  if (broken.length === 0) return;
  console.error(broken.join('\n'));
  process.exitCode = EXIT.broken;
};
