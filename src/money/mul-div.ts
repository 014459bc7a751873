import { inexact, MAX_EXACT } from './integer.ts';
import { MoneyError } from './money-error.ts';
import { lostIn } from './two-product.ts';

/**
 * Computes floor(a x b / c) exactly, whatever the size of the product.
 *
 * @param a - An exact integer of either sign.
 * @param b - An exact integer of either sign.
 * @param c - An exact integer, >= 1.
 * @returns The largest integer that is at most a x b / c.
 * @throws {@link MoneyError} `overflow` when the quotient is beyond 2^53 - 1; `not-an-integer`, `division-by-zero` or
 * `out-of-range` for bad operands.
 * @source Dekker 1971 for the product; the fix-up loop is ours.
 * @example
 * mulDivFloor(7, 10, 4)    // 17
 * mulDivFloor(-7, 10, 4)   // -18
 */
export function mulDivFloor(a: number, b: number, c: number): number {
  if (!(Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(c) && c > 0)) throw bad(a, b, c);
  const p = a * b;
  // Below 2^53 the rounded quotient cannot reach the next integer, so its floor is right.
  if (Number.isSafeInteger(p)) return Math.floor(p / c) + 0;
  return floorOfWide(a, b, c, p);
}

/**
 * Computes ceil(a x b / c) exactly, whatever the size of the product.
 *
 * @param a - An exact integer of either sign.
 * @param b - An exact integer of either sign.
 * @param c - An exact integer, >= 1.
 * @returns The smallest integer that is at least a x b / c.
 * @throws {@link MoneyError} As {@link mulDivFloor}.
 * @example
 * mulDivCeil(7, 10, 4)    // 18
 * mulDivCeil(-7, 10, 4)   // -17
 */
export function mulDivCeil(a: number, b: number, c: number): number {
  return 0 - mulDivFloor(-a, b, c);
}

/**
 * Computes a x b / c rounded to the nearest integer, halves away from zero, exactly.
 *
 * Odd in `a` and in `b`: changing the sign of either changes the sign of the result and nothing else.
 *
 * @param a - An exact integer of either sign.
 * @param b - An exact integer of either sign.
 * @param c - An exact integer, >= 1.
 * @returns The nearest integer.
 * @throws {@link MoneyError} As {@link mulDivFloor}.
 * @example
 * mulDivNearest(5, 1, 2)    // 3
 * mulDivNearest(-5, 1, 2)   // -3
 */
export function mulDivNearest(a: number, b: number, c: number): number {
  const positiveA = Math.abs(a);
  const positiveB = Math.abs(b);
  const floor = mulDivFloor(positiveA, positiveB, c);
  const rest = remainder(positiveA, positiveB, c, floor);
  const nearest = rest >= c - rest ? floor + 1 : floor;
  if (nearest > MAX_EXACT) throw overflow(nearest, a, b, c);
  return a < 0 !== b < 0 ? 0 - nearest : nearest;
}

/**
 * Applies a rate given in parts of a scale, rounding down.
 *
 * Splits n = q x scale + rest and adds q x rate + floor(rest x rate / scale), so that the product never forms.
 *
 * @param n - The amount, an exact integer of either sign.
 * @param rate - Parts per `scale`, an exact integer of either sign.
 * @param scale - The denominator of the rate, >= 1; a million unless told otherwise.
 * @returns floor(n x rate / scale).
 * @throws {@link MoneyError} As {@link mulDivFloor}.
 * @example
 * rateFloor(1_999_999, 500)    // 999: 0.05 % of 1.999999
 * rateFloor(-1_999_999, 500)   // -1000
 */
export function rateFloor(n: number, rate: number, scale = 1_000_000): number {
  if (!(Number.isSafeInteger(n) && Number.isSafeInteger(rate) && Number.isSafeInteger(scale) && scale > 0))
    throw bad(n, rate, scale);
  // Truncation, because floor(n / scale) x scale may lie beyond -2^53.
  const whole = Math.trunc(n / scale);
  const coarse = whole * rate;
  const fine = (n - whole * scale) * rate;
  const result = coarse + Math.floor(fine / scale);
  // Both parts have one sign, so a coarse part that passes 2^53 takes the result with it.
  if (Number.isSafeInteger(fine) && Number.isSafeInteger(result)) return result + 0;
  return mulDivFloor(n, rate, scale);
}

/**
 * Applies a rate given in parts of a scale, rounding up: the direction in which margins and fees are charged.
 *
 * @param n - The amount, an exact integer of either sign.
 * @param rate - Parts per `scale`, an exact integer of either sign.
 * @param scale - The denominator of the rate, >= 1; a million unless told otherwise.
 * @returns ceil(n x rate / scale).
 * @throws {@link MoneyError} As {@link mulDivFloor}.
 * @example
 * rateCeil(1_999_999, 500)   // 1000
 */
export function rateCeil(n: number, rate: number, scale = 1_000_000): number {
  return 0 - rateFloor(-n, rate, scale);
}

function floorOfWide(a: number, b: number, c: number, p: number): number {
  const estimate = Math.floor(p / c);
  // The estimate of a quotient below 2^53 is at most 2^53 + 2.
  if (!(estimate <= 2 ** 53 + 4 && estimate >= -(2 ** 53) - 4)) throw overflow(estimate, a, b, c);
  let q = Math.max(-MAX_EXACT, Math.min(MAX_EXACT, estimate));
  // A loop, because near 2^53 the estimate may be off by more than one.
  for (;;) {
    const rest = remainder(a, b, c, q);
    if (rest < 0) q -= 1;
    else if (rest >= c) q += 1;
    else return q;
    if (!Number.isSafeInteger(q)) throw overflow(q, a, b, c);
  }
}

/**
 * a x b - q x c, rounded once: its sign and its order against c are right always, its value when it lies in [0, c).
 * The rounded products are within a factor of two of one another, so they subtract exactly, and so do the lost parts.
 */
function remainder(a: number, b: number, c: number, q: number): number {
  const p = a * b;
  const h = q * c;
  return p - h + (lostIn(a, b, p) - lostIn(q, c, h));
}

// Messages are made in functions of their own: a template in a hot function makes V8 box its operands, which costs tenfold.
function overflow(quotient: number, a: number, b: number, c: number): MoneyError {
  return inexact(quotient, `${a} x ${b} / ${c}`);
}

function bad(a: number, b: number, c: number): MoneyError {
  for (const x of [a, b, c]) if (!Number.isSafeInteger(x)) return inexact(x, 'an operand');
  if (c === 0)
    return new MoneyError('division-by-zero', `${a} x ${b} is divided by 0`, 'check that the divisor is at least 1');
  return new MoneyError('out-of-range', `the divisor is ${c}, below 1`, 'move the sign to one of the factors');
}
