import type { MarketView } from '../../contract/index.ts';

/** What an order could fill at once near the best price. */
export interface NearBest {
  /** Worst price it would pay, ticks. */
  readonly limit: number;
  /** Lots that rest up to it. */
  readonly fillable: number;
}

/**
 * The book near its best price on the side that an order would take.
 *
 * @param market - The market.
 * @param side - 1 buys, -1 sells.
 * @param within - How far from the best price the order may go, as a share of it.
 * @returns Undefined when nothing rests there.
 */
export const nearBest = (market: MarketView, side: 1 | -1, within: number): NearBest | undefined => {
  const best = side === 1 ? market.bestAsk : market.bestBid;
  if (best <= 0) return undefined;
  const limit = side === 1 ? Math.ceil(best * (1 + within)) : Math.max(1, Math.floor(best * (1 - within)));
  return { limit, fillable: market.fillable(side, limit) };
};
