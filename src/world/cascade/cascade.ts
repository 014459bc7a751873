/**
 * How far a market falls once its own liquidations sell into it: the static fixed point.
 *
 * @module
 */
import { type Absorption, absorbed, absorptionSlope, discountFor } from './absorption.ts';
import { leastFixedPoint } from './least-fixed-point.ts';
import type { LiquidationMap } from './liquidation-map.ts';

const TOLERANCE = 1e-12;

/** A market before a shock. */
export interface CascadeMarket extends Absorption {
  /** One-sided open interest, natural units of notional. */
  readonly openInterest: number;
  /** a: share of forced sales that never reach the book (ADL, vaults), in [0, 1]. */
  readonly offBook: number;
  /** G: share of long open interest liquidated within a fall. */
  readonly liquidated: LiquidationMap;
}

/** What a shock becomes. */
export interface Cascade {
  /** x*: log fall in all, >= the shock. */
  readonly fall: number;
  /** x* / s; 1 without a shock. */
  readonly amplification: number;
  /** Share of long open interest that was liquidated. */
  readonly liquidated: number;
}

/** (1 - a) F(x): notional that reaches the book once the market has fallen by x. */
const sold = (fall: number, { offBook, openInterest, liquidated }: CascadeMarket): number =>
  (1 - offBook) * openInterest * liquidated(fall);

/**
 * The fall that a shock ends in: the least x >= s with (1 - a) F(x) <= C(x - s).
 *
 * F(x) = OI G(x) is sold once the price has fallen by x, and C(d) is bought at a discount d to the exogenous price. The least such x is where
 * the fall stops when it comes from above. It never falls in the shock, the open interest or G, and never rises in depth, multiplier, refills,
 * standby demand or the share absorbed off the book.
 *
 * @param shock - s: log fall of the exogenous price, >= 0.
 * @param market - The market.
 * @returns The fall, at or above the least fixed point by less than 1e-12.
 * @source Hambly, Ledger and Søjmark, "A McKean-Vlasov equation with positive feedback and blow-ups", arXiv 1801.07703: of several
 *   solutions the minimal jump is the physical one.
 * @example
 * // Uniform density q and a linear book c, both per unit of log price: fall = s / (1 - q / c)
 */
export const cascade = (shock: number, market: CascadeMarket): Cascade => {
  const next = (fall: number): number => shock + discountFor(sold(fall, market), market.openInterest, market);
  const fall = leastFixedPoint(next, shock, TOLERANCE).high;
  return { fall, amplification: shock > 0 ? fall / shock : 1, liquidated: market.liquidated(fall) };
};

/**
 * Local branching ratio n(x) = (1 - a) F'(x) / C'(x - s): how much selling one unit of selling sets off. Below 1 it dies out.
 *
 * @param fall - x: log fall so far, > shock.
 * @param shock - s.
 * @param market - The market.
 * @param width - Log price over which the density of a step-shaped map is averaged.
 */
export const branchingRatio = (fall: number, shock: number, market: CascadeMarket, width = 0.005): number => {
  const from = Math.max(0, fall - width / 2);
  const density = (sold(from + width, market) - sold(from, market)) / width;
  return density / absorptionSlope(fall - shock, market.openInterest, market);
};

/** Whether so large a fall is a stop: what it sells is bought within its discount. */
export const holdsAt = (fall: number, shock: number, market: CascadeMarket): boolean =>
  sold(fall, market) <= absorbed(fall - shock, market.openInterest, market);
