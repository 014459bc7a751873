import { inexact, MAX_EXACT } from './integer.ts';
import { MoneyError } from './money-error.ts';

const LIMB = 2 ** 26;
const PER_LIMB = 2 ** -26;

/**
 * An exact sum of integers that may pass 2^53: the balances of a venue, the open interest of a market.
 *
 * Holds `high x 2^26 + low` with integer limbs and 0 <= low < 2^26, so equal totals have equal limbs. Good for
 * magnitudes below 2^79; mutable, so that a running total costs no allocation.
 *
 * @example
 * const total = Total.of(2 ** 53 - 1);
 * total.add(2 ** 53 - 1);
 * total.toBigInt()   // 18014398509481982n
 */
export class Total {
  #high = 0;
  #low = 0;

  /**
   * Starts a total at one amount.
   *
   * @param x - An exact integer of either sign.
   * @returns A new total.
   * @throws {@link MoneyError} As {@link Total.add}.
   */
  static of(x: number): Total {
    const total = new Total();
    total.add(x);
    return total;
  }

  /** Signed, in units of 2^26. */
  get high(): number {
    return this.#high;
  }

  /** In single units, 0 <= low < 2^26. */
  get low(): number {
    return this.#low;
  }

  /**
   * Adds an amount.
   *
   * @param x - An exact integer of either sign.
   * @throws {@link MoneyError} `not-an-integer` or `overflow` when `x` is no exact integer, or the total passes 2^79.
   */
  add(x: number): void {
    if (!Number.isSafeInteger(x)) throw inexact(x, 'an amount added to a total');
    const high = Math.floor(x * PER_LIMB);
    this.#shift(high, x - high * LIMB);
  }

  /**
   * Subtracts an amount.
   *
   * @param x - An exact integer of either sign.
   * @throws {@link MoneyError} As {@link Total.add}.
   */
  subtract(x: number): void {
    this.add(-x);
  }

  /**
   * Adds another total.
   *
   * @param other - The total to add; it is left as it is.
   * @throws {@link MoneyError} `overflow` when the total passes 2^79.
   */
  addTotal(other: Total): void {
    this.#shift(other.#high, other.#low);
  }

  /**
   * Subtracts another total.
   *
   * @param other - The total to subtract; it is left as it is.
   * @throws {@link MoneyError} `overflow` when the total passes 2^79.
   */
  subtractTotal(other: Total): void {
    this.#shift(-other.#high, -other.#low);
  }

  /**
   * Adds `high x 2^26 + low`: for loops that gather limbs of their own, as {@link sumColumn} does.
   *
   * @param high - An exact integer.
   * @param low - An exact integer.
   * @throws {@link MoneyError} `not-an-integer` or `overflow` when a limb is no exact integer, or the total passes 2^79.
   */
  addLimbs(high: number, low: number): void {
    if (!Number.isSafeInteger(high)) throw inexact(high, 'the high limb of a sum');
    if (!Number.isSafeInteger(low)) throw inexact(low, 'the low limb of a sum');
    const carry = Math.floor(low * PER_LIMB);
    if (!Number.isSafeInteger(high + carry)) throw tooLarge(high);
    this.#shift(high + carry, low - carry * LIMB);
  }

  /**
   * Compares two totals with `===` on both limbs.
   *
   * @param other - The other total.
   * @returns True when both hold the same amount.
   */
  equals(other: Total): boolean {
    return this.#high === other.#high && this.#low === other.#low;
  }

  /**
   * Orders two totals.
   *
   * @param other - The other total.
   * @returns -1, 0 or 1 as this total is below, equal to or above the other.
   */
  compare(other: Total): -1 | 0 | 1 {
    if (this.#high !== other.#high) return this.#high < other.#high ? -1 : 1;
    if (this.#low !== other.#low) return this.#low < other.#low ? -1 : 1;
    return 0;
  }

  /**
   * Says whether the total is zero.
   *
   * @returns True when it is.
   */
  isZero(): boolean {
    return this.#high === 0 && this.#low === 0;
  }

  /**
   * Takes the sign of the total.
   *
   * @returns -1, 0 or 1.
   */
  sign(): -1 | 0 | 1 {
    if (this.#high < 0) return -1;
    return this.isZero() ? 0 : 1;
  }

  /**
   * Converts to a big integer, exactly. For oracles and messages.
   *
   * @returns The amount.
   */
  toBigInt(): bigint {
    return BigInt(this.#high) * BigInt(LIMB) + BigInt(this.#low);
  }

  /**
   * Converts to a number, exactly.
   *
   * @returns The amount, an exact integer.
   * @throws {@link MoneyError} `overflow` when the total is beyond 2^53 - 1.
   */
  toNumber(): number {
    const x = this.#high * LIMB + this.#low;
    if (!Number.isSafeInteger(x)) throw inexact(x, 'the total');
    return x;
  }

  /**
   * Copies the total.
   *
   * @returns A new total of the same amount, independent of this one.
   */
  clone(): Total {
    const copy = new Total();
    copy.#high = this.#high;
    copy.#low = this.#low;
    return copy;
  }

  /** Takes -2^26 < low < 2^26. Both limbs are written last, so that a refused amount leaves the total as it was. */
  #shift(high: number, low: number): void {
    let newLow = this.#low + low;
    let newHigh = this.#high + high;
    if (newLow >= LIMB) {
      newLow -= LIMB;
      newHigh += 1;
    } else if (newLow < 0) {
      newLow += LIMB;
      newHigh -= 1;
    }
    if (newHigh > MAX_EXACT || newHigh < -MAX_EXACT) throw tooLarge(newHigh);
    this.#high = newHigh;
    this.#low = newLow;
  }
}

/**
 * Adds up a stretch of a column exactly, at about the speed of a plain sum.
 *
 * @param column - Exact integers of either sign.
 * @param from - First index, included.
 * @param to - Last index, excluded.
 * @param into - A total to add to; a new one at zero when left out.
 * @returns `into`.
 * @throws {@link MoneyError} `out-of-range` when the stretch is not inside the column; `not-an-integer` or `overflow`
 * when the sum shows that an entry was no exact integer (two fractions that add up to an integer are not noticed).
 * @example
 * sumColumn(Float64Array.of(2 ** 53 - 1, 2, -1), 0, 3).toBigInt()   // 9007199254740992n
 */
export function sumColumn(column: Float64Array, from: number, to: number, into: Total = new Total()): Total {
  if (!(Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from <= to && to <= column.length)) {
    throw new MoneyError(
      'out-of-range',
      `entries ${from} to ${to} are not inside a column of ${column.length}`,
      'pass whole numbers with 0 <= from <= to <= length',
    );
  }
  // Up to 2^24 entries at a time each of the accumulators stays below 2^53.
  for (let start = from; start < to; start += 2 ** 24) addStretch(column, start, Math.min(to, start + 2 ** 24), into);
  return into;
}

function addStretch(column: Float64Array, from: number, to: number, into: Total): void {
  let high0 = 0;
  let high1 = 0;
  let low0 = 0;
  let low1 = 0;
  let i = from;
  // Two chains of additions, because one alone would wait for the latency of each addition.
  for (; i + 1 < to; i += 2) {
    const x = column[i]!;
    const y = column[i + 1]!;
    const x1 = Math.floor(x * PER_LIMB);
    const y1 = Math.floor(y * PER_LIMB);
    high0 += x1;
    high1 += y1;
    low0 += x - x1 * LIMB;
    low1 += y - y1 * LIMB;
  }
  if (i < to) {
    const x = column[i]!;
    const x1 = Math.floor(x * PER_LIMB);
    high0 += x1;
    low0 += x - x1 * LIMB;
  }
  const high = high0 + high1;
  const low = low0 + low1;
  if (!Number.isSafeInteger(high) || !Number.isSafeInteger(low)) throw firstInexact(column, from, to);
  into.addLimbs(high, low);
}

function firstInexact(column: Float64Array, from: number, to: number): MoneyError {
  let i = from;
  while (i < to - 1 && Number.isSafeInteger(column[i])) i += 1;
  return inexact(column[i]!, `entry ${i} of the column`);
}

function tooLarge(high: number): MoneyError {
  return new MoneyError(
    'overflow',
    `a total is about ${high * LIMB}, beyond the largest that two limbs hold (2^79)`,
    'use a coarser unit',
  );
}
