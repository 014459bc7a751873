import { duration, type MarketView, rate, ratio, z } from 'breakwater';
import { ofMarket } from '../margin/of-market.ts';
import { fractionOf, quantityOfLot, times } from '../quantity.ts';

/** What was closed in each market: when, seconds since the run began, and how many lots. */
export type Closed = { [market: string]: [at: number, lots: number][] };

/** Parameter of an engine that closes no more than so much of a market in any window of time. */
export const windowParam = z
  .strictObject({
    length: duration({ min: '1s' }).prefault('30s').describe('Length of the window, at least 1s.'),
    fees: rate({ max: '1' }).prefault('0.0012').describe('Maker and taker fee together, a share of value, 0 to 1.'),
    multiplier: ratio({ max: '1000' })
      .prefault('1.5')
      .describe('Multiple of fees x skew scale that is closed in a second at most, 0 to 1000.'),
    skewScale: z
      .record(z.string(), ratio())
      .prefault({ default: '60000' })
      .describe('Skew scale, in what a contract is of (coins), by market name, at least 0; assumed.'),
  })
  .optional()
  .describe('Most that is closed of a market, all accounts together; no bound when left out.');
type Window = NonNullable<z.infer<typeof windowParam>>;

/** Lots that may be closed in one window: fees x skew scale x multiplier a second, rounded down. */
const mostOf = (market: MarketView, { length, fees, multiplier, skewScale }: Window): number => {
  const scale = fractionOf(ofMarket(skewScale, market, 'liquidation.window.skewScale'));
  const [n, d] = quantityOfLot(market);
  const seconds = fractionOf({ n: Math.round(1000 * length), d: 1000 });
  const [lots, of] = times(seconds, fractionOf({ n: fees, d: 1_000_000 }), scale, fractionOf(multiplier), [d, n]);
  return Number(lots / of);
};

/** Lots that may still be closed in a market now, after those of the running window. */
export const roomIn = (market: MarketView, window: Window | undefined, closed: Closed, now: number): number => {
  if (window === undefined) return Number.POSITIVE_INFINITY;
  const recent = (closed[market.number] ?? []).filter(([at]) => at > now - window.length);
  closed[market.number] = recent;
  return Math.max(
    0,
    recent.reduce((left, [, lots]) => left - lots, mostOf(market, window)),
  );
};
