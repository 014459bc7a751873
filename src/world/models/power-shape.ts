/**
 * A book whose cumulative depth is a power of the distance: C(delta) = D (delta / 0.01)^b, alike on both sides.
 *
 * @module
 */
import type { ImpactView } from '../../contract/index.ts';
import { exp, expm1, pow } from '../../math/index.ts';

const ONE_PERCENT = 0.01;
/** Terms after which the series of an average price is exact to the last bit for displacements up to 5. */
const TERMS = 60;

/** A book of that shape. */
export interface PowerShape {
  /** Exponent b > 0. */
  readonly shape: number;
  /** D: notional within 1 %, natural units, >= 0. */
  readonly depth: number;
}
/** How what was consumed comes back: dE/dt = -refill E - demand delta(E). */
export interface Resilience extends PowerShape {
  /** Share of the consumed volume that the book refills, per second. */
  readonly refill: number;
  /** Notional that comes from outside the book, per second and unit of log displacement. */
  readonly demand: number;
}

/** Notional between the undisplaced price and a displacement >= 0. */
export const offeredWithin = (displacement: number, { shape, depth }: PowerShape): number =>
  depth * pow(displacement / ONE_PERCENT, shape);

/** Least share of what is quoted elsewhere that counts as this venue's own book: somebody always bids further away. */
const LEAST_OWN = 0.1;

/**
 * Notional within 1 % on one side in the whole market, of which this venue's book is a part: d1 (quoted + (reach - 1) multiplier).
 *
 * @param reach - Depth of the whole market in calm times as a multiple of the venue's own; below 1 it is that part of the venue's.
 */
export const wholeDepth = ({ market, multiplier, quoted }: ImpactView, reach: number): number => {
  const own = Math.max(quoted, LEAST_OWN * multiplier);
  return market.depthAtOnePercent * (Math.min(1, reach) * own + Math.max(0, reach - 1) * multiplier);
};

/** Log displacement of the price when so much is consumed: positive = pushed down by sales. Sign of what is consumed; 0 for an empty book. */
export const displacementOf = (consumed: number, { shape, depth }: PowerShape): number =>
  consumed === 0 || !(depth > 0) ? 0 : Math.sign(consumed) * ONE_PERCENT * pow(Math.abs(consumed) / depth, 1 / shape);

/**
 * What sales received for the consumed notional, at prices from 1 down: the integral of exp(-delta(E)) from 0 to it.
 *
 * With x = delta at the end it is E b sum((-x)^k / (k! (b + k))), which follows from C(delta) by expanding the exponential.
 */
const proceedsOf = (consumed: number, book: PowerShape): number => {
  const x = displacementOf(consumed, book);
  let power = 1;
  let sum = 0;
  for (let k = 0; k < TERMS; k++) {
    sum += power / (book.shape + k);
    power *= -x / (k + 1);
  }
  return consumed * book.shape * sum;
};

/**
 * Average price over the way from one consumed notional to another, as a multiple of the undisplaced price.
 *
 * The difference of what both ways received loses its digits where the step is short beside what was consumed; Simpson's rule has them there.
 */
export const averagePrice = (from: number, to: number, book: PowerShape): number => {
  const price = (consumed: number): number => exp(-displacementOf(consumed, book));
  if (Math.abs(to - from) <= 0.001 * Math.abs(from)) return (price(from) + 4 * price((from + to) / 2) + price(to)) / 6;
  return (proceedsOf(to, book) - proceedsOf(from, book)) / (to - from);
};

/**
 * What is still consumed after a time.
 *
 * e = |E| / D obeys e' = -p e - q e^n with n = 1/b and q = 0.01 demand / D (Bernoulli), so that u = e^(1-n) is linear in exp((n-1) p t):
 * u(t) = u0 exp((n-1) p t) + q (exp((n-1) p t) - 1) / p.
 *
 * @param seconds - Time, >= 0.
 * @param consumed - Consumed notional at its start, signed.
 * @param book - The book and how it refills.
 * @returns Consumed notional at its end, of the same sign, no larger.
 */
export const consumedAfter = (seconds: number, consumed: number, book: Resilience): number => {
  const { shape, depth, refill, demand } = book;
  if (consumed === 0 || !(depth > 0)) return consumed;
  const bent = 1 / shape - 1;
  const q = (ONE_PERCENT * demand) / depth;
  if (bent === 0) return consumed * exp(-(refill + q) * seconds);
  const grown = exp(bent * refill * seconds);
  const joined = refill > 0 ? expm1(bent * refill * seconds) / refill : bent * seconds;
  const u = pow(Math.abs(consumed) / depth, -bent) * grown + q * joined;
  // With b > 1 the last of it goes in finite time.
  if (!(u > 0)) return 0;
  return Math.sign(consumed) * depth * pow(u, -1 / bent);
};
