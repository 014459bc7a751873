import { basename, extname, join } from 'node:path';
import type { SearchState, Tried } from '../../check/attack/index.ts';
import { configError } from '../../contract/index.ts';
import { WatchedPool } from '../../experiment/index.ts';
import {
  type AttackReport,
  attackText,
  attackYaml,
  grouped,
  terminalOf,
  writeJson,
  writeText,
} from '../../report/index.ts';
import { plainName } from '../check/counterexample-file.ts';
import { type CheckSubject, subjectName } from '../check/subject.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json.ts';
import { requireWritable } from '../out-folder.ts';
import { ProgressLine } from '../progress-line.ts';
import { limitsOf } from '../watch-options.ts';
import type { AttackOptions } from './options.ts';
import { rediscoverShapes } from './rediscover.ts';
import { readSearch } from './saved-search.ts';
import { searchInChunks, WORK } from './searching.ts';
import type { AttackAnswer, TellTask, ToldAttack } from './work.ts';

const RUNS = 2000;

const foundOf = ({ attack: { strategy, capital }, gain, profit, damage, bound, cost, trial }: Tried) => ({
  strategy,
  gain,
  profit,
  damage,
  bound,
  cost,
  trial,
  accounts: capital.length,
  capital: capital.reduce((sum, dollars) => sum + dollars, 0),
});

const reportOf = (
  { design, seed, tried, refused, corpus }: SearchState,
  seconds: number,
  best: Tried | undefined = corpus[0],
): AttackReport => ({
  design,
  seed,
  tried,
  refused,
  seconds,
  ...(best === undefined ? {} : { best: foundOf(best) }),
});

/** Searches until it is told to end, and writes after each chunk how far it is. */
const searchDesign = async (
  pool: WatchedPool,
  subject: CheckSubject,
  file: string,
  options: AttackOptions,
): Promise<{ readonly last?: AttackAnswer; readonly seconds: number }> => {
  const { time, resume } = options;
  const saved = resume === true ? await readSearch(file, subjectName(subject), options.seed) : undefined;
  const begun = performance.now();
  const now = (): number => (performance.now() - begun) / 1000;
  const seconds = (): number => now() + (saved?.seconds ?? 0);
  const line = new ProgressLine();
  const before = saved?.state.tried ?? 0;
  let last: AttackAnswer | undefined;
  await interruptible(
    async (signal) => {
      try {
        await searchInChunks(
          pool,
          { subject, seed: options.seed ?? 1, ...(saved === undefined ? {} : { state: saved.state }) },
          {
            signal,
            most: before + (options.runs ?? (time === undefined ? RUNS : Number.POSITIVE_INFINITY)),
            isOver: () => now() >= (time ?? Number.POSITIVE_INFINITY),
            onChunk: async (answer) => {
              last = answer;
              const report = reportOf(answer.state, seconds());
              line.text(
                `${grouped(report.tried)} attacks, ${((report.tried - before) / now()).toFixed(0)}/s, best gain ${grouped(Math.round(report.best?.gain ?? 0))}`,
              );
              await writeJson(file, { report, state: answer.state });
            },
          },
        );
      } finally {
        line.clear();
      }
    },
    () =>
      last === undefined
        ? 'stopped: nothing was tried yet'
        : `stopped after ${grouped(last.state.tried)} attacks: they are in ${file}, and --resume goes on`,
  );
  return { ...(last === undefined ? {} : { last }), seconds: seconds() };
};

/**
 * Searches attacks on a design for what they gain, or for the shapes of attacks that really happened.
 *
 * @throws BreakwaterError when the input is wrong, or a mechanism throws, loops or misbehaves.
 */
export const attack = async (options: AttackOptions): Promise<void> => {
  if (options.rediscover === true) return rediscoverShapes(options);
  const { exchange, plugin: plugins = [], out } = options;
  if (exchange === undefined)
    throw configError('nothing-to-attack', 'no design was named', { hint: 'name one with --exchange' });
  requireWritable(out);
  const subject: CheckSubject = { exchange, plugins };
  const folder = join(out, 'attack', plainName(basename(exchange, extname(exchange))));
  const file = join(folder, 'search.json');
  const pool = new WatchedPool({ workers: 1, ...limitsOf(options) });
  try {
    const { last, seconds } = await searchDesign(pool, subject, file, options);
    if (last === undefined) return;
    const best = last.state.corpus[0];
    const input: TellTask | undefined = best === undefined ? undefined : { what: 'tell', subject, best };
    const told = input === undefined ? undefined : await pool.work<ToldAttack>({ module: WORK, input });
    const report = reportOf(last.state, seconds, told?.best);
    const yaml = join(folder, 'best.yaml');
    if (told !== undefined) await writeText(yaml, [attackYaml({ report, ...told })]);
    if (options.json === true) return printJson(report);
    const written = told === undefined ? file : `${file} and ${yaml}`;
    console.log(`${attackText(report, terminalOf(process.stdout))}\n\nWritten to ${written}.`);
  } finally {
    await pool.close();
  }
};
