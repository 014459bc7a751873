import { closeSync, openSync } from 'node:fs';
import type { ColumnSource, ParquetWriter } from 'hyparquet-writer';
import {
  CAUSES,
  copyColumns,
  cutColumns,
  EVENT_COLUMNS,
  EVENT_KINDS,
  EVENT_SCHEMA_VERSION,
  type EventColumns,
  type EventNames,
  type EventSpan,
  type EventWriter,
  emptyColumns,
} from '../../ledger/index.ts';
import { throughFile } from './file-bytes.ts';

/** Rows of a row group. */
const GROUP_ROWS = 65_536;

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

/** One column, as the format's writer takes it. */
const dataOf = (columns: EventColumns, name: (typeof EVENT_COLUMNS)[number]) => {
  if (name === 'kind') return Array.from(columns.kind, (code) => EVENT_KINDS[code] as string);
  if (name === 'cause') return Array.from(columns.cause, (code) => CAUSES[code] as string);
  return columns[name];
};

const sourcesOf = (columns: EventColumns): ColumnSource[] =>
  EVENT_COLUMNS.map((name) => ({ name, data: dataOf(columns, name), type: typeOf(name), nullable: false }));

/** Writes a log as Parquet: row groups of a fixed number of rows, however the rows come. */
export class ParquetRows implements EventWriter {
  readonly #file: number;
  readonly #writer: ParquetWriter;
  /** Rows of the group that is being filled. */
  readonly #group = emptyColumns(GROUP_ROWS);
  #filled = 0;

  private constructor(file: number, writer: ParquetWriter) {
    this.#file = file;
    this.#writer = writer;
  }

  /** Loads what writes the format; the answer opens a file, made anew. */
  static async load(): Promise<(path: string) => ParquetRows> {
    const { ByteWriter, ParquetWriter, schemaFromColumnData } = await import('hyparquet-writer');
    const schema = schemaFromColumnData({ columnData: sourcesOf(emptyColumns(0)) });
    return (path) => {
      const file = openSync(path, 'w');
      const writer = throughFile(file, new ByteWriter());
      return new ParquetRows(file, new ParquetWriter({ writer, schema, createdBy: 'breakwater' }));
    };
  }

  add({ columns, from, to }: EventSpan): void {
    for (let place = from; place < to; ) {
      const end = Math.min(to, place + GROUP_ROWS - this.#filled);
      copyColumns(this.#group, cutColumns(columns, place, end), this.#filled);
      this.#filled += end - place;
      place = end;
      if (this.#filled === GROUP_ROWS) this.#flush();
    }
  }

  #flush(): void {
    const columnData = sourcesOf(cutColumns(this.#group, 0, this.#filled));
    this.#writer.write({ columnData, rowGroupSize: GROUP_ROWS });
    this.#filled = 0;
  }

  finish({ markets, assets }: EventNames): void {
    if (this.#filled > 0) this.#flush();
    this.#writer.kvMetadata = [
      { key: 'breakwater.eventSchema', value: String(EVENT_SCHEMA_VERSION) },
      { key: 'breakwater.markets', value: JSON.stringify(markets) },
      { key: 'breakwater.assets', value: JSON.stringify(assets) },
    ];
    this.#writer.finish();
    closeSync(this.#file);
  }

  stop(): void {
    closeSync(this.#file);
  }
}
