import { dirname, join } from 'node:path';
import type { Verdict } from '../check/index.ts';
import { configError, isBreakwaterError } from '../contract/index.ts';
import { type RunOutcome, type RunTask, runOne } from '../experiment/index.ts';
import { checkEventsFile, listOf, runSummary, terminalOf, writeJson, writeWhole } from '../report/index.ts';
import { readCounterexample } from '../spec/index.ts';
import { EXIT } from './failure.ts';
import { interruptible } from './interrupt.ts';
import { printJson } from './json.ts';
import { requireWritable } from './out-folder.ts';
import { ProgressLine } from './progress-line.ts';
import { brokenText, heldText } from './verdict-text.ts';
import { CHECKS, EVENTS, limitsOf, type WatchOptions } from './watch-options.ts';

/** Options of `run`. */
export interface RunOptions extends WatchOptions {
  /** Left out, the scenario is a counterexample, which says for which exchange and seed it is one. */
  readonly exchange?: string;
  readonly scenario: string;
  readonly seed?: number;
  readonly events?: string;
  readonly trace?: boolean;
}

/** Exchange, scenario, seed and fund of a run: as named, or as a counterexample says. */
const whatToRun = async ({
  exchange,
  scenario,
  seed,
}: RunOptions): Promise<Pick<RunTask, 'exchange' | 'scenario' | 'seed' | 'fundTotal'>> => {
  if (exchange !== undefined) return { exchange, scenario, seed: seed ?? 1 };
  const block = await readCounterexample(scenario).catch((error) => {
    if (!isBreakwaterError(error) || error.code !== 'no-counterexample') throw error;
    throw configError('no-exchange', `it is not said which exchange meets ${scenario}`, {
      hint: 'name one with --exchange; only counterexamples, which check writes, name theirs themselves',
    });
  });
  if (block.rules !== undefined)
    throw configError('no-run', 'the file asks allocation rules, and has no run to play', {
      where: { file: scenario, path: 'counterexample.rules' },
      hint: `ask them again: breakwater replay ${scenario}`,
    });
  return {
    exchange: scenario,
    scenario,
    seed: seed ?? block.seed,
    ...(block.fund === undefined ? {} : { fundTotal: block.fund }),
  };
};

/**
 * Runs one exchange through one scenario, and writes `run.json` and, if asked, the event log.
 *
 * @param options - What to run, and where results go.
 * @throws BreakwaterError when the input is wrong or the run fails.
 */
export const run = async (options: RunOptions): Promise<void> => {
  const { events, out } = options;
  if (events !== undefined) {
    checkEventsFile(events);
    requireWritable(dirname(events));
  }
  if (options.trace === true && events === undefined) {
    throw configError('trace', '--trace puts scores into the event log, but no log is written', {
      hint: 'add --events FILE',
    });
  }
  requireWritable(out);
  const plugins = options.plugin ?? [];
  const task: RunTask = {
    ...(await whatToRun(options)),
    plugins,
    overrides: [],
    checks: CHECKS,
    trace: options.trace === true,
  };
  const line = new ProgressLine();
  const work = async (signal: AbortSignal, asked: RunTask): Promise<RunOutcome<Verdict>> => {
    try {
      return await runOne<Verdict>(asked, {
        ...limitsOf(options),
        signal,
        onLook: ({ done, total }) => line.show({ done: total === 0 ? 0 : done / total, total: 1, finished: 0 }),
      });
    } finally {
      line.clear();
    }
  };
  const outcome = await interruptible(
    (signal) =>
      events === undefined
        ? work(signal, task)
        : writeWhole(events, (part) => work(signal, { ...task, events: { writer: EVENTS, file: events, part } })),
    () => 'stopped: the run is not finished, nothing was written',
  );
  if (outcome === undefined) return;
  const { result, verdicts, unbounded } = outcome;
  const file = join(out, 'run.json');
  await writeJson(file, result);
  const written = `Written to ${file}${events === undefined ? '' : ` and ${events}`}.`;
  if (options.json === true) printJson(result);
  else console.log(`${runSummary(result, terminalOf(process.stdout))}\n\n${heldText(verdicts)}. ${written}`);
  if (unbounded.length > 0)
    console.error(
      `The margin check read every holder of ${listOf(unbounded)} each time: the margin rule gives no bound on its slope (slopePerMillion).`,
    );
  const broken = brokenText(verdicts, `${result.exchange}, ${result.scenario}, seed ${result.seed}`);
  if (broken.length === 0) return;
  console.error(broken.join('\n'));
  process.exitCode = EXIT.broken;
};
