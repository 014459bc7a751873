import { Digest } from '../math/index.ts';
import { EVENT_COLUMNS, type EventSpan } from './event-columns.ts';

/** A running hash as plain data: one state of a digest for each column, in schema order. */
export type LogHash = readonly Int32Array[];

/** A running hash of the rows of a log: one of each column, so that it does not matter in what pieces the rows come. */
export class LogDigest {
  readonly #columns: readonly Digest[];

  constructor(saved?: LogHash) {
    this.#columns = EVENT_COLUMNS.map((_, i) => {
      const state = saved?.[i];
      return state === undefined ? new Digest() : Digest.restore(state);
    });
  }

  /** Adds rows; to be given each once, in order. */
  add({ columns, from, to }: EventSpan): void {
    EVENT_COLUMNS.forEach((name, i) => {
      const { buffer, byteOffset, BYTES_PER_ELEMENT: width } = columns[name];
      (this.#columns[i] as Digest).bytes(new Uint8Array(buffer, byteOffset + from * width, (to - from) * width));
    });
  }

  /** The hash of all rows so far, hexadecimal; more may follow. */
  hex(): string {
    const all = new Digest();
    for (const column of this.#columns) all.ints(Uint32Array.from(column.words()));
    return all.hex();
  }

  /** Plain data from which a new one continues to the same hash. */
  save(): LogHash {
    return this.#columns.map((column) => column.save());
  }
}
