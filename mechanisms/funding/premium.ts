import type { MarketView } from 'breakwater';

/**
 * How far the book stands from the index, as a share of it; undefined where the book cannot say.
 *
 * `mid`: (mid - index) / index. `touch`: (max(0, bid - index) - max(0, index - ask)) / index, the published form at an
 * impact size of zero; it is 0 while the index lies inside the spread, and an empty side counts as 0.
 *
 * @param index - Index price, ticks, > 0.
 */
export const premium = (market: MarketView, index: number, against: 'mid' | 'touch'): number | undefined => {
  const { bestBid, bestAsk } = market;
  if (against === 'mid') {
    return bestBid > 0 && bestAsk > 0 ? ((bestBid + bestAsk) / 2 - index) / index : undefined;
  }
  if (bestBid <= 0 && bestAsk <= 0) return undefined;
  const above = bestBid > 0 ? Math.max(0, bestBid - index) : 0;
  const below = bestAsk > 0 ? Math.max(0, index - bestAsk) : 0;
  return (above - below) / index;
};

const EIGHT_HOURS = 28_800;

/**
 * Funding rate of an interval before its cap, a share of notional: (P + clamp(r - P, -c, c)) x interval / 8 h.
 *
 * @param average - Mean premium P, a share.
 * @param interest - r, per million and 8 hours.
 * @param clamp - c, per million and 8 hours.
 * @param interval - Seconds.
 */
export const clampedRate = (average: number, interest: number, clamp: number, interval: number): number => {
  const pull = Math.max(-clamp / 1_000_000, Math.min(clamp / 1_000_000, interest / 1_000_000 - average));
  return ((average + pull) * interval) / EIGHT_HOURS;
};
