import type { FoldedPosition } from '../contract/index.ts';
import type { Holdings } from './holdings.ts';

const OVER: IteratorResult<FoldedPosition> = { done: true, value: undefined };

/** A position of an account, and the way to the next. */
export class HoldingCursor implements FoldedPosition, Iterable<FoldedPosition> {
  readonly #held: Holdings;
  readonly #valueOf: (row: number) => number;
  readonly #accruedOf: (row: number) => number;
  readonly #result: IteratorResult<FoldedPosition>;
  #row = -1;
  #next: number;

  /** @param account - Whose positions. @param value - Value at mark of a row. @param accrued - What it owes. */
  constructor(held: Holdings, account: number, value: (row: number) => number, accrued: (row: number) => number) {
    this.#held = held;
    this.#valueOf = value;
    this.#accruedOf = accrued;
    this.#next = held.first(account);
    this.#result = { done: false, value: this };
  }

  [Symbol.iterator](): Iterator<FoldedPosition> {
    return this;
  }

  /** Moves to the next position. */
  next(): IteratorResult<FoldedPosition> {
    const row = this.#next;
    if (row === -1) return OVER;
    this.#row = row;
    this.#next = this.#held.after(row);
    return this.#result;
  }

  get market(): number {
    return this.#held.marketOf(this.#row);
  }

  get lots(): number {
    return this.#held.lotsOf(this.#row);
  }

  get cost(): number {
    return this.#held.costOf(this.#row);
  }

  get value(): number {
    return this.#valueOf(this.#row);
  }

  get accrued(): number {
    return this.#accruedOf(this.#row);
  }
}
