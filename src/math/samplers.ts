import { exp, expm1 } from './exp.ts';
import { log } from './log.ts';
import { pow } from './pow.ts';
import type { RandomStream } from './stream.ts';

/** Where {@link pointInCircle} leaves the squared distance of its point from the centre: a pair would be garbage for each draw. */
const drawn = new Float64Array(1);

/** First coordinate of a uniform point inside the unit circle, without its centre. */
function pointInCircle(s: RandomStream): number {
  for (;;) {
    const x = 2 * s.unit() - 1;
    const y = 2 * s.unit() - 1;
    const squared = x * x + y * y;
    if (squared < 1 && squared > 0) {
      drawn[0] = squared;
      return x;
    }
  }
}

function requirePositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${name} must be a positive number; it was ${value}`);
}

/**
 * Draws from the standard normal distribution.
 *
 * The second variate of each pair is dropped, so that a stream holds nothing but its position.
 *
 * @param s - Where the draws come from.
 * @returns Dimensionless, mean 0, variance 1.
 * @source Marsaglia and Bray, "A convenient method for generating normal variables", SIAM Review 6 (1964).
 * @example
 * normal(stream(7, 'shock', 0))
 */
export function normal(s: RandomStream): number {
  const x = pointInCircle(s);
  const squared = drawn[0] as number;
  return x * Math.sqrt((-2 * log(squared)) / squared);
}

/**
 * Draws from a lognormal distribution: median e^(sigma N), N standard normal.
 *
 * @param s - Where the draws come from.
 * @param median - > 0, any unit.
 * @param sigma - Standard deviation of the logarithm, >= 0, dimensionless.
 * @returns > 0, in the unit of `median`.
 * @throws RangeError when a parameter is out of range.
 * @source Johnson, Kotz and Balakrishnan, "Continuous Univariate Distributions", vol. 1, ch. 14.
 * @example
 * lognormal(s, 5000, 1.5)   // an account's equity
 */
export function lognormal(s: RandomStream, median: number, sigma: number): number {
  requirePositive('median', median);
  if (!(sigma >= 0 && sigma < Infinity)) throw new RangeError(`sigma must be 0 or more; it was ${sigma}`);
  return median * exp(sigma * normal(s));
}

/**
 * Draws from a Pareto distribution: P(X > x) = (scale / x)^alpha for x >= scale.
 *
 * @param s - Where the draws come from.
 * @param scale - Smallest value, > 0, any unit.
 * @param alpha - Tail index, > 0, dimensionless; the mean is infinite up to 1, the variance up to 2.
 * @returns >= scale, in its unit; Infinity where it would pass 1.8e308 (alpha below 0.06).
 * @throws RangeError when a parameter is out of range.
 * @source Devroye, "Non-Uniform Random Variate Generation" (1986), II.2 (inversion).
 * @example
 * pareto(s, 100, 1.2)
 */
export function pareto(s: RandomStream, scale: number, alpha: number): number {
  return truncatedPareto(s, scale, alpha, Infinity);
}

/**
 * Draws from a Pareto distribution, given that the value is at most a cap (not clipped to it).
 *
 * @param s - Where the draws come from.
 * @param scale - Smallest value, > 0, any unit.
 * @param alpha - Tail index of the distribution before truncation, > 0, dimensionless.
 * @param cap - Largest value, >= scale, in the unit of `scale`; Infinity for none.
 * @returns scale <= x <= cap, in the unit of `scale`.
 * @throws RangeError when a parameter is out of range.
 * @source Aban, Meerschaert and Panorska, "Parameter estimation for the truncated Pareto distribution", JASA 101 (2006).
 * @example
 * truncatedPareto(s, 100, 1.2, 50_000_000)
 */
export function truncatedPareto(s: RandomStream, scale: number, alpha: number, cap: number): number {
  return truncatedParetoAt(s.unit(), scale, alpha, cap);
}

/**
 * Reads the quantile function of a Pareto distribution, given that the value is at most a cap.
 *
 * @param share - Share of the distribution below the value, 0 <= share < 1.
 * @param scale - Smallest value, > 0, any unit.
 * @param alpha - Tail index of the distribution before truncation, > 0, dimensionless.
 * @param cap - Largest value, >= scale, in the unit of `scale`; Infinity for none.
 * @returns scale <= x <= cap, in the unit of `scale`; rises with `share`.
 * @throws RangeError when a parameter is out of range.
 * @source As {@link truncatedPareto}.
 * @example
 * truncatedParetoAt(0.5, 100, 1, Infinity)   // 200
 */
export function truncatedParetoAt(share: number, scale: number, alpha: number, cap: number): number {
  requirePositive('scale', scale);
  requirePositive('alpha', alpha);
  if (!(cap >= scale)) throw new RangeError(`cap must be at least scale, ${scale}; it was ${cap}`);
  const beyondCap = pow(scale / cap, alpha);
  const exceeded = 1 - share * (1 - beyondCap);
  return Math.min(cap, scale * pow(exceeded, -1 / alpha));
}

/**
 * Draws from an exponential distribution.
 *
 * @param s - Where the draws come from.
 * @param mean - > 0, any unit.
 * @returns >= 0, in the unit of `mean`; at most 36.8 means.
 * @throws RangeError when a parameter is out of range.
 * @source Devroye, "Non-Uniform Random Variate Generation" (1986), II.2 (inversion).
 * @example
 * exponential(s, 30)   // seconds until the next arrival
 */
export function exponential(s: RandomStream, mean: number): number {
  requirePositive('mean', mean);
  return 0 - mean * log(1 - s.unit());
}

/**
 * Draws from Student's t distribution.
 *
 * @param s - Where the draws come from.
 * @param nu - Degrees of freedom, > 0, need not be whole, dimensionless; the variance nu / (nu - 2) is infinite up to 2.
 * @returns Dimensionless, symmetric about 0; may be infinite for nu below 0.21.
 * @throws RangeError when a parameter is out of range.
 * @source Bailey, "Polar generation of random variates with the t-distribution", Math. Comp. 62 (1994).
 * @example
 * studentT(s, 3)   // a fat-tailed return
 */
export function studentT(s: RandomStream, nu: number): number {
  requirePositive('nu', nu);
  const x = pointInCircle(s);
  const squared = drawn[0] as number;
  return x * Math.sqrt((nu * expm1((-2 / nu) * log(squared))) / squared);
}

/** What can be shuffled in place. */
export type Shufflable = unknown[] | Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/**
 * Puts an array into a random order, every order being equally likely.
 *
 * @param s - Where the draws come from.
 * @param array - Changed in place.
 * @returns The same array.
 * @source Durstenfeld, "Algorithm 235: random permutation", CACM 7 (1964).
 * @example
 * shuffle(stream(7, 'due-order', 12), ['a', 'b', 'c'])
 */
export function shuffle<A extends Shufflable>(s: RandomStream, array: A): A {
  for (let last = array.length - 1; last > 0; last--) {
    const chosen = s.below(last + 1);
    const held = array[last];
    array[last] = array[chosen];
    array[chosen] = held;
  }
  return array;
}
