import { mulDivCeil, ratioCeil } from '../money/index.ts';
import { listOf } from './answers.ts';
import type { CaseData } from './case.ts';
import type { Venue } from './venue.ts';

/** Assets a subject holds, in the order in which they are sold. */
const saleOrder = (venue: Venue, subject: number): number[] => {
  const { collateral, ledger } = venue;
  const names = venue.assets.map((asset) => asset.name);
  const held = names.filter((_, asset) => asset > 0 && ledger.accounts.balance(asset, subject) > 0);
  if (collateral === undefined) return held.map((name) => names.indexOf(name));
  const { mechanism, params } = collateral;
  const order = venue.guard.call(mechanism, () => mechanism.saleOrder(held, params as never));
  return listOf(`collateral ${mechanism.name}: the sale order`, order)
    .map((name) => names.indexOf(name))
    .filter((asset) => asset > 0);
};

/** What is missing of the settlement asset, and to buy what is owed of the others, units; below zero when there is more than enough. */
const missingTo = ({ ledger, valuation, assets }: Venue, subject: number): number => {
  let missing = -ledger.accounts.balance(0, subject);
  for (let asset = 1; asset < assets.length; asset++) {
    missing += valuation.worthUp(asset, Math.max(0, -ledger.accounts.balance(asset, subject)));
  }
  return missing;
};

/** Sells an asset for what is missing, or all of it. */
const sell = (venue: Venue, data: CaseData, asset: number): void => {
  const { ledger, valuation } = venue;
  const missing = missingTo(venue, data.subject);
  const balance = ledger.accounts.balance(asset, data.subject);
  const whole = valuation.worth(asset, balance);
  if (missing <= 0 || whole <= 0) return;
  const net = whole - ratioCeil(whole, valuation.saleDiscount(asset, balance));
  if (net <= 0) return;
  const units = mulDivCeil(balance, Math.min(missing, net), net);
  venue.postings.sell(data, asset, units, units === balance ? net : missing);
};

/** Buys what is owed of an asset with the settlement asset that is left, at the index. */
const buy = (venue: Venue, data: CaseData, asset: number): void => {
  const { ledger, valuation } = venue;
  const owed = -ledger.accounts.balance(asset, data.subject);
  const money = ledger.accounts.balance(0, data.subject);
  if (owed <= 0 || money <= 0) return;
  const price = valuation.worthUp(asset, owed);
  const units = price <= money ? owed : Math.min(owed, valuation.inAsset(asset, money));
  if (units > 0) venue.postings.sell(data, asset, -units, -Math.min(money, valuation.worthUp(asset, units)));
};

/**
 * Own collateral first: a flat subject's assets are traded with the rest of the world until none is negative while another is positive.
 *
 * The order and the discount of a sale are the collateral mechanism's; a venue without one sells in the order of its assets, at the index.
 */
export const settleOwnMoney = (venue: Venue, data: CaseData): void => {
  if (venue.assets.length === 1 || data.kind !== 'default' || !venue.isFlat(data.subject)) return;
  const others = venue.assets.map((_, asset) => asset).slice(1);
  for (const asset of others) buy(venue, data, asset);
  if (missingTo(venue, data.subject) > 0) for (const asset of saleOrder(venue, data.subject)) sell(venue, data, asset);
  for (const asset of others) buy(venue, data, asset);
};
