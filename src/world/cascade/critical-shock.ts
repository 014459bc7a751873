import { type CascadeMarket, cascade } from './cascade.ts';

/** What counts as a jump, and how closely it is located. */
export interface CriticalOptions {
  /** Largest log shock looked at; 1 when left out. */
  readonly upTo?: number;
  /** Least jump of the log fall; 0.02 when left out. A finite list of accounts makes many small ones. */
  readonly jump?: number;
  /** Width of shocks within which the jump is located; 0.00001 when left out. */
  readonly resolution?: number;
}

/** A shock at which the fall jumps: the distance of a market to its cliff. */
export interface CriticalShock {
  /** Log shock. */
  readonly shock: number;
  /** Log fall just before and just after. */
  readonly before: number;
  readonly after: number;
}

/**
 * The smallest shock at which the fall jumps.
 *
 * The fall does not decrease in the shock, so a jump lies within an interval only if the fall rises over it by as much: intervals are halved,
 * the lower half first, and those that rise by less than a jump are left.
 *
 * @param market - The market.
 * @param options - What counts as a jump.
 * @returns Undefined when the fall rises without a jump.
 */
export const criticalShock = (market: CascadeMarket, options: CriticalOptions = {}): CriticalShock | undefined => {
  const { upTo = 1, jump = 0.02, resolution = 1e-5 } = options;
  const fallAt = (shock: number): number => cascade(shock, market).fall;
  const search = (low: number, high: number, before: number, after: number): CriticalShock | undefined => {
    // The shock itself is passed on to the fall, and is no part of a jump.
    if (after - before - (high - low) < jump) return undefined;
    if (high - low <= resolution) return { shock: high, before, after };
    const middle = low + (high - low) / 2;
    const there = fallAt(middle);
    return search(low, middle, before, there) ?? search(middle, high, there, after);
  };
  return search(0, upTo, fallAt(0), fallAt(upTo));
};
