import { apportion, type CaseView, type MarketView, type Side, type VenueView } from 'breakwater';
import { worthOf } from '../leg-worth.ts';

/** A part of a deficit, with the market that shall bear it. */
export interface MarketPart {
  readonly market: number;
  /** Units, > 0. */
  readonly amount: number;
  /** Side the subject held; 0 where it held nothing. */
  readonly held: Side | 0;
}

/** Maintenance of a leg, which is in the asset its market settles in, units of the venue's settlement asset. */
const inVenueUnits = (market: MarketView, units: number): number =>
  worthOf({ market, lots: market.openInterest, value: market.value(market.openInterest, market.mark) }, units);

/**
 * Splits a case's deficit over the markets in which it held lots, as its equity is shared: by maintenance margin.
 *
 * A case that never held lots (a flat account that fell below zero) is spread over all markets by open interest at mark. Markets
 * without open interest bear nothing, and where that is all the case held nobody does: strangers do not pay for it.
 *
 * @returns The parts, by market number; none when no market can bear anything.
 */
export const partsOf = ({ deficit, held }: CaseView, view: VenueView): MarketPart[] => {
  const open = view.markets.filter(({ openInterest }) => openInterest > 0);
  const legOf = (number: number) => held.find((leg) => leg.market.number === number);
  const bearers = held.length === 0 ? open : open.filter(({ number }) => legOf(number) !== undefined);
  const weights = bearers.map((market) =>
    held.length === 0
      ? market.notional(market.openInterest)
      : Math.max(1, inVenueUnits(market, legOf(market.number)?.maintenance ?? 0)),
  );
  const amounts = apportion(deficit, weights, undefined);
  return bearers.flatMap(({ number }, i) => {
    const amount = amounts[i] ?? 0;
    return amount > 0 ? [{ market: number, amount, held: legOf(number)?.side ?? 0 }] : [];
  });
};
