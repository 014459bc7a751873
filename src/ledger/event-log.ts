import { Digest } from '../math/index.ts';
import { CAUSE, CAUSES, EVENT, EVENT_KINDS, type LedgerEvent } from './event.ts';

const FIRST_CAPACITY = 1024;

/** The columns of a log, cut to its length; what a snapshot or a file writer takes. */
export interface EventColumns {
  readonly step: Int32Array;
  readonly kind: Uint8Array;
  readonly cause: Uint8Array;
  readonly case: Int32Array;
  readonly market: Int32Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly lots: Float64Array;
  readonly value: Float64Array;
  readonly cost: Float64Array;
  readonly mark: Float64Array;
}

/** The columns in schema order. */
export const EVENT_COLUMNS = [
  'step',
  'kind',
  'cause',
  'case',
  'market',
  'a',
  'b',
  'lots',
  'value',
  'cost',
  'mark',
] as const;

const allocate = (capacity: number): EventColumns => ({
  step: new Int32Array(capacity),
  kind: new Uint8Array(capacity),
  cause: new Uint8Array(capacity),
  case: new Int32Array(capacity),
  market: new Int32Array(capacity),
  a: new Int32Array(capacity),
  b: new Int32Array(capacity),
  lots: new Float64Array(capacity),
  value: new Float64Array(capacity),
  cost: new Float64Array(capacity),
  mark: new Float64Array(capacity),
});

/** The columnar event log: append only. */
export class EventLog {
  #columns: EventColumns;
  #capacity: number;
  #length = 0;
  /** Step stamped on the events that follow. */
  step = 0;

  constructor(capacity = FIRST_CAPACITY) {
    this.#capacity = capacity;
    this.#columns = allocate(capacity);
  }

  /** Number of events. */
  get length(): number {
    return this.#length;
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
    if (this.#length === this.#capacity) this.#grow();
    const columns = this.#columns;
    const row = this.#length++;
    columns.step[row] = this.step;
    columns.kind[row] = kind;
    columns.cause[row] = cause;
    columns.case[row] = caseId;
    columns.market[row] = market;
    columns.a[row] = a;
    columns.b[row] = b;
    columns.lots[row] = lots;
    columns.value[row] = value;
    columns.cost[row] = cost;
    columns.mark[row] = mark;
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

  #grow(): void {
    const capacity = this.#capacity * 2;
    const next = allocate(capacity);
    for (const name of EVENT_COLUMNS) next[name].set(this.#columns[name]);
    this.#columns = next;
    this.#capacity = capacity;
  }

  /** The columns, cut to length; views on the log's own memory until the next event is pushed. */
  columns(): EventColumns {
    const cut = Object.fromEntries(EVENT_COLUMNS.map((name) => [name, this.#columns[name].subarray(0, this.#length)]));
    return cut as unknown as EventColumns;
  }

  /** One event as a row. */
  at(row: number): LedgerEvent {
    if (row < 0 || row >= this.#length) throw new RangeError(`event ${row} of a log of ${this.#length}`);
    const c = this.#columns;
    return {
      step: c.step[row] as number,
      kind: EVENT_KINDS[c.kind[row] as number] as LedgerEvent['kind'],
      cause: CAUSES[c.cause[row] as number] as LedgerEvent['cause'],
      case: c.case[row] as number,
      market: c.market[row] as number,
      a: c.a[row] as number,
      b: c.b[row] as number,
      lots: c.lots[row] as number,
      value: c.value[row] as number,
      cost: c.cost[row] as number,
      mark: c.mark[row] as number,
    };
  }

  /** All events as rows, one at a time. */
  *[Symbol.iterator](): Generator<LedgerEvent> {
    for (let row = 0; row < this.#length; row++) yield this.at(row);
  }

  /** Hash of every byte of the log, hexadecimal. */
  digest(): string {
    const digest = new Digest();
    const columns = this.columns();
    for (const name of EVENT_COLUMNS)
      digest.bytes(new Uint8Array(columns[name].buffer, columns[name].byteOffset, columns[name].byteLength));
    return digest.hex();
  }

  /** A copy that shares no memory: what a snapshot holds. */
  save(): EventColumns {
    const columns = this.columns();
    return Object.fromEntries(EVENT_COLUMNS.map((name) => [name, columns[name].slice()])) as unknown as EventColumns;
  }

  /** A log that continues a saved one. */
  static restore(saved: EventColumns, step: number): EventLog {
    const log = new EventLog(Math.max(FIRST_CAPACITY, saved.kind.length * 2));
    for (const name of EVENT_COLUMNS) log.#columns[name].set(saved[name]);
    log.#length = saved.kind.length;
    log.step = step;
    return log;
  }
}
