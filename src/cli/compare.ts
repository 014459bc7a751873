import { join } from 'node:path';
import { mergeVerdicts, type Verdict } from '../check/index.ts';
import {
  describeTask,
  type Plan,
  type PlannedRun,
  planOf,
  type RunKey,
  runKeys,
  runMany,
  WatchedPool,
} from '../experiment/index.ts';
import { compareText, duration, terminalOf, writeJson } from '../report/index.ts';
import { type Compared, comparisonOf, figuresOf } from './compared.ts';
import { EXIT } from './failure.ts';
import { interruptible } from './interrupt.ts';
import { printJson } from './json.ts';
import { type KeptRun, KeptRuns } from './kept-runs.ts';
import { requireWritable } from './out-folder.ts';
import { experimentOf, type Replacements } from './plan.ts';
import { ProgressLine } from './progress-line.ts';
import { writePage } from './report-page.ts';
import { typedWith } from './typed-command.ts';
import { brokenText, heldText } from './verdict-text.ts';
import { CHECKS, limitsOf, type WatchOptions } from './watch-options.ts';

/** Options of `compare`. */
export interface CompareOptions extends WatchOptions, Replacements {
  readonly workers?: number;
  /** Whether runs that were finished before are taken as they are. */
  readonly resume?: boolean;
}

/** How many runs there are, how many were done before, and how many since. */
interface Count {
  total: number;
  before: number;
  since: number;
}

/** What was kept of runs before, by place in the plan. */
const keptBefore = async (
  { runs }: Plan,
  keys: Awaited<ReturnType<typeof runKeys>>,
  store: KeptRuns,
): Promise<(KeptRun | undefined)[]> => {
  const found: (KeptRun | undefined)[] = [];
  for (const [i, { file }] of runs.entries())
    found.push(await store.find(file, keys[i] as (typeof keys)[number], (note) => console.error(note)));
  return found;
};

/**
 * Runs an experiment and prints its designs side by side; writes `compare.json`, a page, and a file for each run as soon as it is
 * finished.
 *
 * @param name - A shipped experiment or a file; the one of October 2025 when left out.
 * @param options - What to replace in it, where results go, and whether to go on with what is there.
 * @throws BreakwaterError when the input is wrong or a run fails; runs that had finished are on disk.
 */
export const compare = async (name: string | undefined, options: CompareOptions): Promise<void> => {
  const begun = performance.now();
  const experiment = await experimentOf(name, options);
  requireWritable(options.out);
  // A full run takes long, so a short one does not write over it.
  const folder = join(options.out, experiment.full ? `${experiment.name}-full` : experiment.name);
  const store = new KeptRuns(folder);
  const line = new ProgressLine();
  const count: Count = { total: 0, before: 0, since: 0 };
  const work = async (signal: AbortSignal): Promise<Compared> => {
    const pool = new WatchedPool({
      ...limitsOf(options),
      ...(options.workers === undefined ? {} : { workers: options.workers }),
    });
    try {
      const plan = await planOf(experiment, pool, { plugins: options.plugin ?? [], checks: CHECKS, signal });
      const { runs } = plan;
      const keys = await runKeys(runs.map(({ task }) => task));
      const kept = options.resume === true ? await keptBefore(plan, keys, store) : runs.map(() => undefined);
      const left = [...runs.keys()].filter((i) => kept[i] === undefined);
      count.total = runs.length;
      count.before = runs.length - left.length;
      signal.throwIfAborted();
      await runMany<Verdict, undefined>(
        pool,
        left.map((i) => (runs[i] as PlannedRun).task),
        {
          signal,
          keep: () => undefined,
          onProgress: line.show,
          onFinished: async (outcome, at) => {
            const i = left[at] as number;
            const { file, task } = runs[i] as PlannedRun;
            const [after] = await runKeys([task]);
            kept[i] = await store.save(file, keys[i] as RunKey, after as RunKey, outcome);
            count.since += 1;
          },
        },
      );
      return { plan, kept: kept as KeptRun[] };
    } finally {
      line.clear();
      await pool.close();
    }
  };
  let compared: Compared | undefined;
  try {
    compared = await interruptible(work, () => `stopped: ${whatIsThere(count, store.runs)}${howToGoOn(count)}`);
  } catch (error) {
    if (count.before + count.since > 0) console.error(`${whatIsThere(count, store.runs)}.`);
    throw error;
  }
  if (compared === undefined) return;
  await tell(compared, folder, options);
  if (options.json === true) return;
  const { total, before } = count;
  const earlier = before === 0 ? '' : `, ${before} of them from before`;
  console.error(
    `${total} ${total === 1 ? 'run' : 'runs'} in ${duration((performance.now() - begun) / 1000)}${earlier}.`,
  );
};

const whatIsThere = ({ total, before, since }: Count, folder: string): string => {
  const finished = before + since;
  if (finished === 0) return 'no run is finished';
  return `${finished} of ${total} runs ${finished === 1 ? 'is' : 'are'} finished and in ${folder}`;
};

const howToGoOn = ({ before, since }: Count): string =>
  before + since === 0 ? '' : `\nto go on with the rest: ${typedWith('--resume')}`;

const tell = async (compared: Compared, folder: string, options: CompareOptions): Promise<void> => {
  const { plan, kept } = compared;
  const result = comparisonOf(compared);
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
    const { exchange, scenario } = (kept[i] as KeptRun).result;
    const end = rangeEnd === undefined ? '' : `, ${rangeEnd.field} at ${rangeEnd.at}`;
    return brokenText(each, `${describeTask({ ...task, exchange, scenario })}${end}`);
  });
  if (broken.length === 0) return;
  console.error(broken.join('\n'));
  process.exitCode = EXIT.broken;
};
