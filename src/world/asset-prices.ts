import type { AssetQuotes, Venue } from '../exchange/index.ts';
import { parseUnits } from '../money/index.ts';
import type { AssetSpec, Scenario } from './scenario.ts';

/** Prices of assets by number: `value` units of the settlement asset for `units` of their own, and by other sources than the index. */
export type AssetPrices = ReadonlyMap<number, AssetQuotes>;

const NONE: AssetPrices = new Map();

/** Multiplier of a path at a time, linear between its points; 1 without a path. */
const multiplierAt = (path: readonly (readonly [number, number])[], now: number): number => {
  if (path.length === 0) return 1;
  let [from, low] = path[0] as readonly [number, number];
  for (const [to, high] of path) {
    if (now <= to) return to === from ? high : low + ((high - low) * (now - from)) / (to - from);
    from = to;
    low = high;
  }
  return low;
};

/** What one whole of an asset is at its par and at its index, units of the settlement asset. */
interface Quote {
  readonly par: () => number;
  readonly index: () => number;
}

/** What tells the price of one asset now; undefined when nothing does. */
const quoteOf = (asset: AssetSpec, venue: Pick<Venue, 'now' | 'markets'>, decimals: number): Quote | undefined => {
  const followed = venue.markets.find(({ id }) => id === asset.follows);
  if (followed !== undefined) {
    const perWhole = Number(`1e${decimals}`);
    const index = (): number => followed.oracle * followed.tick * perWhole;
    return { par: index, index };
  }
  if (asset.price === undefined) return undefined;
  const whole = parseUnits(asset.price, decimals);
  const path = asset.path ?? [];
  return { par: () => whole, index: () => whole * multiplierAt(path, venue.now) };
};

/** A price that is a whole number of units, at least one. */
const asUnits = (price: number): number => Math.max(1, Math.round(price));

/** The quotes of an asset that is not priced by the index alone. */
const otherQuotes = ({ book, redemption }: AssetSpec, { par, index }: Quote, now: number): Partial<AssetQuotes> => ({
  ...(book === undefined ? {} : { book: asUnits(index() * multiplierAt(book, now)) }),
  ...(redemption === undefined ? {} : { redemption: asUnits(par() * Number(redemption)) }),
});

/**
 * Tells the prices of the assets other than the settlement asset; of those that follow a market, at its index.
 *
 * On the venue's own book an asset is at its index times a path of its own; its issuer redeems it for a share of its par, which is
 * the price at the start, or the index of the market it follows.
 *
 * @returns The prices at the venue's time, each time it is called.
 */
export const assetPrices = (scenario: Scenario, venue: Pick<Venue, 'now' | 'markets'>): (() => AssetPrices) => {
  const [settle] = scenario.assets;
  const quotes = scenario.assets.flatMap((asset, i) => {
    const quote = i === 0 || settle === undefined ? undefined : quoteOf(asset, venue, settle.decimals);
    return quote === undefined ? [] : [{ number: i, asset, units: Number(`1e${asset.decimals}`), quote }];
  });
  // Most runs have one asset.
  if (quotes.length === 0) return () => NONE;
  return () =>
    new Map(
      quotes.map(({ number, asset, units, quote }) => [
        number,
        { units, value: asUnits(quote.index()), ...otherQuotes(asset, quote, venue.now) },
      ]),
    );
};
