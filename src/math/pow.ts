import { LN2_HIGH, LN2_LOW, nearestExponent, productTail, scaleBinary } from './binary64.ts';
import { expOfSum } from './exp.ts';

const THIRD = 1 / 3;
/** 1/3 - THIRD. */
const THIRD_TAIL = 1.850371707708594e-17;
const FIFTH = 1 / 5;
/** 1/5 - FIFTH. */
const FIFTH_TAIL = -1.1102230246251565e-17;

/** z / 7 + z^2 / 9 + ... + z^10 / 25, for 0 <= z < 0.0295; what is left out would enter the logarithm below 2^-70. */
function seriesBeyondFifth(z: number): number {
  let sum = 1 / 25;
  for (let odd = 23; odd >= 7; odd -= 2) sum = 1 / odd + z * sum;
  return z * sum;
}

/** x^y at the ends of the number line; undefined in the open country. */
function atTheEdge(x: number, y: number): number | undefined {
  if (y === 0) return 1;
  if (!(x >= 0) || Number.isNaN(y)) return NaN;
  if (y === 1) return x;
  if (x === 1) return Math.abs(y) === Infinity ? NaN : 1;
  if (x === 0) return y > 0 ? 0 : Infinity;
  if (x === Infinity) return y > 0 ? Infinity : 0;
  if (Math.abs(y) === Infinity) return x > 1 === y > 0 ? Infinity : 0;
  return undefined;
}

/**
 * Raises a number to a power, with the same bits on every machine.
 *
 * x^y = e^(y ln x), where ln x and the product are carried as a sum of two doubles (about 2^-68 relative), so that an
 * exponent near 700 costs no digits. Powers of integers that are integers below 2^53 come out exact.
 *
 * @param x - Base, >= 0, dimensionless; NaN below 0, and -0 counts as 0.
 * @param y - Exponent, any number, dimensionless.
 * @returns x^y, error below 1 ulp where the result is a normal number; at zeros, infinities and NaN as Math.pow.
 * @source The logarithm's reduction is that of fdlibm, e_log.c; its terms in double-double after Dekker (1971);
 *   e^(high + low) as in fdlibm, e_exp.c.
 * @example
 * pow(2, 0.5)   // 1.4142135623730951
 */
export function pow(x: number, y: number): number {
  const edge = atTheEdge(x, y);
  if (edge !== undefined) return edge;

  const k = nearestExponent(x);
  const m = scaleBinary(x, -k);

  // s = (m - 1) / (m + 1); the difference is exact.
  const f = m - 1;
  const d = m + 1;
  const dTail = m < 1 ? 1 - d + m : m - d + 1;
  const quotient = f / d;
  const back = quotient * d;
  const missing = (f - back - productTail(quotient, d, back) - quotient * dTail) / d;
  const s = quotient + missing;
  const sTail = quotient - s + missing;

  const z = s * s;
  const zTail = productTail(s, s, z) + 2 * s * sTail;

  // ln m = 2 s (1 + w), w = z (1/3 + z (1/5 + rest)): the first terms carry tails, the rest is too small to need one.
  const rest = seriesBeyondFifth(z);
  const fifth = FIFTH + rest;
  const fifthTail = FIFTH - fifth + rest + FIFTH_TAIL;
  const b = z * fifth;
  const bTail = productTail(z, fifth, b) + z * fifthTail + zTail * fifth;
  const third = THIRD + b;
  const thirdTail = THIRD - third + b + (bTail + THIRD_TAIL);
  const w = z * third;
  const wTail = productTail(z, third, w) + z * thirdTail + zTail * third;

  const sw = s * w;
  const swTail = productTail(s, w, sw) + s * wTail + sTail * w;
  const half = s + sw;
  const halfTail = s - half + sw + (sTail + swTail);

  const scale = k * LN2_HIGH;
  const sum = scale + 2 * half;
  const sumTail = scale - sum + 2 * half + (2 * halfTail + k * LN2_LOW);
  const ln = sum + sumTail;
  const lnTail = sum - ln + sumTail;

  const power = y * ln;
  // Ahead of the split, which would overflow for the largest exponents.
  if (Math.abs(power) > 750) return power > 0 ? Infinity : 0;
  return expOfSum(power, productTail(y, ln, power) + y * lnTail);
}
