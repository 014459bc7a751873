import { CAUSE, type Cause, EVENT, type EventKind } from '../ledger/index.ts';
import { IdsMet } from './ids-met.ts';
import type { StepCursor } from './step-rows.ts';

/** Codes as flags: a look-up without a hash. */
export const flags = <T extends string>(codes: Readonly<Record<T, number>>, names: readonly T[]): Uint8Array => {
  const flagged = new Uint8Array(Object.keys(codes).length);
  for (const name of names) flagged[codes[name]] = 1;
  return flagged;
};

/** Kinds of event that move money or lots between accounts a and b. */
const MOVES = flags<EventKind>(EVENT, ['transfer', 'fill', 'settle-index', 'sell-collateral', 'raise-cost']);
/** Causes of what an account does of its own accord. */
const OWN_ACTS = flags<Cause>(CAUSE, ['trade', 'trading-fee', 'withdraw', 'withheld']);

/** Whom the rows of a step are about. */
export class RowsMet {
  readonly #accounts = new IdsMet();
  readonly #cases = new IdsMet();
  readonly #acted = new IdsMet();

  /** Forgets the rows before; who has acted in the running step is kept until the next begins. */
  begin(): void {
    this.#accounts.begin();
    this.#cases.begin();
  }

  /** Takes the next row. */
  take({ case: id, kindNumber: kind, causeNumber: cause, a, b }: StepCursor): void {
    if (id > 0) this.#cases.add(id);
    if (kind === EVENT.step) this.#acted.begin();
    if (OWN_ACTS[cause] === 1) {
      this.#acted.add(a);
      this.#acted.add(b);
    }
    if (MOVES[kind] === 1) {
      this.#accounts.add(a);
      this.#accounts.add(b);
    }
  }

  /** Accounts whose money or lots moved. */
  get accounts(): readonly number[] {
    return this.#accounts.list;
  }
  /** Cases the rows are about. */
  get cases(): readonly number[] {
    return this.#cases.list;
  }
  /** Accounts that traded or withdrew in the running step. */
  get acted(): readonly number[] {
    return this.#acted.list;
  }
}

/**
 * The numbers from 0 to count - 1, once: one result that moves on, so that nothing is made for a number.
 *
 * It is for one `for ... of`. What has walked it to its end, or part of the way, has used it up, and whoever keeps a result of `next` finds
 * the next number in it.
 */
export class UpTo implements IterableIterator<number> {
  readonly #count: number;
  readonly #result: { done: boolean; value: number } = { done: false, value: -1 };

  constructor(count: number) {
    this.#count = count;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<number> {
    const result = this.#result;
    result.value += 1;
    result.done = result.value >= this.#count;
    return result;
  }
}

/** What is known of these numbers. */
export function* known<T>(ids: Iterable<number>, of: (id: number) => T | undefined): Generator<T> {
  for (const id of ids) {
    const one = of(id);
    if (one !== undefined) yield one;
  }
}
