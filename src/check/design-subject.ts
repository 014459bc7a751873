import type { DesignSubject } from '../contract/index.ts';
import type { Market, Venue } from '../exchange/index.ts';
import type { RandomStream } from '../math/index.ts';
import { designView } from './design-view.ts';

/** Largest notional of a probe, units: sums of levels stay exact, and rules that multiply by size stay in range. */
const LARGEST = 2 ** 44;

const markOf = ({ setup, mark }: Market): number => (mark > 0 ? mark : setup.open);

/**
 * A design as it is probed: what its margin rule asks for in the markets of a venue that is set up with it.
 *
 * @param random - Numbers to probe with.
 */
export const designSubjectOf = (venue: Venue, random: RandomStream): DesignSubject => ({
  design: designView(venue.design),
  markets: venue.markets.map((market) => {
    const mark = markOf(market);
    const lot = Math.max(1, Math.abs(market.value(1, mark)));
    return { id: market.id, mark, most: Math.max(4, Math.floor(LARGEST / lot)) };
  }),
  levels: (number, lots, mark) => {
    const market = venue.markets[number] as Market;
    const notional = Math.abs(market.value(lots, mark));
    return {
      initial: market.schedule.initial(notional, lots),
      maintenance: market.schedule.maintenance(notional, lots),
    };
  },
  random,
});
