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

/** Prices of the assets other than the settlement asset at a time, by asset number. */
export const assetPrices = (
  scenario: Scenario,
  now: number,
): Map<number, { readonly units: number; readonly value: number }> => {
  const prices = new Map<number, { readonly units: number; readonly value: number }>();
  const [settle] = scenario.assets;
  scenario.assets.forEach((asset, i) => {
    if (i === 0 || asset.price === undefined || settle === undefined) return;
    const whole = parseUnits(asset.price, settle.decimals);
    prices.set(i, {
      units: Number(`1e${asset.decimals}`),
      value: Math.max(1, Math.round(whole * multiplierAt(asset.path ?? [], now))),
    });
  });
  return prices;
};
