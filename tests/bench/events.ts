/**
 * The event log: writing an event, and writing a log to a file.
 *
 * @module
 */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVENT, EVENT_COLUMNS, EventLog, type EventSpan } from '../../src/ledger/index.ts';
import { openEvents } from '../../src/report/index.ts';
import { draws } from './draws.ts';
import { agree, type Bench, type Run } from './kit/bench.ts';
import { measured, rounded } from './kit/measure.ts';
import type { Result } from './kit/result.ts';

const emit = async (run: Run): Promise<Result[]> => {
  const sizes = run.small ? [1_000, 10_000, 100_000] : [10_000, 100_000, 1_000_000];
  const results: Result[] = [];
  for (const n of run.profiler === undefined ? sizes : sizes.slice(-1)) {
    const columnar = (): number => {
      const log = new EventLog();
      for (let i = 0; i < n; i++) log.push(EVENT.fill, 6, i, i & 127, i, i + 1, 5, 5000, 4900, 4950);
      return log.length;
    };
    const objects = (): number => {
      const log: object[] = [];
      for (let i = 0; i < n; i++)
        log.push({
          step: 0,
          kind: 2,
          cause: 6,
          case: i,
          market: i & 127,
          a: i,
          b: i + 1,
          lots: 5,
          value: 5000,
          cost: 4900,
          mark: 4950,
        });
      return log.length;
    };
    agree(columnar() === n && objects() === n, 'both logs hold every event');
    results.push(
      await measured(run, {
        name: 'event-log/emit',
        n,
        each: 'event',
        ours: columnar,
        peers: { 'objects, kept': objects },
      }),
    );
  }
  return results;
};

/** A log of fills among many accounts. */
const logOf = (n: number): EventLog => {
  const log = new EventLog();
  const draw = draws(10);
  for (let i = 0; i < n; i++) {
    if (i % 1000 === 0) log.step = i / 1000;
    const lots = Math.floor(1 + 100 * draw());
    const price = 900_000 + Math.floor(100_000 * draw());
    const value = lots * price;
    log.push(
      EVENT.fill,
      6,
      i >> 3,
      i % 40,
      Math.floor(draw() * 50_000),
      Math.floor(draw() * 50_000),
      lots,
      value,
      value - 17,
      value + 5,
    );
  }
  return log;
};

/** Rows joined with commas, under the names of the columns. */
const plainCsv = (log: EventLog): string => {
  const lines = [EVENT_COLUMNS.join(',')];
  for (const event of log) lines.push(EVENT_COLUMNS.map((name) => event[name]).join(','));
  return `${lines.join('\n')}\n`;
};

/** A whole number as the footer of a parquet file has it: zigzag, seven bits to a byte, the least first. */
const footerNumber = (n: number): number[] => {
  const bytes: number[] = [];
  let left = 2 * n;
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push(128 + (left % 128));
  return [...bytes, left];
};

/** What stands before the number of rows in the footer: the field after the schema, of 64 bits. */
const ROWS_FIELD = 0x16;

/** Whether a parquet file is whole, by its magic bytes, and says that it holds so many rows. */
const isParquet = (file: Buffer, rows: number): boolean => {
  const length = file.readUInt32LE(file.length - 8);
  const footer = file.subarray(file.length - 8 - length, file.length - 8);
  const magic = `${file.toString('latin1', 0, 4)}${file.toString('latin1', file.length - 4)}`;
  return magic === 'PAR1PAR1' && footer.includes(Buffer.from([ROWS_FIELD, ...footerNumber(rows)]));
};

/** Rows of a piece, when a log is written in many: no divisor of any buffer. */
const PIECE = 499;

/** Cuts the rows of a log into small pieces. */
function* inPieces(log: EventLog): Generator<EventSpan> {
  for (const { columns, from, row, to } of log.spans(0))
    for (let place = from; place < to; place += PIECE)
      yield { row: row + place - from, columns, from: place, to: Math.min(to, place + PIECE) };
}

const writeEvents = async (spans: Iterable<EventSpan>, file: string): Promise<void> => {
  const writer = await openEvents(file);
  for (const span of spans) writer.add(span);
  writer.finish({ markets: [], assets: [] });
};

const writeJsonObjects = (log: EventLog, file: string): void => {
  const handle = openSync(file, 'w');
  let piece = '';
  for (const event of log) {
    piece += `${JSON.stringify(event)}\n`;
    if (piece.length < 1 << 20) continue;
    writeSync(handle, piece);
    piece = '';
  }
  writeSync(handle, piece);
  closeSync(handle);
};

const writeColumns = (log: EventLog, file: string): void => {
  const handle = openSync(file, 'w');
  for (const { columns, from, to } of log.spans(0))
    for (const column of Object.values(columns) as readonly Float64Array[])
      writeSync(handle, column.subarray(from, to));
  closeSync(handle);
};

const sinks = async (run: Run): Promise<Result[]> => {
  const n = run.small ? 20_000 : 500_000;
  const log = logOf(n);
  const folder = mkdtempSync(join(tmpdir(), 'breakwater-bench-'));
  const at = (name: string): string => join(folder, name);
  const results: Result[] = [];
  try {
    for (const ending of ['ndjson', 'csv', 'parquet']) {
      const file = at(`events.${ending}`);
      const ours = (): Promise<void> => writeEvents(log.spans(0), file);
      await ours();
      await writeEvents(inPieces(log), at(`pieces.${ending}`));
      writeJsonObjects(log, at('objects.ndjson'));
      const written = readFileSync(file);
      agree(written.equals(readFileSync(at(`pieces.${ending}`))), `the ${ending} files of a log at once and in pieces`);
      if (ending === 'ndjson') agree(written.equals(readFileSync(at('objects.ndjson'))), 'both files of JSON lines');
      if (ending === 'csv') agree(written.toString() === plainCsv(log), 'the CSV file and its rows joined');
      if (ending === 'parquet') agree(isParquet(written, n), `a whole parquet file of ${n} rows`);
      const result = await measured(run, {
        name: `event-log/${ending}`,
        n,
        each: 'row',
        grows: false,
        ours,
        peers: { 'JSON.stringify of objects': () => writeJsonObjects(log, at('objects.ndjson')) },
        limits: { 'raw columns': () => writeColumns(log, at('columns.bin')) },
      });
      results.push({
        ...result,
        also: {
          'million rows a second': rounded(1000 / result.median),
          'bytes a row': rounded(statSync(file).size / n),
        },
      });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return results;
};

/** Benchmarks of the event log. */
export const benches: readonly Bench[] = [
  {
    name: 'event-log',
    says: 'an event into the log; a log into NDJSON, CSV and Parquet',
    measure: async (run) => [...(await emit(run)), ...(await sinks(run))],
  },
];
