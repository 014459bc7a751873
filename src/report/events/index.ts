/** Writers of event logs: one for each format, fed while a run goes on. @module */
import { extname } from 'node:path';
import { configError } from '../../contract/index.ts';
import type { EventWriter } from '../../ledger/index.ts';
import { outErrorOf } from '../files.ts';
import { ParquetRows } from './parquet-writer.ts';
import { CSV, NDJSON } from './row-text.ts';
import { TextWriter } from './text-writer.ts';

/** What opens a file, by ending; loaded when it is needed. */
const OPENERS: Readonly<Record<string, () => Promise<(path: string) => EventWriter>>> = {
  '.ndjson': async () => (path) => new TextWriter(path, NDJSON),
  '.csv': async () => (path) => new TextWriter(path, CSV),
  '.parquet': () => ParquetRows.load(),
};

/** Does something with a file; an error of the system says which one. */
const naming = <T>(file: string, act: () => T): T => {
  try {
    return act();
  } catch (error) {
    throw outErrorOf(file, error);
  }
};

/**
 * Refuses a file whose ending is not one of the three: before a run, rather than after it.
 *
 * @throws BreakwaterError `events-ending`.
 */
export const checkEventsFile = (file: string): void => {
  const ending = extname(file).toLowerCase();
  if (ending in OPENERS) return;
  throw configError(
    'events-ending',
    `cannot tell the format of ${file}: ${ending === '' ? 'it has no ending' : `nothing is known of "${ending}"`}`,
    { hint: 'end the name in .ndjson, .csv or .parquet' },
  );
};

/**
 * Opens a file for an event log, in the format its ending names.
 *
 * Some ten thousand rows are in memory at a time, however long the log is. The bytes do not depend on the pieces the rows come in.
 *
 * @param file - Ends in .ndjson, .csv or .parquet; named in messages.
 * @param part - Where the bytes go, for whoever renames it when it is complete; the file itself when left out.
 * @throws BreakwaterError `events-ending`, or `out` when the place cannot be written to; the writer throws it too.
 */
export const openEvents = async (file: string, part = file): Promise<EventWriter> => {
  checkEventsFile(file);
  const open = await (OPENERS[extname(file).toLowerCase()] as (typeof OPENERS)[string])();
  const writer = naming(file, () => open(part));
  return {
    add: (span) => naming(file, () => writer.add(span)),
    finish: (names) => naming(file, () => writer.finish(names)),
    stop: () => writer.stop(),
  };
};
