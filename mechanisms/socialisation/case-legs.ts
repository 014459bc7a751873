import { apportion, type CaseView, type Side, type VenueView } from 'breakwater';

/** A part of a deficit, with the market that shall bear it. */
export interface MarketPart {
  readonly market: number;
  /** Units, > 0. */
  readonly amount: number;
  /** Side the subject held; 0 where it held nothing. */
  readonly held: Side | 0;
}

/**
 * Splits a case's deficit over the markets in which it held lots, as its equity is shared: by maintenance margin.
 *
 * A case that never held lots (a flat account that fell below zero) is spread over all markets by open interest at mark. Markets
 * without open interest bear nothing.
 *
 * @returns The parts, by market number; none when no market can bear anything.
 */
export const partsOf = ({ deficit, held }: CaseView, view: VenueView): MarketPart[] => {
  const open = view.markets.filter(({ openInterest }) => openInterest > 0);
  const legOf = (number: number) => held.find((leg) => leg.market.number === number);
  const known = open.filter(({ number }) => legOf(number) !== undefined);
  const bearers = known.length > 0 ? known : open;
  const weights = bearers.map((market) =>
    known.length > 0
      ? Math.max(1, legOf(market.number)?.maintenance ?? 0)
      : Math.abs(market.value(market.openInterest, market.mark)),
  );
  const amounts = apportion(deficit, weights, undefined);
  return bearers.flatMap(({ number }, i) => {
    const amount = amounts[i] ?? 0;
    return amount > 0 ? [{ market: number, amount, held: legOf(number)?.side ?? 0 }] : [];
  });
};
