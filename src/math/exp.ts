import { LN2_HIGH, LN2_LOW, scaleBinary } from './binary64.ts';
import { log } from './log.ts';

const INVERSE_LN2 = 1.442695040888963387;
/** Beyond it every result is 0 or Infinity; within it the exponent stays in reach of scaleBinary. */
const OUT_OF_RANGE = 750;

// Method and coefficients: Copyright (C) 2004 by Sun Microsystems, Inc. Permission to use, copy, modify, and distribute
// this software is freely granted, provided that this notice is preserved.
// Minimax fit of r (e^r + 1) / (e^r - 1) - 2 in powers of r^2 on [0, ln(2) / 2], error below 2^-59.
const P1 = 1.66666666666666019037e-1;
const P2 = -2.77777777770155933842e-3;
const P3 = 6.61375632143793436117e-5;
const P4 = -1.6533902205465251539e-6;
const P5 = 4.13813679705723846039e-8;

/**
 * Raises e to a sum of two numbers, the second a correction to the first.
 *
 * @param x - Dimensionless, any number.
 * @param tail - Dimensionless, |tail| below about 2^-40.
 * @returns e^(x + tail), error below 1 ulp where the result is a normal number.
 * @source fdlibm / FreeBSD msun, e_exp.c, with the tail carried into the reduced argument.
 * @example
 * expOfSum(1, 1e-17)   // 2.718281828459045
 */
export function expOfSum(x: number, tail: number): number {
  if (!(Math.abs(x) <= OUT_OF_RANGE)) return x > 0 ? Infinity : x < 0 ? 0 : NaN;
  const k = Math.floor(x * INVERSE_LN2 + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW - tail;
  const r = high - low;
  const square = r * r;
  const c = r - square * (P1 + square * (P2 + square * (P3 + square * (P4 + square * P5))));
  return scaleBinary(1 - (low - (r * c) / (2 - c) - high), k);
}

/**
 * Raises e to a power, with the same bits on every machine.
 *
 * @param x - Dimensionless, any number.
 * @returns e^x, error below 1 ulp; 0 at -Infinity, Infinity above 709.78, NaN at NaN.
 * @source fdlibm / FreeBSD msun, e_exp.c (Sun Microsystems, 2004).
 * @example
 * exp(1)   // 2.718281828459045
 */
export function exp(x: number): number {
  return expOfSum(x, 0);
}

/**
 * Computes e^x - 1 without losing small results.
 *
 * @param x - Dimensionless, any number.
 * @returns e^x - 1, error below 3 ulp; -0 at -0, -1 at -Infinity, Infinity above 709.78, NaN at NaN.
 * @source Kahan's quotient: Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed., 1.14.1.
 * @example
 * expm1(1e-10)   // 1.00000000005e-10
 */
export function expm1(x: number): number {
  const power = exp(x);
  if (power === 1) return x;
  // The quotient puts back what exp lost by rounding; away from 0 nothing is lost.
  return Math.abs(x) <= 1 ? ((power - 1) * x) / log(power) : power - 1;
}
