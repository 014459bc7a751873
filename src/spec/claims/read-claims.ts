import { createReadStream } from 'node:fs';
import { addAbortSignal, type Readable } from 'node:stream';
import { type BreakwaterError, configError } from '../../contract/index.ts';
import { formatUnits, MAX_EXACT, sumColumn } from '../../money/index.ts';
import { together } from '../problems.ts';
import { fileFault } from '../source.ts';
import { ClaimsRows } from './claims-rows.ts';
import { BrokenRow, CsvRows } from './csv-rows.ts';
import { POWERS, readDecimal } from './decimal-column.ts';

/** A table of claims from a file, in whole units. Columns that the file does not have are left out. */
export interface ClaimsFile {
  /** Name of each row, as the file has it; all different. */
  readonly ids: readonly string[];
  readonly capacity: Float64Array;
  readonly claim?: Float64Array;
  /** Whole numbers, on a scale of their own. */
  readonly weight?: Float64Array;
  /** Real numbers of either sign. */
  readonly score?: Float64Array;
  readonly exposure?: Float64Array;
  readonly equity?: Float64Array;
  /** Decimal places of one unit: the most that any amount or the need has. */
  readonly decimals: number;
  /** To be raised, in units. */
  readonly need: number;
  /** What all can give, in units. */
  readonly total: number;
}

const HINT = 'a table of claims is comma-separated text in UTF-8 with the header id,capacity';

const refuseUnreadable = (file: string): void => {
  const fault = fileFault(file, Number.POSITIVE_INFINITY);
  if (fault === undefined) return;
  const hint = fault.message.includes('no ordinary file') ? 'pipe it in and name the file -' : fault.hint;
  throw configError(fault.code, fault.message, { where: { file }, hint });
};

/** Text of a stream, piece by piece; a byte order mark at its front is left out. */
async function* textOf(bytes: Readable, file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      const text = decoder.decode(chunk, { stream: chunk !== undefined });
      if (!text.includes('\0')) return text;
    } catch {
      // Told below, like a zero byte.
    }
    throw configError('binary-file', 'the file is no text', { where: { file }, hint: HINT });
  };
  try {
    for await (const chunk of bytes) yield decode(chunk as Uint8Array);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    throw configError('unreadable-file', `the file cannot be read (${code})`, { where: { file }, cause: error });
  }
  yield decode();
}

/** What was asked for with `--need`. */
const readNeed = (text: string): { readonly digits: number; readonly places: number } => {
  const read = readDecimal(text);
  if (!('fault' in read)) return read;
  throw configError('bad-need', read.fault, {
    where: { path: '--need' },
    ...(read.hint === undefined ? {} : { hint: read.hint }),
  });
};

/** Reads rows until the text is over or enough is wrong. */
const readRows = async (bytes: Readable, file: string): Promise<ClaimsRows> => {
  const rows = new ClaimsRows(file);
  const csv = new CsvRows(rows.add);
  let empty = true;
  try {
    for await (const text of textOf(bytes, file)) {
      if (text !== '') empty = false;
      csv.push(text);
    }
    csv.end();
  } catch (error) {
    if (!(error instanceof BrokenRow)) throw error;
    const { line, column, message } = error;
    throw configError('bad-claims', message, { where: { file, line, column } });
  }
  if (empty) throw configError('empty-file', 'the file is empty', { where: { file }, hint: HINT });
  rows.finish();
  return rows;
};

/**
 * Reads a table of claims as a stream: header `id,capacity`, optionally `claim`, `weight`, `score`, `exposure`, `equity`, in any order.
 *
 * Amounts are whole numbers of one unit: the finest decimal in the file and the need.
 *
 * @param file - The file; `-` for standard input.
 * @param need - What shall be raised, a decimal.
 * @param input - What `-` stands for.
 * @param signal - Ends it early.
 * @throws BreakwaterError `bad-claims` with up to ten of the things that are wrong; `bad-need`; what keeps the file from being read.
 */
export const readClaims = async (
  file: string,
  need: string,
  input: Readable,
  signal?: AbortSignal,
): Promise<ClaimsFile> => {
  const wanted = readNeed(need);
  const shown = file === '-' ? 'stdin' : file;
  if (file !== '-') refuseUnreadable(file);
  const bytes = file === '-' ? input : createReadStream(file, { highWaterMark: 2 ** 18 });
  const rows = await readRows(signal === undefined ? bytes : addAbortSignal(signal, bytes), shown);
  const decimals = Math.max(wanted.places, rows.finest);
  const problems: BreakwaterError[] = [];
  const columns = rows.inUnit(decimals, problems);
  const needed = wanted.digits * (POWERS[decimals - wanted.places] as number);
  if (needed > MAX_EXACT) problems.push(tooFine(`a need of ${need}`, decimals, { path: '--need' }));
  if (problems.length > 0) throw together('bad-claims', problems);
  const total = sumColumn(columns.capacity, 0, columns.capacity.length);
  if (total.toBigInt() > BigInt(MAX_EXACT))
    throw tooFine(`the sum of all capacities, ${formatUnits(total, decimals)},`, decimals, {
      file: shown,
      path: 'capacity',
    });
  return { ids: rows.ids, ...columns, decimals, need: needed, total: total.toNumber() };
};

const tooFine = (
  what: string,
  decimals: number,
  where: { readonly file?: string; readonly path: string },
): BreakwaterError =>
  configError(
    'bad-claims',
    `${what} passes 2^53 - 1 units of ${formatUnits(1, decimals)}, the finest decimal in the file and the need`,
    { where, hint: 'round to fewer decimal places, or leave out rows' },
  );
