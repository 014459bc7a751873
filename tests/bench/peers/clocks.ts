/**
 * Two other ways to pass over accounts that cannot be in breach yet, over columns: a clock, and epochs. Whoever is found is dropped.
 *
 * @module
 */
import type { Book } from './sweeps.ts';

/** Equity beyond maintenance, and the exposure it is set against. */
const reading = { spare: 0, exposure: 0 };

const read = ({ each, quote, lots, market }: Book, i: number, mark: Float64Array, perMillion: number): void => {
  let spare = quote[i] as number;
  let exposure = 0;
  for (let at = i * each; at < (i + 1) * each; at++) {
    const value = (lots[at] as number) * (mark[market[at] as number] as number);
    const gross = Math.abs(value);
    spare += value - Math.ceil((gross * perMillion) / 1e6);
    exposure += gross * (1 + perMillion / 1e6);
  }
  reading.spare = spare;
  reading.exposure = exposure;
};

/** Share by which a reach is shortened, far above what float64 loses. */
const CAUTION = 1e-9;

/** A clock that advances by the largest move of any market; each account is safe until a time of it. */
export class Clock {
  readonly #book: Book;
  readonly #perMillion: number;
  readonly #safeUntil: Float64Array;
  readonly #last: Float64Array;
  #now = 0;
  /** Accounts read so far. */
  reads = 0;

  constructor(book: Book, perMillion: number, open: Float64Array) {
    this.#book = book;
    this.#perMillion = perMillion;
    this.#safeUntil = new Float64Array(book.accounts);
    this.#last = open.slice();
  }

  /** Takes new prices in and returns how many accounts are found in breach. */
  step(mark: Float64Array): number {
    let largest = 0;
    for (let i = 0; i < mark.length; i++) {
      const before = this.#last[i] as number;
      largest = Math.max(largest, Math.abs((mark[i] as number) - before) / before);
      this.#last[i] = mark[i] as number;
    }
    // Moves multiply: what is lost is at most the product of the steps, so the clock counts logarithms from above.
    this.#now += largest / (1 - largest);
    const safe = this.#safeUntil;
    let found = 0;
    for (let i = 0; i < safe.length; i++) {
      if ((safe[i] as number) > this.#now) continue;
      this.reads += 1;
      read(this.#book, i, mark, this.#perMillion);
      if (reading.spare < 0) {
        safe[i] = Number.POSITIVE_INFINITY;
        found += 1;
        continue;
      }
      const reach = Math.max(0, reading.spare - this.#book.each - 1) / reading.exposure;
      safe[i] = this.#now + Math.log1p(reach) * (1 - CAUTION);
    }
    return found;
  }
}

/** Buckets of reach, a basis point wide; the last takes all beyond. */
const BUCKETS = 4096;
const bucketOf = (reach: number): number => Math.min(BUCKETS - 1, Math.floor(reach * 1e4));

/** Reference prices, and accounts in order of how far prices may leave them; laid anew when too many are within reach. */
export class Epochs {
  readonly #book: Book;
  readonly #perMillion: number;
  readonly #reference: Float64Array;
  readonly #reach: Float64Array;
  readonly #order: Uint32Array;
  /** Where each bucket begins in the order. */
  readonly #starts = new Uint32Array(BUCKETS + 1);
  readonly #dropped: Uint8Array;
  reads = 0;

  constructor(book: Book, perMillion: number, open: Float64Array) {
    this.#book = book;
    this.#perMillion = perMillion;
    this.#reference = open.slice();
    this.#reach = new Float64Array(book.accounts);
    this.#dropped = new Uint8Array(book.accounts);
    this.#order = new Uint32Array(book.accounts);
    this.#lay(open);
  }

  #lay(mark: Float64Array): void {
    const { accounts, each } = this.#book;
    this.#reference.set(mark);
    for (let i = 0; i < accounts; i++) {
      read(this.#book, i, mark, this.#perMillion);
      this.#reach[i] = Math.max(0, reading.spare - each - 1) / reading.exposure;
    }
    this.reads += accounts;
    this.#sort();
  }

  /** Puts accounts in order of reach, as finely as the buckets are. */
  #sort(): void {
    const starts = this.#starts.fill(0);
    const reach = this.#reach;
    for (let i = 0; i < reach.length; i++) {
      const next = bucketOf(reach[i] as number) + 1;
      starts[next] = (starts[next] as number) + 1;
    }
    for (let b = 0; b < BUCKETS; b++) starts[b + 1] = (starts[b + 1] as number) + (starts[b] as number);
    const free = starts.slice();
    for (let i = 0; i < reach.length; i++) {
      const bucket = bucketOf(reach[i] as number);
      const place = free[bucket] as number;
      free[bucket] = place + 1;
      this.#order[place] = i;
    }
  }

  /** Takes new prices in and returns how many accounts are found in breach. */
  step(mark: Float64Array): number {
    let excursion = 0;
    for (let i = 0; i < mark.length; i++) {
      const from = this.#reference[i] as number;
      excursion = Math.max(excursion, Math.abs((mark[i] as number) - from) / from);
    }
    excursion *= 1 + CAUTION;
    const within = this.#starts[bucketOf(excursion) + 1] as number;
    let found = 0;
    for (let k = 0; k < within; k++) {
      const i = this.#order[k] as number;
      if (this.#dropped[i] === 1) continue;
      this.reads += 1;
      read(this.#book, i, mark, this.#perMillion);
      if (reading.spare >= 0) continue;
      this.#dropped[i] = 1;
      found += 1;
    }
    if (within > this.#order.length / 50) this.#lay(mark);
    return found;
  }
}
