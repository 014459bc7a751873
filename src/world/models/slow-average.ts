import type { MarketView } from '../../contract/index.ts';
import { exp, log } from '../../math/index.ts';

/**
 * Moves the slow average of a market's oracle on, and says how far the oracle is from it.
 *
 * @param averages - The averages by market number, ticks; the first look takes the oracle itself. Written into.
 * @param market - The market.
 * @param elapsed - Seconds since the last look.
 * @param memory - Half-life of the average, seconds.
 * @returns log(average / oracle): above zero when the market has fallen.
 */
export const fallSince = (averages: number[], market: MarketView, elapsed: number, memory: number): number => {
  const before = averages[market.number] ?? market.oracle;
  const average = market.oracle + (before - market.oracle) * exp((-Math.LN2 * elapsed) / memory);
  averages[market.number] = average;
  return log(average / market.oracle);
};
