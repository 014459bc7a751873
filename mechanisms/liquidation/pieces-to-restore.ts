import { type CaseView, type LegView, mulDivCeil, rateCeil } from 'breakwater';
import { worthOf } from '../leg-worth.ts';

/** A part of a leg. */
export interface Piece {
  readonly leg: LegView;
  /** Lots to let go, signed as the leg's. */
  readonly lots: number;
}

/**
 * The pieces whose closing at mark frees a need of margin, the leg with the most maintenance first.
 *
 * Closing share s of a leg frees s x (maintenance - cost x notional), for maintenance never falls slower than the
 * position. Legs that cost more than they free are left out. Where all the rest together cannot free the need, all legs
 * are closed.
 *
 * @param legs - What the account holds.
 * @param need - Margin to be freed, units of the venue's settlement asset, > 0; legs that settle in another count at its index.
 * @param costPerMillion - Fee and slippage expected, per million of notional.
 * @param bufferPerMillion - What is wanted beyond maintenance, per million of notional; it is freed with it.
 * @returns Pieces; lots are rounded up.
 */
export const piecesToRestore = (
  legs: CaseView['legs'],
  need: number,
  costPerMillion: number,
  bufferPerMillion = 0,
): readonly Piece[] => {
  const margin = (leg: LegView): number => worthOf(leg, leg.maintenance);
  const frees = (leg: LegView): number => {
    const notional = worthOf(leg, Math.abs(leg.value));
    return margin(leg) + rateCeil(notional, bufferPerMillion) - rateCeil(notional, costPerMillion);
  };
  const useful = legs
    .filter((leg) => frees(leg) > 0)
    .sort((a, b) => margin(b) - margin(a) || a.market.number - b.market.number);
  if (useful.reduce((sum, leg) => sum + frees(leg), 0) < need) return legs.map((leg) => ({ leg, lots: leg.lots }));
  const pieces: Piece[] = [];
  let left = need;
  for (const leg of useful) {
    if (left <= 0) break;
    const freed = frees(leg);
    const lots = left >= freed ? Math.abs(leg.lots) : mulDivCeil(Math.abs(leg.lots), left, freed);
    pieces.push({ leg, lots: leg.lots > 0 ? lots : -lots });
    left -= freed;
  }
  return pieces;
};
