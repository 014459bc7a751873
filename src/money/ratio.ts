import { exact, inexact, MAX_EXACT } from './integer.ts';
import { MoneyError } from './money-error.ts';
import { mulDivCeil, mulDivFloor } from './mul-div.ts';
import { lostIn } from './two-product.ts';

const ACCEPTED = /^(-?)(\d+)(?:\/(\d+)|\.(\d+))?$/;
const LONGEST = 64;

/** An exact fraction in lowest terms. */
export interface Ratio {
  /** Numerator: signed, an exact integer. */
  readonly n: number;
  /** Denominator: an exact integer, >= 1. */
  readonly d: number;
}

/**
 * Builds a ratio and reduces it to lowest terms.
 *
 * @param n - Numerator, an exact integer of either sign.
 * @param d - Denominator, an exact integer >= 1.
 * @returns The ratio n / d.
 * @throws {@link MoneyError} `division-by-zero` when `d` is 0, `bad-ratio` when it is negative, or as {@link exact}.
 * @example
 * ratioOf(4, 6)   // { n: 2, d: 3 }
 */
export function ratioOf(n: number, d: number): Ratio {
  let a = Math.abs(exact(n));
  let b = exact(d);
  if (b === 0)
    throw new MoneyError('division-by-zero', `the ratio ${n}/0 has no value`, 'use a denominator of 1 or more');
  if (b < 0) throw new MoneyError('bad-ratio', `the denominator is ${d}, below 1`, 'move the sign to the numerator');
  while (a !== 0) [a, b] = [b % a, a];
  return { n: n / b + 0, d: d / b };
}

/**
 * Reads a ratio as files write it: a whole number, a decimal or a fraction of whole numbers, with an optional minus sign.
 *
 * @param text - For example "2/3", "0.2", "-0.05" or "1"; no spaces, no exponent, no plus sign.
 * @returns The ratio in lowest terms.
 * @throws {@link MoneyError} `bad-ratio` for any other text, or when the terms pass 2^53 - 1; `division-by-zero`.
 * @example
 * parseRatio('-0.05')   // { n: -1, d: 20 }
 */
export function parseRatio(text: string): Ratio {
  const parts = text.length <= LONGEST ? ACCEPTED.exec(text) : null;
  if (parts === null) {
    const shown = text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}... (${text.length} characters)`;
    throw new MoneyError(
      'bad-ratio',
      `"${shown}" is not a ratio`,
      'write a decimal such as "0.2" or a fraction such as "2/3", without spaces or exponent',
    );
  }
  const [, minus, whole, below, decimals = ''] = parts;
  const n = BigInt(whole! + decimals);
  const d = below === undefined ? 10n ** BigInt(decimals.length) : BigInt(below);
  if (d === 0n) throw new MoneyError('division-by-zero', `"${text}" divides by zero`, 'use a denominator of 1 or more');
  const divisor = commonDivisor(n, d);
  const reduced = { n: Number(n / divisor), d: Number(d / divisor) };
  if (reduced.n > MAX_EXACT || reduced.d > MAX_EXACT) {
    throw new MoneyError(
      'bad-ratio',
      `"${text}" in lowest terms needs numbers beyond ${MAX_EXACT} (2^53 - 1)`,
      'write it with fewer digits',
    );
  }
  return minus === '-' ? { n: 0 - reduced.n, d: reduced.d } : reduced;
}

/**
 * Writes a ratio so that {@link parseRatio} reads the same one back: as a decimal where one of at most nine places is
 * equal to it, as a fraction where none is.
 *
 * @param ratio - The ratio, in lowest terms.
 * @returns The text.
 * @example
 * formatRatio({ n: -1, d: 20 })   // "-0.05"
 * formatRatio({ n: 2, d: 3 })     // "2/3"
 */
export function formatRatio(ratio: Ratio): string {
  for (let places = 0, scale = 1; places <= 9; places += 1, scale *= 10) {
    if (scale % ratio.d !== 0) continue;
    const digits = (BigInt(Math.abs(ratio.n)) * BigInt(scale / ratio.d)).toString().padStart(places + 1, '0');
    const sign = ratio.n < 0 ? '-' : '';
    return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
  }
  return `${ratio.n}/${ratio.d}`;
}

/**
 * Takes a share of an amount, rounding down.
 *
 * @param amount - An exact integer of either sign.
 * @param ratio - The share.
 * @returns floor(amount x ratio).
 * @throws {@link MoneyError} As {@link mulDivFloor}.
 * @example
 * ratioFloor(100, { n: 2, d: 3 })   // 66
 */
export function ratioFloor(amount: number, ratio: Ratio): number {
  return mulDivFloor(amount, ratio.n, ratio.d);
}

/**
 * Takes a share of an amount, rounding up.
 *
 * @param amount - An exact integer of either sign.
 * @param ratio - The share.
 * @returns ceil(amount x ratio).
 * @throws {@link MoneyError} As {@link mulDivFloor}.
 * @example
 * ratioCeil(100, { n: 2, d: 3 })   // 67
 */
export function ratioCeil(amount: number, ratio: Ratio): number {
  return mulDivCeil(amount, ratio.n, ratio.d);
}

/**
 * Compares two fractions exactly.
 *
 * Rounding never turns an order round, so rounded cross products that differ settle it; where they agree, the parts that
 * rounding lost do.
 *
 * @param a - Numerator of the first, an exact integer of either sign.
 * @param b - Denominator of the first, an exact integer >= 1.
 * @param c - Numerator of the second, an exact integer of either sign.
 * @param d - Denominator of the second, an exact integer >= 1.
 * @returns -1, 0 or 1 as a / b is below, equal to or above c / d.
 * @throws {@link MoneyError} `not-an-integer`, `overflow`, `division-by-zero` or `out-of-range` for bad operands.
 * @example
 * compareFractions(1, 3, 2, 6)                          // 0
 * compareFractions(2 ** 53 - 2, 2 ** 53 - 1, 1, 1)      // -1
 */
export function compareFractions(a: number, b: number, c: number, d: number): -1 | 0 | 1 {
  const areExact =
    Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(c) && Number.isSafeInteger(d);
  if (!(areExact && b > 0 && d > 0)) throw badFraction(a, b, c, d);
  const left = a * d;
  const right = c * b;
  if (left !== right) return left < right ? -1 : 1;
  const leftLost = lostIn(a, d, left);
  const rightLost = lostIn(c, b, right);
  if (leftLost === rightLost) return 0;
  return leftLost < rightLost ? -1 : 1;
}

function commonDivisor(n: bigint, d: bigint): bigint {
  let a = n;
  let b = d;
  while (a !== 0n) [a, b] = [b % a, a];
  return b;
}

function badFraction(a: number, b: number, c: number, d: number): MoneyError {
  for (const x of [a, b, c, d]) if (!Number.isSafeInteger(x)) return inexact(x, 'a term of a fraction');
  if (b === 0 || d === 0)
    return new MoneyError(
      'division-by-zero',
      `${a}/${b} or ${c}/${d} divides by zero`,
      'use denominators of 1 or more',
    );
  return new MoneyError(
    'out-of-range',
    `${a}/${b} or ${c}/${d} has a denominator below 1`,
    'move the sign to the numerator',
  );
}
