import { pow } from '../../math/index.ts';

const ONE_PERCENT = 0.01;

/** What buys while a market falls below its exogenous price, in natural units of notional. */
export interface Absorption {
  /** d1: notional within 1 % on one side in calm times. */
  readonly depthAtOnePercent: number;
  /** m: share of it that is quoted. */
  readonly multiplier: number;
  /** R: how often the book refills during the event. */
  readonly refills: number;
  /** b: exponent of the cumulative depth. */
  readonly shape: number;
  /** w: standby demand per unit of log discount, as a multiple of open interest. */
  readonly standby: number;
  /** d0: discount at which standby demand begins; 0 when left out. */
  readonly threshold?: number;
}

/** C(d) = m d1 R (d / 0.01)^b + w OI max(0, d - d0): notional bought down to a log discount d >= 0. */
export const absorbed = (discount: number, openInterest: number, given: Absorption): number =>
  given.multiplier * given.depthAtOnePercent * given.refills * pow(discount / ONE_PERCENT, given.shape) +
  given.standby * openInterest * Math.max(0, discount - (given.threshold ?? 0));

/** Slope of {@link absorbed}; Infinity at 0 for b < 1. */
export const absorptionSlope = (discount: number, openInterest: number, given: Absorption): number =>
  ((given.multiplier * given.depthAtOnePercent * given.refills * given.shape) / ONE_PERCENT) *
    pow(discount / ONE_PERCENT, given.shape - 1) +
  (discount > (given.threshold ?? 0) ? given.standby * openInterest : 0);

/** Least discount at which so much notional is bought; Infinity when nothing buys. Found by Newton's method between bounds. */
export const discountFor = (notional: number, openInterest: number, given: Absorption): number => {
  if (notional <= 0) return 0;
  // Either part alone would have bought it all by then, so the discount is no larger than the smaller of the two.
  const book = given.multiplier * given.depthAtOnePercent * given.refills;
  const byBook = book > 0 ? ONE_PERCENT * pow(notional / book, 1 / given.shape) : Number.POSITIVE_INFINITY;
  const standby = given.standby * openInterest;
  if (!(standby > 0)) return byBook;
  const byStandby = (given.threshold ?? 0) + notional / standby;
  let low = 0;
  let high = Math.min(byBook, byStandby);
  let guess = high;
  for (;;) {
    const more = absorbed(guess, openInterest, given) - notional;
    if (more >= 0) high = guess;
    else low = guess;
    // Newton's step where it stays inside, else the middle.
    const step = more / absorptionSlope(guess, openInterest, given);
    const newton = guess - step;
    if (Math.abs(step) <= 1e-15 * guess) return guess;
    guess = newton > low && newton < high ? newton : low + (high - low) / 2;
    if (guess <= low || guess >= high) return high;
  }
};
