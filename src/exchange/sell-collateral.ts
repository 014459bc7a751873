import { mulDivCeil, ratioCeil } from '../money/index.ts';
import type { CaseData } from './case.ts';
import type { Venue } from './venue.ts';

/**
 * Sells a flat subject's other assets to the rest of the world until its settlement asset is no longer negative: own collateral first.
 *
 * The order and the discount are the collateral mechanism's; a venue without one sells in the order of its assets, at the index.
 */
export const sellCollateral = (venue: Venue, data: CaseData): void => {
  if (venue.assets.length === 1 || data.kind !== 'default' || !venue.isFlat(data.subject)) return;
  const { ledger, valuation, collateral } = venue;
  const names = venue.assets.map((asset) => asset.name);
  const held = names.filter((_, asset) => asset > 0 && ledger.accounts.balance(asset, data.subject) > 0);
  const order =
    collateral === undefined
      ? held
      : venue.guard.call(collateral.mechanism, () => collateral.mechanism.saleOrder(held, collateral.params as never));
  for (const name of order) {
    const missing = -ledger.accounts.balance(0, data.subject);
    if (missing <= 0) return;
    const asset = names.indexOf(name);
    const balance = asset <= 0 ? 0 : ledger.accounts.balance(asset, data.subject);
    const whole = valuation.worth(asset, balance);
    if (balance <= 0 || whole <= 0) continue;
    const lost =
      collateral === undefined
        ? 0
        : ratioCeil(
            whole,
            collateral.mechanism.saleDiscount(valuation.collateralView(asset, balance), collateral.params as never),
          );
    const net = whole - lost;
    if (net <= 0) continue;
    const units = net <= missing ? balance : Math.min(balance, mulDivCeil(balance, missing, net));
    const proceeds = units === balance ? net : Math.min(missing, net);
    venue.postings.sell(data, asset, units, proceeds);
  }
};
