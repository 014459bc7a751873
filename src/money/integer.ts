import { MoneyError } from './money-error.ts';

/** The largest magnitude an amount, size or price may have: 2^53 - 1. Up to it float64 holds every integer. */
export const MAX_EXACT: number = Number.MAX_SAFE_INTEGER;

/**
 * Says whether a number is an integer that float64 holds without doubt.
 *
 * @param x - Any number.
 * @returns True for integers of magnitude up to 2^53 - 1, both zeros included.
 * @example
 * isExact(2 ** 53 - 1)   // true
 * isExact(2 ** 53)       // false: 2^53 + 1 would look the same
 */
export function isExact(x: number): boolean {
  return Number.isSafeInteger(x);
}

/**
 * Returns a number that is an exact integer, and refuses any other.
 *
 * @param x - The number to check.
 * @returns `x`, with -0 turned into 0.
 * @throws {@link MoneyError} `overflow` beyond 2^53 - 1, `not-an-integer` for fractions and NaN.
 * @example
 * exact(-0)    // 0
 * exact(0.5)   // throws: 0.5 is not a whole number
 */
export function exact(x: number): number {
  if (Number.isSafeInteger(x)) return x + 0;
  throw inexact(x);
}

/**
 * Multiplies two exact integers.
 *
 * A true product of 2^53 or more rounds to 2^53 or more, so checking the rounded one misses nothing.
 *
 * @param a - An exact integer.
 * @param b - An exact integer.
 * @returns a x b.
 * @throws {@link MoneyError} `overflow` when the product is beyond 2^53 - 1, `not-an-integer` when it is no integer.
 * @example
 * product(94_906_265, 94_906_265)   // 9007199136250225
 * product(94_906_266, 94_906_266)   // throws
 */
export function product(a: number, b: number): number {
  return exact(a * b);
}

/**
 * Adds two exact integers.
 *
 * @param a - An exact integer.
 * @param b - An exact integer.
 * @returns a + b.
 * @throws {@link MoneyError} `overflow` when the sum is beyond 2^53 - 1, `not-an-integer` when it is no integer.
 * @example
 * sum(2 ** 53 - 2, 1)   // 9007199254740991
 * sum(2 ** 53 - 1, 1)   // throws
 */
export function sum(a: number, b: number): number {
  return exact(a + b);
}

/**
 * Describes why a number is no exact integer. Kept apart from the checks, so that those stay small enough to inline.
 *
 * @param x - A number for which {@link isExact} is false.
 * @param what - The name to call it by.
 * @returns The error, to be thrown by the caller.
 */
export function inexact(x: number, what = 'a result'): MoneyError {
  if (Number.isInteger(x) || x === Infinity || x === -Infinity) {
    return new MoneyError(
      'overflow',
      `${what} is ${x}, beyond the largest exact integer ${MAX_EXACT} (2^53 - 1)`,
      'use a coarser unit, a larger lot or smaller positions',
    );
  }
  return new MoneyError(
    'not-an-integer',
    `${what} is ${x}, which is not a whole number`,
    'express amounts in units, sizes in lots and prices in ticks before computing',
  );
}
