import { basename, extname, join } from 'node:path';
import { configError, type Invariant } from '../../contract/index.ts';
import { WatchedPool } from '../../experiment/index.ts';
import { type CheckedDesign, type CheckResult, VERSION } from '../../measure/index.ts';
import { checkText, type DrawnCounterexample, terminalOf, writeJson } from '../../report/index.ts';
import { shippedExchanges } from '../../spec/index.ts';
import { EXIT } from '../failure.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json.ts';
import { invariantsCalled } from '../known-invariants.ts';
import { requireWritable } from '../out-folder.ts';
import { ProgressLine, progressText } from '../progress-line.ts';
import { limitsOf, type WatchOptions } from '../watch-options.ts';
import { concludeDesign } from './check-design.ts';
import { plainName } from './counterexample-file.ts';
import { askWorker, playDesign } from './play-design.ts';
import { replayFolder } from './replay.ts';
import { type CheckSubject, subjectName } from './subject.ts';
import type { BatchAnswer } from './work.ts';

/** Options of `check`. */
export interface CheckOptions extends WatchOptions {
  readonly exchange?: readonly string[];
  /** Every shipped exchange. */
  readonly all?: boolean;
  readonly runs?: number;
  /** Seconds that runs are played for. */
  readonly time?: number;
  readonly seed: number;
  readonly property?: readonly string[];
  readonly shrink?: number;
  readonly workers?: number;
  /** Folder of counterexamples to play again, in place of anything else. */
  readonly cases?: string;
}

/** Runs of a design unless told otherwise. */
const RUNS = 1000;
/** Trials to make one counterexample small: fewer where many designs break many properties. */
const SHRINK = { one: 2000, several: 400 } as const;

/** What is checked: exchanges, or the mechanisms of plug-ins that come alone. */
const subjectsOf = async (pool: WatchedPool, options: CheckOptions, signal: AbortSignal): Promise<CheckSubject[]> => {
  const plugins = options.plugin ?? [];
  const named = [...(options.all === true ? shippedExchanges() : []), ...(options.exchange ?? [])];
  if (named.length > 0) return [...new Set(named)].map((exchange) => ({ exchange, plugins }));
  const brought = await askWorker(pool, { what: 'brought', plugins }, { signal });
  return brought.map((mechanism) => ({ mechanism, plugins }));
};

const requireSomething = ({ exchange = [], all, plugin = [] }: CheckOptions): void => {
  if (exchange.length + plugin.length > 0 || all === true) return;
  throw configError('nothing-to-check', 'nothing was named that could be checked', {
    hint: 'name a design with --exchange, a plug-in with --plugin, or all shipped designs with --all',
  });
};

/** Name of the folder of one subject: a file's without its folder and ending. */
const folderName = (subject: CheckSubject): string => {
  const { exchange } = subject;
  return plainName(exchange === undefined ? subjectName(subject) : basename(exchange, extname(exchange)));
};

/** How far a design is: runs, rate, and what is left until all runs are done or the time is up, whichever is sooner. */
const howFar = (
  done: number,
  seconds: number,
  { runs, limit }: { readonly runs: number | undefined; readonly limit: number },
): string => {
  if (runs !== undefined && limit === Number.POSITIVE_INFINITY)
    return progressText({ done, total: runs, finished: done }, seconds);
  const rate = seconds > 0 ? `, ${(done / seconds).toFixed(1)} runs/s` : '';
  return `${done}${runs === undefined ? '' : ` of ${runs}`} runs${rate}, at most ${Math.max(0, Math.ceil(limit - seconds))} s left`;
};

/** Everything that came of a check. */
interface Checked {
  readonly designs: readonly CheckedDesign[];
  readonly drawn: readonly DrawnCounterexample[];
  readonly folder: string;
  readonly stopped: boolean;
}

/** Plays all designs one after the other, and concludes each as soon as it is played. */
class Checking {
  readonly #options: CheckOptions;
  readonly #pool: WatchedPool;
  readonly #invariants: readonly Invariant[];
  readonly #line = new ProgressLine();
  readonly designs: CheckedDesign[] = [];
  readonly drawn: DrawnCounterexample[] = [];
  folder = '';

  constructor(options: CheckOptions, pool: WatchedPool, invariants: readonly Invariant[]) {
    this.#options = options;
    this.#pool = pool;
    this.#invariants = invariants;
  }

  async all(signal: AbortSignal): Promise<void> {
    const subjects = await subjectsOf(this.#pool, this.#options, signal);
    if (subjects.length === 0)
      throw configError('nothing-to-check', 'the plug-ins bring no mechanism that is not built in', {
        hint: 'name the exchange that uses them with --exchange',
      });
    const only = subjects.length === 1 ? (subjects[0] as CheckSubject) : undefined;
    const name = only === undefined ? (this.#options.all === true ? 'all' : 'several') : folderName(only);
    this.folder = join(this.#options.out, 'check', name);
    for (const subject of subjects) {
      if (signal.aborted) return;
      await this.#one(subject, subjects.length, signal);
    }
  }

  async #one(subject: CheckSubject, subjects: number, signal: AbortSignal): Promise<void> {
    const { seed, time, runs = time === undefined ? RUNS : undefined } = this.#options;
    const begun = performance.now();
    const seconds = (): number => (performance.now() - begun) / 1000;
    const limit = time === undefined ? Number.POSITIVE_INFINITY : time / subjects;
    const title = subjects === 1 ? '' : `${subjectName(subject)} (${this.designs.length + 1} of ${subjects}): `;
    const answer = await playDesign(this.#pool, subject, {
      ids: this.#invariants.map(({ id }) => id),
      seed,
      ...(runs === undefined ? {} : { runs }),
      isOver: () => seconds() >= limit,
      signal,
      onProgress: (done) => this.#line.text(`${title}${howFar(done, seconds(), { runs, limit })}`),
    });
    if (answer === undefined) return;
    await this.#conclude(subject, answer, subjects, signal, seconds);
  }

  async #conclude(
    subject: CheckSubject,
    answer: BatchAnswer,
    subjects: number,
    signal: AbortSignal,
    seconds: () => number,
  ): Promise<void> {
    const { seed, shrink = subjects === 1 ? SHRINK.one : SHRINK.several } = this.#options;
    const { checked, drawn } = await concludeDesign(this.#pool, subject, answer, {
      invariants: this.#invariants,
      seed,
      folder: this.folder,
      // Whoever ends a check wants to see what was found, however large it still is.
      shrink: signal.aborted ? 0 : shrink,
      onSmall: (done, total) => this.#line.text(`${answer.design}: ${done} of ${total} counterexamples made small`),
    });
    this.#line.clear();
    this.designs.push({ ...checked, seconds: Number(seconds().toFixed(2)) });
    this.drawn.push(...drawn);
  }

  clear(): void {
    this.#line.clear();
  }
}

/**
 * Checks designs against the invariants: plays generated runs, makes what breaks small, prints and writes what was found.
 *
 * @throws BreakwaterError when the input is wrong, or a mechanism throws, loops or misbehaves.
 */
export const check = async (options: CheckOptions): Promise<void> => {
  if (options.cases !== undefined) return replayFolder(options.cases, options);
  requireSomething(options);
  const invariants = invariantsCalled(options.property);
  requireWritable(options.out);
  const pool = new WatchedPool({
    ...limitsOf(options),
    ...(options.workers === undefined ? {} : { workers: options.workers }),
  });
  const checking = new Checking(options, pool, invariants);
  let stopped = false;
  const checked = await interruptible(
    async (signal): Promise<Checked | undefined> => {
      try {
        await checking.all(signal);
        stopped = signal.aborted;
        const { designs, drawn, folder } = checking;
        return designs.length === 0 ? undefined : { designs, drawn, folder, stopped };
      } finally {
        checking.clear();
        await pool.close();
      }
    },
    () => 'stopped: nothing was found yet',
  );
  if (checked === undefined) return;
  await tell(checked, options);
  if (stopped) process.exitCode = EXIT.interrupted;
};

const resultOf = ({ designs, stopped }: Checked): CheckResult => {
  const head = { version: VERSION, stopped };
  const [only, ...others] = designs;
  return only !== undefined && others.length === 0 ? { ...head, ...only } : { ...head, designs: [...designs] };
};

const tell = async (checked: Checked, options: CheckOptions): Promise<void> => {
  const { designs, folder, stopped } = checked;
  const result = resultOf(checked);
  const file = join(folder, 'check.json');
  await writeJson(file, result);
  if (options.json === true) printJson(result);
  else {
    const terminal = terminalOf(process.stdout);
    console.log(designs.map((each) => checkText(each, folder, terminal)).join('\n\n'));
    console.log(`\nWritten to ${file}.`);
  }
  if (stopped) console.error(`stopped: ${designs.length} designs are above, the last of them not with all runs`);
  if (designs.some(({ faults }) => faults.length > 0)) process.exitCode = EXIT.broken;
};
