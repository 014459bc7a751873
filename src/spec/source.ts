import { readFileSync, type Stats, statSync } from 'node:fs';
import { configError } from '../contract/index.ts';
import type { Source } from './place.ts';
import { readYaml } from './yaml-text.ts';

/** The most a spec file may hold, bytes. */
const LARGEST = 5_000_000;

/**
 * Reads a spec file, YAML or JSON.
 *
 * @param file - The file to open.
 * @param shown - The name to use in messages; defaults to `file`.
 * @throws BreakwaterError of kind `config`: `no-such-file`, `not-a-file`, `unreadable-file`, `file-too-large`, `binary-file`,
 * `empty-file`, or `bad-yaml` for what {@link parseSource} refuses.
 */
export const readSource = async (file: string, shown: string = file): Promise<Source> =>
  parseSource(readText(file, shown), shown);

/** How many texts are kept parsed: a worker reads the same few files for each of its runs. */
const KEPT = 32;
/** Sources by name and text, the one that was asked for last at the end. */
const kept = new Map<string, Source>();

/**
 * Reads the text of a spec, YAML or JSON.
 *
 * @param text - The whole text.
 * @param shown - The name to use in messages.
 * @returns The spec; its data is the caller's own.
 * @throws BreakwaterError `empty-file` or `bad-yaml`.
 */
export const parseSource = async (text: string, shown: string): Promise<Source> => {
  const key = `${shown}\n${text}`;
  const source = kept.get(key) ?? (await readYaml(text, shown));
  if (source.data === null || source.data === undefined) throw emptyFile(shown);
  kept.delete(key);
  kept.set(key, source);
  for (const [oldest] of kept) if (kept.size > KEPT) kept.delete(oldest);
  return { ...source, data: structuredClone(source.data) };
};

const emptyFile = (file: string) =>
  configError('empty-file', 'the file is empty', {
    where: { file },
    hint: 'start from a shipped one: breakwater show NAME',
  });

const UNREADABLE = 'give yourself the right to read it';

/** Says what stands in the way of reading a path as a file of at most so many bytes; undefined when nothing does. */
export const fileFault = (
  file: string,
  largest = LARGEST,
): { readonly code: string; readonly message: string; readonly hint: string } | undefined => {
  let stats: Stats;
  try {
    stats = statSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { code: 'no-such-file', message: 'there is no such file', hint: 'name it from the folder you are in' }
      : { code: 'unreadable-file', message: `the file cannot be read (${code})`, hint: UNREADABLE };
  }
  if (stats.isDirectory())
    return { code: 'not-a-file', message: 'this is a folder, but a file is expected', hint: 'name a file in it' };
  if (!stats.isFile())
    return { code: 'not-a-file', message: 'this is no ordinary file', hint: 'copy what it says into a file' };
  if (stats.size > largest) {
    const message = `the file holds ${stats.size} bytes, but a spec holds at most ${largest}`;
    return { code: 'file-too-large', message, hint: 'let a scenario draw its people instead of writing them out' };
  }
  return undefined;
};

const readText = (file: string, shown: string): string => {
  const where = { file: shown };
  const fault = fileFault(file);
  if (fault !== undefined) throw configError(fault.code, fault.message, { where, hint: fault.hint });
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw configError('unreadable-file', `the file cannot be read (${code})`, {
      where,
      hint: UNREADABLE,
      cause: error,
    });
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Told below, like a zero byte.
  }
  throw configError('binary-file', 'the file is no text', { where, hint: 'a spec is YAML or JSON in UTF-8' });
};
