import type { EventRow } from '../contract/index.ts';
import {
  CAUSES,
  type Cause,
  EVENT,
  EVENT_KINDS,
  type EventColumns,
  type EventKind,
  type EventSpan,
} from '../ledger/index.ts';

const OVER: IteratorResult<never> = { done: true, value: undefined };

/** A row of an event log, read from the columns, and the way to the next: texts are looked up when they are asked for. */
export class EventCursor implements EventRow {
  readonly #spans: readonly EventSpan[];
  /** Number of the kind that is walked, or -1 for all. */
  readonly #only: number;
  readonly #result: IteratorResult<this>;
  #columns: EventColumns;
  /** Place of the row in its columns, and the place after the last of its stretch. */
  #at = -1;
  #to = 0;
  /** Number of the next stretch. */
  #span = 0;
  #row = -1;

  /** @param spans - The rows, in order. @param kind - Kind to which the walk is limited; all when left out. */
  constructor(spans: readonly EventSpan[], kind?: string) {
    this.#spans = spans;
    this.#only = kind === undefined ? -1 : (EVENT[kind as EventKind] ?? EVENT_KINDS.length);
    this.#columns = spans[0]?.columns as EventColumns;
    this.#result = { done: false, value: this };
  }

  [Symbol.iterator](): Iterator<this> {
    return this;
  }

  /** Moves to the next row. */
  next(): IteratorResult<this> {
    for (;;) {
      const from = this.#at;
      const to = this.#to;
      const only = this.#only;
      let at = from + 1;
      if (only !== -1 && at < to) {
        const { kind } = this.#columns;
        while (at < to && kind[at] !== only) at += 1;
      }
      this.#at = at;
      this.#row += at - from;
      if (at < to) return this.#result;
      if (!this.#nextSpan()) return OVER;
    }
  }

  /** Stands before the first row of the next stretch; says whether there is one. */
  #nextSpan(): boolean {
    const span = this.#spans[this.#span];
    if (span === undefined) return false;
    this.#span += 1;
    this.#columns = span.columns;
    this.#at = span.from - 1;
    this.#to = span.to;
    // The row after the last of a stretch is the first of the next.
    this.#row -= 1;
    return true;
  }

  /** Number of the row among those of the walk, kinds that are passed over counted. */
  get row(): number {
    return this.#row;
  }
  /** Number of the kind, and of the cause, in the event schema. */
  get kindNumber(): number {
    return this.#columns.kind[this.#at] as number;
  }
  get causeNumber(): number {
    return this.#columns.cause[this.#at] as number;
  }
  get kind(): EventKind {
    return EVENT_KINDS[this.#columns.kind[this.#at] as number] as EventKind;
  }
  get cause(): Cause {
    return CAUSES[this.#columns.cause[this.#at] as number] as Cause;
  }
  get step(): number {
    return this.#columns.step[this.#at] as number;
  }
  get case(): number {
    return this.#columns.case[this.#at] as number;
  }
  get market(): number {
    return this.#columns.market[this.#at] as number;
  }
  get a(): number {
    return this.#columns.a[this.#at] as number;
  }
  get b(): number {
    return this.#columns.b[this.#at] as number;
  }
  get lots(): number {
    return this.#columns.lots[this.#at] as number;
  }
  get value(): number {
    return this.#columns.value[this.#at] as number;
  }
  get cost(): number {
    return this.#columns.cost[this.#at] as number;
  }
  get mark(): number {
    return this.#columns.mark[this.#at] as number;
  }
}
