import type { Venue } from '../exchange/index.ts';
import { parseUnits } from '../money/index.ts';
import type { Scenario } from './scenario.ts';

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

/** Prices of the assets other than the settlement asset at a time, by asset number; of those that follow a market, at its index. */
export const assetPrices = (
  scenario: Scenario,
  { now, markets }: Pick<Venue, 'now' | 'markets'>,
): Map<number, { readonly units: number; readonly value: number }> => {
  const prices = new Map<number, { readonly units: number; readonly value: number }>();
  const [settle] = scenario.assets;
  scenario.assets.forEach((asset, i) => {
    if (i === 0 || settle === undefined) return;
    const units = Number(`1e${asset.decimals}`);
    const followed = markets.find(({ id }) => id === asset.follows);
    if (followed !== undefined) {
      const price = followed.oracle * followed.tick * Number(`1e${settle.decimals}`);
      prices.set(i, { units, value: Math.max(1, Math.round(price)) });
    } else if (asset.price !== undefined) {
      const whole = parseUnits(asset.price, settle.decimals);
      prices.set(i, { units, value: Math.max(1, Math.round(whole * multiplierAt(asset.path ?? [], now))) });
    }
  });
  return prices;
};
