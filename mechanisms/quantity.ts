import type { MarketView } from 'breakwater';

/** An exact fraction: numerator >= 0 and denominator >= 1. */
export type Fraction = readonly [n: bigint, d: bigint];

const MAX_EXACT = BigInt(Number.MAX_SAFE_INTEGER);

const commonDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : commonDivisor(b, a % b));

/** The fraction in lowest terms. */
export const reduced = ([n, d]: Fraction): Fraction => {
  const divisor = commonDivisor(n, d);
  return [n / divisor, d / divisor];
};

/** The product of fractions, in lowest terms. */
export const times = (...factors: readonly Fraction[]): Fraction =>
  reduced(factors.reduce(([n, d], [m, e]) => [n * m, d * e], [1n, 1n]));

/** A ratio of parameters as a fraction. */
export const fractionOf = ({ n, d }: { readonly n: number; readonly d: number }): Fraction => [BigInt(n), BigInt(d)];

/** The lesser of two fractions. */
export const lesser = (a: Fraction, b: Fraction): Fraction => (a[0] * b[1] < b[0] * a[1] ? a : b);

/** Numerators of fractions over their least common denominator. */
export const overCommon = <F extends readonly Fraction[]>(
  fractions: F,
): [numbers: { [I in keyof F]: bigint }, d: bigint] => {
  const common = fractions.map(reduced).reduce((lcm, [, d]) => (lcm / commonDivisor(lcm, d)) * d, 1n);
  return [fractions.map(([n, d]) => (n * common) / d) as { [I in keyof F]: bigint }, common];
};

/** Whether numbers hold them exactly. */
export const isExact = (...parts: readonly bigint[]): boolean => parts.every((part) => part <= MAX_EXACT);

/** A natural number above zero as the decimal it was written as. */
const decimalOf = (x: number): Fraction => {
  let d = 1;
  while (d < 1e15 && Math.round(x * d) / d !== x) d *= 10;
  return reduced([BigInt(Math.round(x * d)), BigInt(d)]);
};

/**
 * What one lot is of, exact: coins in a linear market, quote currency in an inverse one.
 *
 * Linear: value of a lot at one tick over the price of a tick; inverse: that value times it. Both in natural units.
 */
export const quantityOfLot = (market: MarketView): Fraction => {
  const value = BigInt(Math.abs(market.value(1, 1)));
  const [n, d] = decimalOf(market.tick);
  const unit: Fraction = [1n, 10n ** BigInt(market.decimals)];
  return times([value, 1n], unit, market.kind === 'linear' ? [d, n] : [n, d]);
};
