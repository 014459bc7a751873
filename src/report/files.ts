import { rmSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { type BreakwaterError, configError } from '../contract/index.ts';

/** What the system's error codes mean to somebody who wants a file. */
const REASONS: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  EEXIST: ['a file of that name is in the way', 'name a folder, or move the file away'],
  ENOTDIR: ['part of the path is a file, not a folder', 'name a folder that can be made'],
  EISDIR: ['it is a folder', 'name a file'],
  EACCES: ['permission was denied', 'choose a folder you may write to with --out'],
  EPERM: ['the system does not permit it', 'choose a folder you may write to with --out'],
  EROFS: ['the disk can only be read', 'choose a folder on another disk with --out'],
  ENOSPC: ['the disk is full', 'make room, or choose another disk with --out'],
  EFBIG: ['the file has become larger than the system allows', 'raise the limit on file sizes, or choose another disk'],
  EDQUOT: ['your share of the disk is used up', 'make room, or choose another disk with --out'],
  ENAMETOOLONG: ['the name is too long', 'choose a shorter one'],
  ENOENT: ['it does not exist', 'name a folder that exists'],
};

/** The error a user gets for a file that cannot be written. */
export const outError = (file: string, cause: unknown): BreakwaterError => {
  const code = (cause as { code?: string }).code ?? '';
  const [reason, hint] = REASONS[code] ?? [
    cause instanceof Error ? cause.message : String(cause),
    'choose another place',
  ];
  return configError('out', `cannot write ${file}: ${reason}`, { hint, cause });
};

/** What to tell of an error that came up while a file was written: ours and bugs pass, the system's is put into words. */
export const outErrorOf = (file: string, error: unknown): unknown => {
  const { code = '', syscall } = error as { readonly code?: string; readonly syscall?: string };
  return syscall !== undefined || code in REASONS ? outError(file, error) : error;
};

/** Makes a folder with those above it. */
const makeFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true });
    if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error(), { code: 'EEXIST' });
  } catch (error) {
    throw outError(folder, error);
  }
};

/** Files that are being written, under the names they have until then. */
const parts = new Set<string>();
process.on('exit', () => {
  for (const part of parts) rmSync(part, { force: true });
});

/**
 * Writes a file so that it is there whole or not at all: under another name in the same folder, then renamed.
 *
 * What was there before stays until the new file is complete. Folders above are made.
 *
 * @param file - Where it goes.
 * @param write - Writes to the path it is given. What it throws passes through when it is an error of ours.
 * @returns What `write` returns.
 * @throws BreakwaterError `out` when the place cannot be written to.
 */
export const writeWhole = async <T>(file: string, write: (temporary: string) => Promise<T>): Promise<T> => {
  const folder = dirname(file);
  await makeFolder(folder);
  const temporary = join(folder, `.${basename(file)}.${process.pid}.part`);
  parts.add(temporary);
  try {
    const target = await stat(file).catch(() => undefined);
    if (target?.isDirectory() === true) throw Object.assign(new Error(), { code: 'EISDIR' });
    const written = await write(temporary);
    await flush(temporary);
    await rename(temporary, file);
    return written;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw outErrorOf(file, error);
  } finally {
    parts.delete(temporary);
  }
};

/** Waits until the disk has the bytes: a rename must not overtake them. */
const flush = async (file: string): Promise<void> => {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Writes a text to a file, piece by piece, as one whole. */
export const writeText = (file: string, pieces: Iterable<string>): Promise<void> =>
  writeWhole(file, async (temporary) => {
    const handle = await open(temporary, 'w');
    try {
      for (const piece of pieces) await handle.appendFile(piece, 'utf8');
    } finally {
      await handle.close();
    }
  });

/** A value as indented JSON, with a line feed at the end: the form of every result file. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Writes a value in the form of every result file. */
export const writeJson = (file: string, value: unknown): Promise<void> => writeText(file, [jsonText(value)]);

/**
 * Writes several files into a folder, one after the other, each whole or not at all.
 *
 * @param folder - Made when it does not exist.
 * @param files - Values by file name; a text is written as it is, anything else as JSON.
 * @returns Paths of the files, in order.
 * @throws BreakwaterError `out` when one cannot be written; those before it are kept.
 */
export const writeResults = async (folder: string, files: Readonly<Record<string, unknown>>): Promise<string[]> => {
  const written: string[] = [];
  for (const [name, value] of Object.entries(files)) {
    const file = join(folder, name);
    await (typeof value === 'string' ? writeText(file, [value]) : writeJson(file, value));
    written.push(file);
  }
  return written;
};
