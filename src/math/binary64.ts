const view = new DataView(new ArrayBuffer(8));

const MIN_NORMAL = 2.2250738585072014e-308;
const TWO_54 = 18014398509481984;
/** High word of sqrt(2): a significand above it is halved, which centres the reduced argument on 1. */
const SQRT2_FRACTION = 0x6a09e;

/** 2^n for -1022 <= n <= 1023, assembled from its bits. */
function powerOfTwo(n: number): number {
  view.setInt32(0, (n + 1023) << 20);
  view.setInt32(4, 0);
  return view.getFloat64(0);
}

/** All of them from 2^-1022 on: reading what was just assembled from two halves would have to wait for both. */
const POWERS = Float64Array.from({ length: 2046 }, (_, i) => powerOfTwo(i - 1022));

/**
 * Scales a number by a power of two with one rounding at most.
 *
 * @param x - Any number, dimensionless.
 * @param n - Integer, -1991 <= n <= 2046, dimensionless.
 * @returns x * 2^n, rounded once (to nearest, ties to even).
 * @source IEEE 754-2019, 5.3.3 (scaleB); the step of -969 follows FreeBSD msun, s_scalbn.c.
 * @example
 * scaleBinary(3, -1)   // 1.5
 */
export function scaleBinary(x: number, n: number): number {
  if (n > 1023) return x * powerOfTwo(1023) * powerOfTwo(n - 1023);
  if (n >= -1022) return x * (POWERS[n + 1022] as number);
  // A first step to -1022 would already round a result below the normal range; one 53 bits shorter does not.
  return x * powerOfTwo(-969) * powerOfTwo(n + 969);
}

/**
 * Finds the exponent that brings a number nearest to 1.
 *
 * @param x - Finite, > 0, dimensionless.
 * @returns The integer k with sqrt(1/2) <= x / 2^k < sqrt(2), up to the lower half of sqrt(2)'s bits.
 * @source FreeBSD msun, e_log.c (argument reduction).
 * @example
 * nearestExponent(3)   // 2, as 3/4 is nearer to 1 (in ratio) than 3/2
 */
export function nearestExponent(x: number): number {
  const subnormal = x < MIN_NORMAL;
  view.setFloat64(0, subnormal ? x * TWO_54 : x);
  const high = view.getInt32(0);
  const k = (high >>> 20) - (subnormal ? 1023 + 54 : 1023);
  return (high & 0xfffff) > SQRT2_FRACTION ? k + 1 : k;
}

/**
 * Computes what rounding took from a product.
 *
 * @param a - Finite, |a| < 2^996, dimensionless.
 * @param b - Finite, |b| < 2^996, dimensionless.
 * @param product - The rounded a * b.
 * @returns a * b - product, exactly, unless it underflows.
 * @source Dekker, "A floating-point technique for extending the available precision", Numer. Math. 18 (1971).
 * @example
 * productTail(0.1, 0.1, 0.1 * 0.1)   // -8.326672684688674e-19
 */
export function productTail(a: number, b: number, product: number): number {
  const aBig = a * 134217729;
  const aHigh = aBig - (aBig - a);
  const aLow = a - aHigh;
  const bBig = b * 134217729;
  const bHigh = bBig - (bBig - b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

/** Upper part of ln 2, with 21 trailing zero bits: its product with an exponent is exact. */
export const LN2_HIGH = 6.9314718036912381649e-1;
/** ln 2 - LN2_HIGH. */
export const LN2_LOW = 1.90821492927058770002e-10;
