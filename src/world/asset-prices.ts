import type { Venue } from '../exchange/index.ts';
import { parseUnits } from '../money/index.ts';
import type { AssetSpec, Scenario } from './scenario.ts';

/** Prices of assets by number: `value` units of the settlement asset for `units` of their own. */
export type AssetPrices = ReadonlyMap<number, { readonly units: number; readonly value: number }>;

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

/** What tells the price of one asset now, units of the settlement asset for one whole; undefined when nothing does. */
const quoteOf = (
  asset: AssetSpec,
  venue: Pick<Venue, 'now' | 'markets'>,
  decimals: number,
): (() => number) | undefined => {
  const followed = venue.markets.find(({ id }) => id === asset.follows);
  if (followed !== undefined) {
    const perWhole = Number(`1e${decimals}`);
    return () => followed.oracle * followed.tick * perWhole;
  }
  if (asset.price === undefined) return undefined;
  const whole = parseUnits(asset.price, decimals);
  const path = asset.path ?? [];
  return () => whole * multiplierAt(path, venue.now);
};

/**
 * Tells the prices of the assets other than the settlement asset; of those that follow a market, at its index.
 *
 * @returns The prices at the venue's time, each time it is called.
 */
export const assetPrices = (scenario: Scenario, venue: Pick<Venue, 'now' | 'markets'>): (() => AssetPrices) => {
  const [settle] = scenario.assets;
  const quotes = scenario.assets.flatMap((asset, i) => {
    const quote = i === 0 || settle === undefined ? undefined : quoteOf(asset, venue, settle.decimals);
    return quote === undefined ? [] : [{ asset: i, units: Number(`1e${asset.decimals}`), quote }];
  });
  // Most runs have one asset.
  if (quotes.length === 0) return () => NONE;
  return () =>
    new Map(quotes.map(({ asset, units, quote }) => [asset, { units, value: Math.max(1, Math.round(quote())) }]));
};
