/**
 * The public record of 10 October 2025, where a copy lies beside the project. Its licence forbids shipping it, so nothing of it is here.
 *
 * Powered by HyperReplay, (c) ConejoCapital: https://github.com/ConejoCapital/HyperReplay
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';

const folder = resolve(
  process.env.BREAKWATER_EVENT_DATA ?? join(import.meta.dirname, '../../../shared/data/hyperliquid-2025-10-10'),
);

/** Whether a copy of the record is there. */
export const present = existsSync(join(folder, 'adl_by_user_REALTIME.csv'));

/** Rows of a table of the record, by column name. */
export const rowsOf = (file: string): readonly Readonly<Record<string, string>>[] => {
  const [head = '', ...lines] = readFileSync(join(folder, file), 'utf8').trim().split(/\r?\n/);
  const columns = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [columns[i] ?? '', cell])));
};

/** A column as numbers. */
export const numbersOf = (rows: ReturnType<typeof rowsOf>, column: string): number[] =>
  rows.map((row) => Number(row[column]));
