import { radixOrder } from './radix-order.ts';

/** A stretch of this many rows is put in order at once. */
const SHORT = 24;
/** From this many rows on, ordering them all goes through a radix sort. */
const WORTH_RADIX = 1024;

/**
 * Rows by falling keys, ties to the lower account: put in order only as far as somebody asks.
 *
 * The rows stand in stretches, each all before the next; the first are in order already. Asking for a place behind these splits the
 * stretch in front of it, as quickselect does, and keeps the splits, so that the first k of n rows take n + k log k steps in all
 * however they are asked for. What is in order never moves again.
 */
export class LazyOrder {
  /** Row numbers, in order below {@link #done}. */
  #rows = new Uint32Array(64);
  /** First key of the row at each place. */
  #first = new Float64Array(64);
  #keys: readonly Float64Array[] = [];
  #accounts: Int32Array = new Int32Array(0);
  #size = 0;
  #done = 0;
  /** Ends of the stretches that are not in order, the first of them last. */
  readonly #ends: number[] = [];
  #draw = 1;

  /** Number of rows. */
  get size(): number {
    return this.#size;
  }

  /**
   * Forgets all, and takes rows 0 to size - 1 as they stand in columns that the caller leaves alone from now on.
   *
   * @param keys - Keys compared in turn: numbers or infinities, never NaN.
   * @param accounts - Account of each row, all different.
   */
  begin(size: number, keys: readonly Float64Array[], accounts: Int32Array): void {
    if (this.#rows.length < size) {
      this.#rows = new Uint32Array(Math.ceil(size * 1.25));
      this.#first = new Float64Array(this.#rows.length);
    }
    const rows = this.#rows;
    for (let row = 0; row < size; row++) rows[row] = row;
    if (size > 0) this.#first.set((keys[0] as Float64Array).subarray(0, size));
    this.#keys = keys;
    this.#accounts = accounts;
    this.#size = size;
    this.#done = 0;
    this.#draw = 1;
    this.#ends.length = 0;
    if (size > 0) this.#ends.push(size);
  }

  /** The row at a place, 0 to size - 1. */
  row(place: number): number {
    while (this.#done <= place) this.#advance();
    return this.#rows[place] as number;
  }

  /** Puts all rows in order at once. */
  complete(): void {
    if (this.#size < WORTH_RADIX) {
      while (this.#done < this.#size) this.#advance();
      return;
    }
    if (this.#done === this.#size) return;
    radixOrder(this.#size, this.#keys, this.#accounts, this.#rows);
    this.#done = this.#size;
    this.#ends.length = 0;
  }

  /** Puts the first stretch in order, or as much of it as is short. */
  #advance(): void {
    const from = this.#done;
    let end = this.#ends.pop() as number;
    while (end - from > SHORT) {
      this.#ends.push(end);
      end = this.#split(from, end);
    }
    this.#insert(from, end);
    this.#done = end;
  }

  /** Splits a stretch in two, all rows of the first before all of the second, and returns where the second begins. */
  #split(from: number, end: number): number {
    const rows = this.#rows;
    const first = this.#first;
    const pivot = this.#pivot(from, end);
    const pivotKey = first[pivot] as number;
    const pivotRow = rows[pivot] as number;
    let i = from;
    let j = end - 1;
    while (i <= j) {
      while (this.#before(first[i] as number, rows[i] as number, pivotKey, pivotRow)) i += 1;
      while (this.#before(pivotKey, pivotRow, first[j] as number, rows[j] as number)) j -= 1;
      if (i > j) break;
      const key = first[i] as number;
      const row = rows[i] as number;
      first[i] = first[j] as number;
      rows[i] = rows[j] as number;
      first[j] = key;
      rows[j] = row;
      i += 1;
      j -= 1;
    }
    // Rows all differ, so at most the pivot stands between the two; it goes where the other part is not left empty.
    return i < end ? i : j + 1;
  }

  /** The middle one of three drawn places: fixed ones can meet rows that stand just so, and then the work is quadratic. */
  #pivot(from: number, end: number): number {
    const a = this.#place(from, end);
    const b = this.#place(from, end);
    const c = this.#place(from, end);
    if (this.#comesBefore(a, b)) {
      if (this.#comesBefore(b, c)) return b;
      return this.#comesBefore(a, c) ? c : a;
    }
    if (this.#comesBefore(a, c)) return a;
    return this.#comesBefore(b, c) ? c : b;
  }

  #place(from: number, end: number): number {
    // A linear congruential generator of full period; its high bits choose the place.
    this.#draw = (Math.imul(this.#draw, 1_664_525) + 1_013_904_223) >>> 0;
    return from + Math.floor(this.#draw * 2 ** -32 * (end - from));
  }

  #comesBefore(a: number, b: number): boolean {
    const rows = this.#rows;
    const first = this.#first;
    return this.#before(first[a] as number, rows[a] as number, first[b] as number, rows[b] as number);
  }

  #before(key: number, row: number, otherKey: number, otherRow: number): boolean {
    return key === otherKey ? this.#tieBefore(row, otherRow) : key > otherKey;
  }

  #tieBefore(row: number, other: number): boolean {
    for (let k = 1; k < this.#keys.length; k++) {
      const column = this.#keys[k] as Float64Array;
      const key = column[row] as number;
      const otherKey = column[other] as number;
      if (key !== otherKey) return key > otherKey;
    }
    return (this.#accounts[row] as number) < (this.#accounts[other] as number);
  }

  #insert(from: number, end: number): void {
    const rows = this.#rows;
    const first = this.#first;
    for (let i = from + 1; i < end; i++) {
      const key = first[i] as number;
      const row = rows[i] as number;
      let at = i;
      while (at > from && this.#before(key, row, first[at - 1] as number, rows[at - 1] as number)) {
        first[at] = first[at - 1] as number;
        rows[at] = rows[at - 1] as number;
        at -= 1;
      }
      first[at] = key;
      rows[at] = row;
    }
  }
}
