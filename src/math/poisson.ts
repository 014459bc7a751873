import { exp } from './exp.ts';
import { log } from './log.ts';
import type { RandomStream } from './stream.ts';

const LARGEST_MEAN = 1e9;
const HALF_LOG_TWO_PI = 0.91893853320467274178;

/**
 * Draws from a Poisson distribution.
 *
 * Means below 10 multiply uniform numbers until they fall below e^-mean; larger ones take about 1.2 tries of a
 * transformed rejection, whatever the mean.
 *
 * @param s - Where the draws come from.
 * @param mean - Expected count, 0 <= mean <= 10^9, dimensionless.
 * @returns A count, an integer >= 0.
 * @throws RangeError when `mean` is out of range.
 * @source Knuth, "The Art of Computer Programming", vol. 2, 3.4.1; Hörmann, "The transformed rejection method for
 *   generating Poisson random variables", Insurance: Mathematics and Economics 12 (1993), algorithm PTRS.
 * @example
 * poisson(s, 3.5)   // orders in this step
 */
export function poisson(s: RandomStream, mean: number): number {
  if (!(mean >= 0 && mean <= LARGEST_MEAN)) throw new RangeError(`mean must be from 0 to 10^9; it was ${mean}`);
  return mean < 10 ? byMultiplication(s, mean) : byTransformedRejection(s, mean);
}

function byMultiplication(s: RandomStream, mean: number): number {
  const none = exp(-mean);
  let count = 0;
  for (let product = s.unit(); product >= none; product *= s.unit()) count++;
  return count;
}

function byTransformedRejection(s: RandomStream, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const surelyBelow = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = s.unit() - 0.5;
    const v = s.unit();
    const edge = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / edge + b) * u + mean + 0.43);
    if (edge >= 0.07 && v <= surelyBelow) return count;
    if (count < 0 || (edge < 0.013 && v > edge)) continue;
    const weight = log((v * inverseAlpha) / (a / (edge * edge) + b));
    if (weight <= count * log(mean) - mean - logFactorial(count)) return count;
  }
}

/** ln(n!), to about 10^-10: Stirling's series, and the product itself where the series is poor. */
function logFactorial(n: number): number {
  if (n < 10) {
    let product = 1;
    for (let factor = 2; factor <= n; factor++) product *= factor;
    return log(product);
  }
  const inverse = 1 / n;
  const square = inverse * inverse;
  return (n + 0.5) * log(n) - n + HALF_LOG_TWO_PI + inverse * (1 / 12 - square * (1 / 360 - square / 1260));
}
