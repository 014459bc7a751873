import { LN2_HIGH, LN2_LOW, nearestExponent, scaleBinary } from './binary64.ts';

// Method and coefficients: Copyright (C) 1993 by Sun Microsystems, Inc. Permission to use, copy, modify, and distribute
// this software is freely granted, provided that this notice is preserved.
// Minimax fit of (ln(1 + s) - ln(1 - s)) / s - 2 in powers of s^2 on |s| <= 0.1716, error below 2^-58.
const L1 = 6.66666666666673513e-1;
const L2 = 3.999999999940941908e-1;
const L3 = 2.857142874366239149e-1;
const L4 = 2.222219843214978396e-1;
const L5 = 1.818357216161805012e-1;
const L6 = 1.531383769920937332e-1;
const L7 = 1.479819860511658591e-1;

/**
 * Computes a natural logarithm, with the same bits on every machine.
 *
 * With x = 2^k (1 + f) and s = f / (2 + f): ln x = k ln 2 + ln(1 + s) - ln(1 - s).
 *
 * @param x - Dimensionless, any number.
 * @returns ln x, error below 1 ulp; -Infinity at 0, Infinity at Infinity, NaN below 0 and at NaN.
 * @source fdlibm / FreeBSD msun, e_log.c (Sun Microsystems, 1993).
 * @example
 * log(10)   // 2.302585092994046
 */
export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x === Infinity ? x : NaN;
  const k = nearestExponent(x);
  const f = scaleBinary(x, -k) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const rest = z * (L1 + z * (L2 + z * (L3 + z * (L4 + z * (L5 + z * (L6 + z * L7))))));
  const halfSquare = 0.5 * f * f;
  return k * LN2_HIGH - (halfSquare - (s * (halfSquare + rest) + k * LN2_LOW) - f);
}

/**
 * Computes ln(1 + x) without losing small arguments.
 *
 * @param x - Dimensionless, any number.
 * @returns ln(1 + x), error below 2 ulp; -0 at -0, -Infinity at -1, NaN below -1 and at NaN.
 * @source Goldberg, "What every computer scientist should know about floating-point arithmetic" (1991), theorem 4, with the
 *   rounding error of 1 + x added back to first order instead of divided out.
 * @example
 * log1p(1e-10)   // 9.9999999995e-11
 */
export function log1p(x: number): number {
  const sum = 1 + x;
  if (sum === 1) return x;
  return sum > 0 && sum < Infinity ? log(sum) - (sum - 1 - x) / sum : log(sum);
}
