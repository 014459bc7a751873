import { type EventLog, Ledger, type LedgerShape, replayEvent } from '../ledger/index.ts';
import { EventCursor } from './event-cursor.ts';

/** A second ledger that is told nothing but the rows of the first one's log, as they come. */
export class Twin {
  readonly #ledger: Ledger;
  #next = 0;
  #refusal: { readonly error: unknown } | undefined;

  /** @param shape - Shape of the ledger that writes the log. */
  constructor(shape: LedgerShape) {
    this.#ledger = new Ledger(shape);
  }

  /** Does what the rows since the last time say. A row that it cannot do ends it; {@link ledger} throws why. */
  follow(log: EventLog): void {
    const ledger = this.#ledger;
    const spans = log.spans(this.#next);
    this.#next = log.length;
    if (this.#refusal !== undefined) return;
    const row = new EventCursor([...spans]);
    try {
      while (row.next().done !== true) {
        ledger.log.step = row.step;
        replayEvent(ledger, row);
      }
    } catch (error) {
      this.#refusal = { error };
    }
    // Its own rows are needed for their hash only.
    ledger.log.release();
  }

  /** The ledger that the log alone comes to. */
  get ledger(): Ledger {
    if (this.#refusal !== undefined) throw this.#refusal.error;
    return this.#ledger;
  }
}
