import type { MarketView } from 'breakwater';

/** What the venue's own book says, ticks; undefined where there is nothing. */
export interface BookPrices {
  readonly bid: number | undefined;
  readonly ask: number | undefined;
  readonly last: number | undefined;
  /** Middle of bid and ask, where there are both. */
  readonly mid: number | undefined;
}

const orNone = (ticks: number): number | undefined => (ticks > 0 ? ticks : undefined);

/** Reads the book of a market; a price of 0 means there is none. */
export const bookPrices = (market: MarketView): BookPrices => {
  const bid = orNone(market.bestBid);
  const ask = orNone(market.bestAsk);
  return {
    bid,
    ask,
    last: orNone(market.last),
    mid: bid === undefined || ask === undefined ? undefined : (bid + ask) / 2,
  };
};
