import { closeSync, openSync } from 'node:fs';
import type { EventSpan, EventWriter } from '../../ledger/index.ts';
import { putText } from './digits.ts';
import { writeAll } from './file-bytes.ts';
import { type RowFormat, RowText } from './row-text.ts';

/** Bytes that are gathered before they are written. */
const BUFFER_BYTES = 1 << 20;

/** Writes a log as text, row by row. */
export class TextWriter implements EventWriter {
  readonly #file: number;
  readonly #rows: RowText;
  readonly #bytes = new Uint8Array(BUFFER_BYTES);
  #at = 0;

  /** @param path - Made anew. */
  constructor(path: string, format: RowFormat) {
    this.#file = openSync(path, 'w');
    this.#rows = new RowText(format);
    this.#at = putText(this.#bytes, 0, format.head);
  }

  add(span: EventSpan): void {
    let from = span.from;
    while (from < span.to) {
      const { row, at } = this.#rows.put(span, from, this.#bytes, this.#at);
      this.#at = at;
      from = row;
      if (from < span.to) this.#flush();
    }
  }

  #flush(): void {
    writeAll(this.#file, this.#bytes.subarray(0, this.#at));
    this.#at = 0;
  }

  finish(): void {
    this.#flush();
    closeSync(this.#file);
  }

  stop(): void {
    closeSync(this.#file);
  }
}
