import { apportion, type CaseView, type Side, type VenueView } from 'breakwater';

/** What a case was seen to hold while it still held lots: by market number, side and maintenance margin in units. JSON. */
export type SeenLegs = { [market: string]: [side: number, maintenance: number] };

/**
 * Notes what a case holds, because a case that is flat, and only then short of money, no longer says what it held.
 *
 * @param subject - The case.
 * @param seen - Notes of earlier steps, changed in place; the largest maintenance seen stays.
 */
export const noteLegs = (subject: CaseView, seen: SeenLegs): void => {
  for (const { market, lots, maintenance } of subject.legs) {
    if (lots !== 0 && maintenance >= (seen[market.number]?.[1] ?? 0)) {
      seen[market.number] = [Math.sign(lots), maintenance];
    }
  }
};

/** A part of a deficit, with the market that shall bear it. */
export interface MarketPart {
  readonly market: number;
  /** Units, > 0. */
  readonly amount: number;
  /** Side the subject held; 0 where that is not known. */
  readonly held: Side | 0;
}

/**
 * Splits a deficit over the markets in which the case held lots, as its equity is shared: by maintenance margin.
 *
 * Where nothing was seen, over all markets by open interest at mark. Markets without open interest bear nothing.
 *
 * @returns The parts; none when no market can bear anything.
 */
export const partsOf = (deficit: number, seen: SeenLegs, view: VenueView): MarketPart[] => {
  const open = view.markets.filter(({ openInterest }) => openInterest > 0);
  const known = open.filter(({ number }) => seen[number] !== undefined);
  const bearers = known.length > 0 ? known : open;
  const weights = bearers.map((market) =>
    known.length > 0
      ? Math.max(1, seen[market.number]?.[1] ?? 0)
      : Math.abs(market.value(market.openInterest, market.mark)),
  );
  const amounts = apportion(deficit, weights, undefined);
  return bearers.flatMap(({ number }, i) => {
    const amount = amounts[i] ?? 0;
    const side = seen[number]?.[0] ?? 0;
    return amount > 0 ? [{ market: number, amount, held: side > 0 ? 1 : side < 0 ? -1 : 0 }] : [];
  });
};
