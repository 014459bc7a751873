import { basename, dirname, extname, join } from 'node:path';
import { SmallScope, smallScopeSize } from '../../check/index.ts';
import { configError, type Invariant, isBreakwaterError } from '../../contract/index.ts';
import { WatchedPool } from '../../experiment/index.ts';
import { type CheckedDesign, type CheckResult, VERSION } from '../../measure/index.ts';
import {
  checkText,
  type DrawnCounterexample,
  designsText,
  fold,
  junitXml,
  matrixCsv,
  matrixText,
  terminalOf,
  writeJson,
  writeText,
} from '../../report/index.ts';
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
  /** Whether designs and properties are shown side by side; of all shipped designs when none is named. */
  readonly matrix?: boolean;
  /** File for build servers. */
  readonly junit?: string;
  /** Accounts of the small scope whose exchanges are all played, in place of drawn ones. */
  readonly small?: number;
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
  const named = [...(isOfAll(options) ? shippedExchanges() : []), ...(options.exchange ?? [])];
  if (named.length > 0) return [...new Set(named)].map((exchange) => ({ exchange, plugins }));
  const brought = await askWorker(pool, { what: 'brought', plugins }, { signal });
  return brought.map((mechanism) => ({ mechanism, plugins }));
};

/** Whether all shipped designs are checked: when asked, and for a matrix of nothing else. */
const isOfAll = ({ all, matrix, exchange = [], plugin = [] }: CheckOptions): boolean =>
  all === true || (matrix === true && exchange.length + plugin.length === 0);

const requireSomething = (options: CheckOptions): void => {
  const { exchange = [], plugin = [] } = options;
  if (exchange.length + plugin.length > 0 || isOfAll(options)) return;
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

/** Runs of each design at most; undefined where only a clock ends them. */
const runsOf = ({ runs, time, small }: CheckOptions): number | undefined => {
  if (small === undefined) return runs ?? (time === undefined ? RUNS : undefined);
  const { count } = new SmallScope(smallScopeSize(small));
  return Math.min(count, runs ?? count);
};

/** The invariants asked: two runs are compared of drawn exchanges only, since what a second run draws is not all there is. */
const askedOf = ({ property, small }: CheckOptions): readonly Invariant[] =>
  invariantsCalled(property).filter(({ over }) => small === undefined || over === 'step' || over === 'run');

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
  /** What designs could not be checked for. */
  readonly failures: unknown[] = [];
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
    const name = only === undefined ? (isOfAll(this.#options) ? 'all' : 'several') : folderName(only);
    this.folder = join(this.#options.out, 'check', name);
    for (const subject of subjects) {
      if (signal.aborted) return;
      try {
        await this.#one(subject, subjects.length, signal);
      } catch (error) {
        // What the other designs came to is not lost with it.
        if (signal.aborted || subjects.length === 1) throw error;
        this.failures.push(error);
      }
    }
  }

  async #one(subject: CheckSubject, subjects: number, signal: AbortSignal): Promise<void> {
    const { seed, time, small } = this.#options;
    const runs = runsOf(this.#options);
    const begun = performance.now();
    const seconds = (): number => (performance.now() - begun) / 1000;
    const limit = time === undefined ? Number.POSITIVE_INFINITY : time / subjects;
    const title = subjects === 1 ? '' : `${subjectName(subject)} (${this.designs.length + 1} of ${subjects}): `;
    const answer = await playDesign(this.#pool, subject, {
      ids: this.#invariants.map(({ id }) => id),
      seed,
      ...(runs === undefined ? {} : { runs }),
      ...(small === undefined ? {} : { small }),
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
    const { seed, small, shrink = subjects === 1 ? SHRINK.one : SHRINK.several } = this.#options;
    const { checked, drawn } = await concludeDesign(this.#pool, subject, answer, {
      invariants: this.#invariants,
      seed,
      ...(small === undefined ? {} : { small }),
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
  const invariants = askedOf(options);
  requireWritable(options.out);
  if (options.junit !== undefined) requireWritable(dirname(options.junit));
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
  if (checked === undefined) {
    failOn(checking.failures);
    if (!stopped) return;
    console.error('stopped: not one batch of runs was finished');
    process.exitCode = EXIT.interrupted;
    return;
  }
  await tell(checked, options);
  if (stopped) process.exitCode = EXIT.interrupted;
  failOn(checking.failures);
};

/** Ends with the first of what designs could not be checked for, once all others are told. */
const failOn = ([first, ...others]: readonly unknown[]): void => {
  for (const error of others) console.error(isBreakwaterError(error) ? error.describe() : error);
  if (first !== undefined) throw first;
};

const resultOf = ({ designs, stopped }: Checked): CheckResult => {
  const head = { version: VERSION, stopped };
  const [only, ...others] = designs;
  return only !== undefined && others.length === 0 ? { ...head, ...only } : { ...head, designs: [...designs] };
};

/** What is printed: all of one design, or several in short with their faults, and the matrix where it was asked for. */
const textOf = ({ designs, folder }: Checked, matrix: boolean): string => {
  const terminal = terminalOf(process.stdout);
  const [only, ...others] = designs;
  if (only !== undefined && others.length === 0 && !matrix) return checkText(only, folder, terminal);
  const faults = designs.flatMap(({ design, faults: found }) =>
    found.map((fault) => terminal.red(fold(`${design}: ${fault}.`, terminal.width, '  '))),
  );
  return [
    designsText(designs, terminal),
    ...(matrix ? ['', matrixText(designs, terminal)] : []),
    ...(faults.length === 0 ? [] : ['', ...faults]),
  ].join('\n');
};

const writePage = async ({ designs, drawn, folder }: Checked): Promise<string> => {
  // Loaded when it is needed, as the page of a comparison is.
  const { checkPage } = await import('../../report/html/check/index.ts');
  const file = join(folder, 'check.html');
  await writeText(file, [checkPage({ version: VERSION, designs, drawn })]);
  return file;
};

const tell = async (checked: Checked, options: CheckOptions): Promise<void> => {
  const { designs, folder, stopped } = checked;
  const result = resultOf(checked);
  await writeJson(join(folder, 'check.json'), result);
  await writeText(join(folder, 'check.csv'), [matrixCsv(designs)]);
  const page = await writePage(checked);
  if (options.junit !== undefined) await writeText(options.junit, [junitXml(designs)]);
  if (options.json === true) printJson(result);
  else {
    console.log(textOf(checked, options.matrix === true));
    console.log(`\nWritten to ${folder}: check.json, check.csv and counterexamples.\nReport for a browser: ${page}`);
  }
  if (stopped)
    console.error(
      `stopped: ${designs.length === 1 ? 'it was' : 'the last design was'} not played through all runs, and what broke there was not made small`,
    );
  if (designs.some(({ faults }) => faults.length > 0)) process.exitCode = EXIT.broken;
};
