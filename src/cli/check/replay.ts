import { existsSync, readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { configError } from '../../contract/index.ts';
import { WatchedPool } from '../../experiment/index.ts';
import { type Replayed, type ReplayResult, VERSION } from '../../measure/index.ts';
import { fold, replayedLine, replayText, terminalOf } from '../../report/index.ts';
import { EXIT } from '../failure.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json.ts';
import { limitsOf, type WatchOptions } from '../watch-options.ts';
import { askWorker } from './play-design.ts';

/** Options of `replay`. */
export type ReplayOptions = Omit<WatchOptions, 'out'>;

/** Plays files again, over the workers of a pool, and answers in their order. */
const playAll = async (
  files: readonly string[],
  options: ReplayOptions & { readonly workers?: number },
): Promise<readonly Replayed[] | undefined> => {
  const plugins = options.plugin ?? [];
  const { workers } = options;
  const pool = new WatchedPool({ ...limitsOf(options), ...(workers === undefined ? {} : { workers }) });
  const ended = new AbortController();
  return interruptible(
    async (signal) => {
      try {
        const both = AbortSignal.any([signal, ended.signal]);
        return await Promise.all(
          files.map((file) => askWorker(pool, { what: 'replay', file, plugins }, { signal: both })),
        );
      } finally {
        ended.abort();
        await pool.close();
      }
    },
    () => 'stopped: nothing is said of whether it still breaks',
  );
};

const conclude = (cases: readonly Replayed[], json: boolean | undefined, text: () => string): void => {
  const result: ReplayResult = { version: VERSION, cases: [...cases] };
  if (json === true) printJson(result);
  else console.log(text());
  if (cases.some(({ stillBreaks }) => stillBreaks)) process.exitCode = EXIT.broken;
};

/**
 * Plays a counterexample again and says whether it still breaks.
 *
 * @throws BreakwaterError when the file is wrong or a mechanism throws.
 */
export const replay = async (file: string, options: ReplayOptions): Promise<void> => {
  const cases = await playAll([file], { ...options, workers: 1 });
  if (cases === undefined) return;
  const terminal = terminalOf(process.stdout);
  conclude(cases, options.json, () => cases.map((one) => replayText(one, terminal)).join('\n\n'));
};

/** The counterexamples of a folder, by name. */
const filesOf = (folder: string): readonly string[] => {
  if (!existsSync(folder)) throw configError('no-such-folder', 'there is no such folder', { where: { file: folder } });
  if (!statSync(folder).isDirectory())
    throw configError('not-a-folder', 'this is a file, but a folder is expected', {
      where: { file: folder },
      hint: `to play one file: breakwater replay ${folder}`,
    });
  const files = readdirSync(folder)
    .filter((file) => ['.yaml', '.yml', '.json'].includes(extname(file)))
    .sort();
  if (files.length === 0)
    throw configError('no-cases', 'the folder holds no counterexample', {
      where: { file: folder },
      hint: 'they end in .yaml; check writes them to breakwater-out/check/NAME/counterexamples',
    });
  return files.map((file) => join(folder, file));
};

/**
 * Plays all counterexamples of a folder again.
 *
 * @throws BreakwaterError `no-such-folder`, `not-a-folder`, `no-cases`, and that of the first file that is wrong.
 */
export const replayFolder = async (
  folder: string,
  options: ReplayOptions & { readonly workers?: number },
): Promise<void> => {
  const cases = await playAll(filesOf(folder), options);
  if (cases === undefined) return;
  const { width, red, bold } = terminalOf(process.stdout);
  const still = cases.filter(({ stillBreaks }) => stillBreaks).length;
  conclude(cases, options.json, () =>
    [
      ...cases.map((one) => {
        const line = fold(`${replayedLine(one)}  ${one.file}`, width, '  ');
        return one.stillBreaks ? red(line) : line;
      }),
      '',
      bold(`${still} of ${cases.length} still ${still === 1 ? 'breaks' : 'break'}.`),
    ].join('\n'),
  );
};
