import { Digest } from '../math/index.ts';
import { VERSION } from '../measure/index.ts';
import { codeHash } from './code-hash.ts';
import { hashesOf, pluginFilesOf } from './hashes.ts';
import type { RunTask } from './task.ts';

/** What tells a run from every other. */
export interface RunKey {
  /** Two runs with the same key come to the same outcome; hexadecimal. None for a run with plug-ins. */
  readonly key: string | undefined;
  /** Hashes of the inputs, as its result shall state them. */
  readonly hashes: Readonly<Record<string, string>>;
}

/**
 * Keys of runs, from all that makes their outcomes: the program and the packages it runs on, the files with what overrides them, seed,
 * reading, variant, and whether figures and checks are wanted.
 *
 * A plug-in may import whatever it likes, so nothing shows that its code is the same as before: a run with one has no key.
 *
 * @param tasks - The runs; their files have been read before, so they are there and right.
 */
export const runKeys = async (tasks: readonly RunTask[]): Promise<readonly RunKey[]> => {
  const code = codeHash();
  const keys: RunKey[] = [];
  for (const task of tasks) keys.push(await keyOf(task, code));
  return keys;
};

const keyOf = async (task: RunTask, code: string): Promise<RunKey> => {
  const hashes = await hashesOf(task);
  if ((await pluginFilesOf(task)).length > 0) return { key: undefined, hashes };
  const {
    seed,
    fundShare = null,
    fundTotal = null,
    equalised = null,
    variant = null,
    figures = false,
    trace = false,
    checks,
  } = task;
  const digest = new Digest();
  digest.text(VERSION).text(code).text(JSON.stringify(hashes));
  digest.text(JSON.stringify([seed, fundShare, fundTotal, equalised, variant, figures, trace, checks !== undefined]));
  return { key: digest.hex(), hashes };
};
