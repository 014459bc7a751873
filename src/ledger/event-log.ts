import { CAUSE, CAUSES, EVENT, EVENT_KINDS, type LedgerEvent } from './event.ts';
import { copyColumns, cutColumns, type EventColumns, type EventSpan, emptyColumns } from './event-columns.ts';
import { LogDigest, type LogHash } from './log-digest.ts';

const FIRST_CAPACITY = 1024;

/** Rows of a block: the most a push copies, and what is let go at a time. */
export const BLOCK_ROWS = 4096;
/** Most blocks that were let go and are kept to be written again. */
const MOST_SPARE = 16;

/** A log as plain data: the rows it still holds, and the hash of all. */
export interface SavedLog {
  /** Number of the first of the rows. */
  readonly first: number;
  readonly columns: EventColumns;
  readonly hash: LogHash;
}

/**
 * The columnar event log: append only.
 *
 * The rows lie in blocks of columns. Whoever drives a run may release rows that all have read; they count for `length` and `digest` on.
 */
export class EventLog {
  readonly #blockRows: number;
  /** Columns of the blocks that are held; the last one is being written. All but the last are full. */
  readonly #blocks: EventColumns[];
  #columns: EventColumns;
  #capacity: number;
  /** Place in the last block at which the next event goes. */
  #place = 0;
  #first = 0;
  /** Number of the first row of the last block. */
  #base = 0;
  /** Blocks that were let go, to be written again. */
  readonly #spare: EventColumns[] = [];
  #digest: LogDigest | undefined;
  /** Rows that are in the digest. */
  #hashed = 0;
  /** Step stamped on the events that follow. */
  step = 0;

  /**
   * @param capacity - Rows to make room for at first, at least 1.
   * @param blockRows - Rows of a block, at least 1; no less than the capacity.
   */
  constructor(capacity = FIRST_CAPACITY, blockRows = BLOCK_ROWS) {
    this.#blockRows = Math.max(capacity, blockRows);
    this.#capacity = capacity;
    this.#columns = emptyColumns(this.#capacity);
    this.#blocks = [this.#columns];
  }

  /** Number of events ever pushed. */
  get length(): number {
    return this.#base + this.#place;
  }

  /** Number of the oldest event that is still held: 0 unless some were released. */
  get first(): number {
    return this.#first;
  }

  /** Appends one event; the fields are those of {@link LedgerEvent}, with codes for kind and cause. */
  push(
    kind: number,
    cause: number,
    caseId: number,
    market: number,
    a: number,
    b: number,
    lots: number,
    value: number,
    cost: number,
    mark: number,
  ): void {
    if (this.#place === this.#capacity) this.#grow();
    const columns = this.#columns;
    const place = this.#place++;
    columns.step[place] = this.step;
    columns.kind[place] = kind;
    columns.cause[place] = cause;
    columns.case[place] = caseId;
    columns.market[place] = market;
    columns.a[place] = a;
    columns.b[place] = b;
    columns.lots[place] = lots;
    columns.value[place] = value;
    columns.cost[place] = cost;
    columns.mark[place] = mark;
  }

  /** Appends an event given as a row. */
  copy(event: LedgerEvent): void {
    const { cause, kind } = event;
    this.push(
      EVENT[kind],
      CAUSE[cause],
      event.case,
      event.market,
      event.a,
      event.b,
      event.lots,
      event.value,
      event.cost,
      event.mark,
    );
  }

  /** Makes room: the first block doubles until it is as large as a block, then a new one is begun. */
  #grow(): void {
    if (this.#capacity < this.#blockRows) {
      this.#capacity = Math.min(this.#blockRows, this.#capacity * 2);
      const larger = emptyColumns(this.#capacity);
      copyColumns(larger, this.#columns, 0);
      this.#blocks[this.#blocks.length - 1] = larger;
      this.#columns = larger;
      return;
    }
    this.#columns = this.#spare.pop() ?? emptyColumns(this.#blockRows);
    this.#blocks.push(this.#columns);
    this.#base += this.#place;
    this.#place = 0;
  }

  /** Rows from one number to another as stretches of the blocks they lie in, in order; copies nothing. */
  spans(from: number, to = this.length): EventSpan[] {
    this.#mustHold(from, to);
    const spans: EventSpan[] = [];
    for (let row = from; row < to; ) {
      const place = (row - this.#first) % this.#blockRows;
      const end = Math.min(this.#blockRows, place + to - row);
      spans.push({ columns: this.#block(row), from: place, to: end, row });
      row += end - place;
    }
    return spans;
  }

  #block(row: number): EventColumns {
    return this.#blocks[Math.floor((row - this.#first) / this.#blockRows)] as EventColumns;
  }

  #mustHold(from: number, to: number): void {
    if (from < this.#first) throw new RangeError(`event ${from} of a log that holds those from ${this.#first} on`);
    if (to > this.length || from > to) throw new RangeError(`events ${from} to ${to} of a log of ${this.length}`);
  }

  /** The columns of all rows that are held, in one piece: views on the log's own memory when they lie in one block, else a copy. */
  columns(): EventColumns {
    if (this.#blocks.length === 1) return cutColumns(this.#columns, 0, this.#place);
    const whole = emptyColumns(this.length - this.#first);
    for (const { columns, from, to, row } of this.spans(this.#first))
      copyColumns(whole, cutColumns(columns, from, to), row - this.#first);
    return whole;
  }

  /**
   * One event as a row.
   *
   * @throws RangeError when there is none of that number, or it was released.
   */
  at(row: number): LedgerEvent {
    if (row >= this.length) throw new RangeError(`event ${row} of a log of ${this.length}`);
    this.#mustHold(row, row + 1);
    const c = this.#block(row);
    const place = (row - this.#first) % this.#blockRows;
    return {
      step: c.step[place] as number,
      kind: EVENT_KINDS[c.kind[place] as number] as LedgerEvent['kind'],
      cause: CAUSES[c.cause[place] as number] as LedgerEvent['cause'],
      case: c.case[place] as number,
      market: c.market[place] as number,
      a: c.a[place] as number,
      b: c.b[place] as number,
      lots: c.lots[place] as number,
      value: c.value[place] as number,
      cost: c.cost[place] as number,
      mark: c.mark[place] as number,
    };
  }

  /**
   * All events as rows, one at a time.
   *
   * @throws RangeError when the first ones were released.
   */
  *[Symbol.iterator](): Generator<LedgerEvent> {
    this.#mustHold(0, this.length);
    for (let row = 0; row < this.length; row++) yield this.at(row);
  }

  /**
   * Lets rows go that nobody needs any more; memory goes by whole blocks, and the one being written stays.
   *
   * For whoever drives a run, between two steps, when all who follow the log have read so far.
   *
   * @param upTo - Number of the first row that is still needed.
   */
  release(upTo = this.length): void {
    const gone = Math.min(this.#blocks.length - 1, Math.floor((upTo - this.#first) / this.#blockRows));
    if (gone <= 0) return;
    this.#hash(this.#first + gone * this.#blockRows);
    for (const block of this.#blocks.splice(0, gone)) if (this.#spare.length < MOST_SPARE) this.#spare.push(block);
    this.#first += gone * this.#blockRows;
  }

  #hash(upTo: number): LogDigest {
    this.#digest ??= new LogDigest();
    if (upTo > this.#hashed) {
      for (const span of this.spans(this.#hashed, upTo)) this.#digest.add(span);
      this.#hashed = upTo;
    }
    return this.#digest;
  }

  /** Hash of every byte of every column, of released rows too, hexadecimal. */
  digest(): string {
    return this.#hash(this.length).hex();
  }

  /** A copy that shares no memory: what a snapshot holds. */
  save(): SavedLog {
    const columns = emptyColumns(this.length - this.#first);
    for (const span of this.spans(this.#first))
      copyColumns(columns, cutColumns(span.columns, span.from, span.to), span.row - this.#first);
    return { first: this.#first, columns, hash: this.#hash(this.length).save() };
  }

  /** A log that continues a saved one: to the same rows and the same digest. The blocks may be of another size. */
  static restore(saved: SavedLog, step: number, blockRows = BLOCK_ROWS): EventLog {
    const { first, columns, hash } = saved;
    const rows = columns.kind.length;
    const log = new EventLog(Math.min(blockRows, Math.max(FIRST_CAPACITY, rows * 2)), blockRows);
    log.#first = first;
    log.#base = first;
    for (let from = 0; from < rows; from += log.#place) {
      if (from > 0) log.#grow();
      log.#place = Math.min(log.#blockRows, rows - from);
      copyColumns(log.#columns, cutColumns(columns, from, from + log.#place), 0);
    }
    log.#digest = new LogDigest(hash);
    log.#hashed = log.length;
    log.step = step;
    return log;
  }
}
