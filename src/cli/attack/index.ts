import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { type SearchState, SHAPES, type Tried } from '../../check/attack/index.ts';
import { configError } from '../../contract/index.ts';
import { WatchedPool } from '../../experiment/index.ts';
import {
  type AttackReport,
  attackText,
  grouped,
  type RediscoveredShape,
  rediscoveredText,
  specText,
  terminalOf,
  writeJson,
  writeText,
} from '../../report/index.ts';
import { plainName } from '../check/counterexample-file.ts';
import { type CheckSubject, subjectName } from '../check/subject.ts';
import { EXIT } from '../failure.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json.ts';
import { requireWritable } from '../out-folder.ts';
import { ProgressLine } from '../progress-line.ts';
import { addressOf, limitsOf, type WatchOptions } from '../watch-options.ts';
import type { AttackAnswer, AttackTask } from './work.ts';

/** Options of `attack`. */
export interface AttackOptions extends WatchOptions {
  readonly exchange?: string;
  readonly seed: number;
  /** Attacks to try; without bound when `time` is given. */
  readonly runs?: number;
  /** Seconds to search for. */
  readonly time?: number;
  readonly resume?: boolean;
  /** Looks for the shapes of real attacks, in place of gain. */
  readonly rediscover?: boolean;
}

const RUNS = 2000;
/** Attacks for one shape unless told otherwise. */
const SHAPE_RUNS = 20_000;
/** Attacks between two looks at the clock, each after which the search is on disk. */
const CHUNK = 250;

/** Where a search is: after each chunk, so that nothing finished is lost. */
interface Searching {
  readonly signal: AbortSignal;
  readonly most: number;
  readonly isOver: () => boolean;
  readonly onChunk: (answer: AttackAnswer) => Promise<void>;
}

const search = async (
  pool: WatchedPool,
  task: Omit<AttackTask, 'until'>,
  { signal, most, isOver, onChunk }: Searching,
): Promise<AttackAnswer | undefined> => {
  let answer: AttackAnswer | undefined;
  let state = task.state;
  while ((state?.tried ?? 0) < most && !isOver() && !signal.aborted) {
    const until = Math.min(most, (state?.tried ?? 0) + CHUNK);
    const input: AttackTask = { ...task, until, ...(state === undefined ? {} : { state }) };
    answer = await pool.work<AttackAnswer>({ module: addressOf('attack/work'), input }, { signal });
    state = answer.state;
    await onChunk(answer);
    if (task.shape !== undefined && state.corpus[0]?.score === 1) break;
  }
  return answer;
};

const reportOf = ({ design, state }: AttackAnswer, seconds: number): AttackReport => {
  const { seed, tried, refused, corpus } = state;
  const best: Tried | undefined = corpus[0];
  return {
    design,
    seed,
    tried,
    refused,
    seconds,
    ...(best === undefined
      ? {}
      : {
          best: {
            strategy: best.attack.strategy,
            gain: best.gain,
            profit: best.profit,
            damage: best.damage,
            bound: best.bound,
            cost: best.cost,
            trial: best.trial,
            accounts: best.attack.capital.length,
            capital: best.attack.capital.reduce((sum, dollars) => sum + dollars, 0),
          },
        }),
  };
};

/** The best attack as a scenario that `run` plays too. */
const bestFile = ({ design, best }: AttackAnswer, report: AttackReport): string =>
  [
    `The best attack on ${design} that a search of ${grouped(report.tried)} attacks has found; all amounts are dollars.`,
    `The attackers gain ${grouped(Math.round(report.best?.profit ?? 0))}; others who never agreed to trade lose ${grouped(Math.round(report.best?.damage ?? 0))}.`,
    `All pools that absorb losses hold ${grouped(Math.round((best?.fundTotal ?? 0) / 1e6))} together in the search; run gives them what ${design} declares.`,
  ]
    .map((line) => `# ${line}\n`)
    .join('') + specText(best?.document ?? {});

const readState = async (file: string, design: string): Promise<SearchState> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw configError('nothing-to-resume', `there is no search to go on with in ${file}`, {
      hint: 'leave out --resume, or name the folder of the search with --out',
    });
  }
  try {
    const { state } = JSON.parse(text) as { readonly state: SearchState };
    if (!Array.isArray(state.corpus) || typeof state.tried !== 'number') throw new SyntaxError('no state');
    return state;
  } catch {
    throw configError('bad-search', `${file} is cut off, or no search of ${design}`, {
      hint: 'remove it and search anew',
    });
  }
};

/**
 * Searches attacks on a design for what they gain, or for the shapes of attacks that really happened.
 *
 * @throws BreakwaterError when the input is wrong, or a mechanism throws, loops or misbehaves.
 */
export const attack = async (options: AttackOptions): Promise<void> => {
  if (options.rediscover === true) return rediscoverShapes(options);
  const { exchange, plugin: plugins = [], seed, out, time } = options;
  if (exchange === undefined)
    throw configError('nothing-to-attack', 'no design was named', { hint: 'name one with --exchange' });
  requireWritable(out);
  const subject: CheckSubject = { exchange, plugins };
  const name = plainName(basename(exchange, extname(exchange)));
  const folder = join(out, 'attack', name);
  const file = join(folder, 'search.json');
  const state = options.resume === true ? await readState(file, subjectName(subject)) : undefined;
  const begun = performance.now();
  const seconds = (): number => (performance.now() - begun) / 1000;
  const line = new ProgressLine();
  const most = (options.runs ?? (time === undefined ? RUNS : Number.POSITIVE_INFINITY)) + (state?.tried ?? 0);
  const pool = new WatchedPool({ workers: 1, ...limitsOf(options) });
  let last: AttackAnswer | undefined;
  const done = await interruptible(
    (signal) =>
      search(
        pool,
        { subject, seed, ...(state === undefined ? {} : { state }) },
        {
          signal,
          most,
          isOver: () => seconds() >= (time ?? Number.POSITIVE_INFINITY),
          onChunk: async (answer) => {
            last = answer;
            const report = reportOf(answer, seconds());
            line.text(
              `${grouped(report.tried)} attacks, ${(report.tried / seconds()).toFixed(0)}/s, best gain ${grouped(Math.round(report.best?.gain ?? 0))}`,
            );
            await writeJson(file, { report, state: answer.state });
            if (answer.best !== undefined) await writeText(join(folder, 'best.yaml'), [bestFile(answer, report)]);
          },
        },
      ).finally(() => {
        line.clear();
        return pool.close();
      }),
    () =>
      last === undefined ? 'stopped: nothing was tried yet' : `stopped: what was found is in ${file}; --resume goes on`,
  );
  const answer = done ?? last;
  if (answer === undefined) return;
  const report = reportOf(answer, seconds());
  if (options.json === true) return printJson(report);
  console.log(
    `${attackText(report, terminalOf(process.stdout))}\n\nWritten to ${file} and ${join(folder, 'best.yaml')}.`,
  );
};

const rediscoverShapes = async (options: AttackOptions): Promise<void> => {
  const { seed, plugin: plugins = [], runs = SHAPE_RUNS, time } = options;
  const pool = new WatchedPool({ workers: 1, ...limitsOf(options) });
  const line = new ProgressLine();
  const rows: RediscoveredShape[] = [];
  await interruptible(
    async (signal) => {
      try {
        for (const { name: shape, says, source, exchange } of SHAPES) {
          const begun = performance.now();
          const seconds = (): number => (performance.now() - begun) / 1000;
          const answer = await search(
            pool,
            { subject: { exchange, plugins }, seed, shape },
            {
              signal,
              most: runs,
              isOver: () => seconds() >= (time ?? Number.POSITIVE_INFINITY),
              onChunk: async ({ state }) => line.text(`${shape}: ${grouped(state.tried)} attacks tried`),
            },
          );
          const best = answer?.state.corpus[0];
          const isFound = best?.score === 1;
          rows.push({
            shape,
            says,
            source,
            exchange,
            isFound,
            tried: isFound ? best.trial : (answer?.state.tried ?? 0),
            seconds: seconds(),
          });
        }
      } finally {
        line.clear();
        await pool.close();
      }
    },
    () => 'stopped: the shapes above the last were looked for',
  );
  if (options.json === true) printJson({ seed, shapes: rows });
  else console.log(rediscoveredText(rows, terminalOf(process.stdout)));
  if (rows.some(({ isFound }) => !isFound)) process.exitCode ||= EXIT.broken;
};
