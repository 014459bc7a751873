import { Decimal } from 'decimal.js';

/** The oracle: 40 digits, far beyond the 17 of a double. */
export const D = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_EVEN, minE: -9e15, maxE: 9e15 });

/** Every digit of a double; the constructor alone would read its shortest decimal form, which is another number. */
export function exactly(x: number): Decimal {
  return Number.isFinite(x) ? new D(x.toPrecision(60)) : new D(x);
}

const bits = new BigInt64Array(1);
const double = new Float64Array(bits.buffer);

/** The next double away from 0. */
export function nextUp(x: number): number {
  double[0] = x;
  bits[0] = (bits[0] ?? 0n) + 1n;
  return double[0] ?? NaN;
}

/** Distance between a result and the truth, in units of the last place of the truth. */
export function ulps(result: number, truth: Decimal): number {
  const nearest = truth.toNumber();
  if (!Number.isFinite(nearest) || !Number.isFinite(result)) return Object.is(result, nearest) ? 0 : Infinity;
  const magnitude = Math.abs(nearest);
  const place = magnitude === Number.MAX_VALUE ? 2 ** 971 : nextUp(magnitude) - magnitude;
  return exactly(result).sub(truth).abs().div(exactly(place)).toNumber();
}

/** Plain multiplicative draws on [0, 1), so that samples do not depend on the code under test. */
export function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
