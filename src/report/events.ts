import { extname } from 'node:path';
import type { ColumnSource } from 'hyparquet-writer';
import { configError } from '../contract/index.ts';
import { CAUSES, EVENT_COLUMNS, EVENT_KINDS, EVENT_SCHEMA_VERSION, type EventColumns } from '../ledger/index.ts';
import { writeText, writeWhole } from './files.ts';

/** Rows that are turned into text or into a row group at a time. */
const CHUNK = 65_536;

/** An event log with the names its numbers stand for. */
export interface NamedEvents {
  readonly columns: EventColumns;
  /** Markets by number. */
  readonly markets: readonly string[];
  /** Assets by number. */
  readonly assets: readonly { readonly name: string; readonly decimals: number }[];
}

/** A number so that it reads back as the same float: JavaScript's shortest form, and a sign for -0. */
const numeral = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));

/** JSON has no Infinity and no NaN; they are written as texts. */
const jsonNumeral = (x: number): string => (Number.isFinite(x) ? numeral(x) : `"${x}"`);

type Cell = (columns: EventColumns, row: number) => string;

const ndjsonCell =
  (name: (typeof EVENT_COLUMNS)[number]): Cell =>
  (columns, row) => {
    const code = columns[name][row] as number;
    if (name === 'kind') return `"kind":"${EVENT_KINDS[code]}"`;
    if (name === 'cause') return `"cause":"${CAUSES[code]}"`;
    return `"${name}":${jsonNumeral(code)}`;
  };

const csvCell =
  (name: (typeof EVENT_COLUMNS)[number]): Cell =>
  (columns, row) => {
    const code = columns[name][row] as number;
    if (name === 'kind') return EVENT_KINDS[code] as string;
    if (name === 'cause') return CAUSES[code] as string;
    return numeral(code);
  };

/** Rows of a log as pieces of text, many rows a piece. */
function* rowsOf(columns: EventColumns, cells: readonly Cell[], open: string, close: string): Generator<string> {
  const { length } = columns.kind;
  for (let from = 0; from < length; from += CHUNK) {
    let piece = '';
    for (let row = from; row < Math.min(length, from + CHUNK); row++) {
      piece += open;
      for (let i = 0; i < cells.length; i++) piece += (i === 0 ? '' : ',') + (cells[i] as Cell)(columns, row);
      piece += close;
    }
    yield piece;
  }
}

function* csvOf(columns: EventColumns): Generator<string> {
  yield `${EVENT_COLUMNS.join(',')}\n`;
  yield* rowsOf(columns, EVENT_COLUMNS.map(csvCell), '', '\n');
}

const writeNdjson = (file: string, { columns }: NamedEvents): Promise<void> =>
  writeText(file, rowsOf(columns, EVENT_COLUMNS.map(ndjsonCell), '{', '}\n'));

const writeCsv = (file: string, { columns }: NamedEvents): Promise<void> => writeText(file, csvOf(columns));

const TYPES = {
  kind: 'STRING',
  cause: 'STRING',
  step: 'INT32',
  case: 'INT32',
  market: 'INT32',
  a: 'INT32',
  b: 'INT32',
} as const;
const typeOf = (name: (typeof EVENT_COLUMNS)[number]) => (name in TYPES ? TYPES[name as keyof typeof TYPES] : 'DOUBLE');

/** One column of a stretch of rows, as the writer takes it. */
const sliceOf = (columns: EventColumns, name: (typeof EVENT_COLUMNS)[number], from: number, to: number) => {
  if (name === 'kind') return Array.from(columns.kind.subarray(from, to), (code) => EVENT_KINDS[code] as string);
  if (name === 'cause') return Array.from(columns.cause.subarray(from, to), (code) => CAUSES[code] as string);
  return columns[name].subarray(from, to);
};

const writeParquet = (file: string, { columns, markets, assets }: NamedEvents): Promise<void> =>
  writeWhole(file, async (temporary) => {
    const { fileWriter, ParquetWriter, schemaFromColumnData } = await import('hyparquet-writer');
    const dataOf = (from: number, to: number) =>
      EVENT_COLUMNS.map((name) => ({
        name,
        data: sliceOf(columns, name, from, to),
        type: typeOf(name),
        nullable: false,
      })) satisfies ColumnSource[];
    const writer = new ParquetWriter({
      writer: fileWriter(temporary),
      schema: schemaFromColumnData({ columnData: dataOf(0, 0) }),
      createdBy: 'breakwater',
      kvMetadata: [
        { key: 'breakwater.eventSchema', value: String(EVENT_SCHEMA_VERSION) },
        { key: 'breakwater.markets', value: JSON.stringify(markets) },
        { key: 'breakwater.assets', value: JSON.stringify(assets) },
      ],
    });
    const { length } = columns.kind;
    for (let from = 0; from < length; from += CHUNK) {
      await writer.write({ columnData: dataOf(from, Math.min(length, from + CHUNK)), rowGroupSize: CHUNK });
    }
    await writer.finish();
  });

const WRITERS: Readonly<Record<string, (file: string, events: NamedEvents) => Promise<void>>> = {
  '.ndjson': writeNdjson,
  '.csv': writeCsv,
  '.parquet': writeParquet,
};

/**
 * Refuses a file whose ending is not one of the three: before a run, rather than after it.
 *
 * @throws BreakwaterError `events-ending`.
 */
export const checkEventsFile = (file: string): void => {
  const ending = extname(file).toLowerCase();
  if (ending in WRITERS) return;
  throw configError(
    'events-ending',
    `cannot tell the format of ${file}: ${ending === '' ? 'it has no ending' : `nothing is known of "${ending}"`}`,
    { hint: 'end the name in .ndjson, .csv or .parquet' },
  );
};

/**
 * Writes an event log, in the format its ending names. Whole or not at all; some thousand rows at a time in memory.
 *
 * @param file - Ends in .ndjson, .csv or .parquet.
 * @param events - The log and its names.
 * @throws BreakwaterError `events-ending`, or `out` when the place cannot be written to.
 */
export const writeEvents = async (file: string, events: NamedEvents): Promise<void> => {
  checkEventsFile(file);
  await (WRITERS[extname(file).toLowerCase()] as (typeof WRITERS)[string])(file, events);
};
