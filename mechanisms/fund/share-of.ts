import { type Ratio, ratioFloor } from 'breakwater';

/** A share of the open interest of some markets, units: rounded down market by market, because their sum may pass 2^53. */
export const shareOf = (openInterest: readonly number[], share: Ratio): number =>
  openInterest.reduce((sum, units) => sum + ratioFloor(units, share), 0);
