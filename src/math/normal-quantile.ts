import { log } from './log.ts';

const TAIL = 0.02425;
const CENTRE = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
] as const;
const CENTRE_BELOW = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1,
] as const;
const OUTER = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
] as const;
const OUTER_BELOW = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1] as const;

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, c) => sum * x + c, 0);

/**
 * The quantile of the standard normal distribution.
 *
 * @param p - Probability, in (0, 1).
 * @returns z with P(N <= z) = p, relative error below 1.2e-9; infinite at 0 and 1, NaN beyond.
 * @source Acklam, "An algorithm for computing the inverse normal cumulative distribution function" (2003),
 *   https://web.archive.org/web/20151030215612/http://home.online.no/~pjacklam/notes/invnorm/
 * @example
 * normalQuantile(0.975)   // 1.95996398...
 */
export function normalQuantile(p: number): number {
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  if (!(p > 0 && p < 1)) return NaN;
  if (p > 1 - TAIL) return -normalQuantile(1 - p);
  if (p < TAIL) {
    const q = Math.sqrt(-2 * log(p));
    return polynomial(OUTER, q) / polynomial(OUTER_BELOW, q);
  }
  const q = p - 0.5;
  return (polynomial(CENTRE, q * q) * q) / polynomial(CENTRE_BELOW, q * q);
}
