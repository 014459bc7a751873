import { type LegView, mulDivCeil, mulDivFloor } from 'breakwater';
import { worthOf } from '../leg-worth.ts';
import type { Piece } from './pieces-to-restore.ts';

/** Number of the risk tier a notional lies in, from 0; an edge belongs to the tier it ends. */
export const tierOf = ({ market }: LegView, notional: number): number => {
  const edges = market.schedule.tiers ?? [];
  const found = edges.findIndex((edge) => notional <= edge);
  return found === -1 ? edges.length : found;
};

/**
 * The piece that must leave so that the rest of a leg fits into a lower tier at mark.
 *
 * @param leg - What is held, above that tier.
 * @param tier - Number of the tier, from 0.
 * @returns The piece; undefined when not one lot fits into the tier.
 */
export const pieceTo = (leg: LegView, tier: number): Piece | undefined => {
  const { market, lots, value } = leg;
  const edge = market.schedule.tiers?.[tier];
  if (edge === undefined) return undefined;
  const side = lots > 0 ? 1 : -1;
  let keep = Math.min(Math.abs(lots), mulDivFloor(Math.abs(lots), edge, Math.abs(value)));
  // The value of an inverse position is itself rounded, so the last lot may be one too many.
  while (keep > 0 && Math.abs(market.value(side * keep, market.mark)) > edge) keep -= 1;
  return keep === 0 || keep === Math.abs(lots) ? undefined : { leg, lots: lots - side * keep };
};

/** Maintenance that a piece frees, units of the venue's settlement asset. */
export const freedBy = ({ leg, lots }: Piece): number => {
  const { market } = leg;
  const left = leg.lots - lots;
  const need = left === 0 ? 0 : market.schedule.maintenance(Math.abs(market.value(left, market.mark)), left);
  return worthOf(leg, leg.maintenance) - worthOf(leg, need);
};

/** Legs by the maintenance they need, the most first, then by market. */
export const byMaintenance = (legs: readonly LegView[]): LegView[] =>
  [...legs].sort((a, b) => worthOf(b, b.maintenance) - worthOf(a, a.maintenance) || a.market.number - b.market.number);

/**
 * Pieces that bring the account back to its maintenance by dropping risk tiers at mark.
 *
 * Legs in the order of {@link byMaintenance}: each drops to the highest lower tier that frees the need, or else to the lowest,
 * and the next leg follows.
 *
 * @param legs - What may be stepped down, each above its lowest tier.
 * @param need - Maintenance to be freed, units of the venue's settlement asset, > 0.
 * @param costPerMillion - Fee expected, per million of what is let go.
 * @returns The pieces; none when all of them together free too little.
 */
export const piecesToComply = (legs: readonly LegView[], need: number, costPerMillion: number): readonly Piece[] => {
  const net = (piece: Piece): number =>
    freedBy(piece) - mulDivCeil(piece.leg.market.notional(piece.lots), costPerMillion, 1_000_000);
  const pieces: Piece[] = [];
  let left = need;
  for (const leg of byMaintenance(legs)) {
    let chosen: Piece | undefined;
    for (let tier = tierOf(leg, Math.abs(leg.value)) - 1; tier >= 0; tier--) {
      const piece = pieceTo(leg, tier);
      if (piece === undefined) continue;
      chosen = piece;
      if (net(piece) >= left) break;
    }
    if (chosen === undefined) continue;
    pieces.push(chosen);
    left -= net(chosen);
    if (left <= 0) return pieces;
  }
  return [];
};

/**
 * What the account would need if every position stood in its lowest tier's rate: below it no lower tier is of help.
 *
 * @returns Units of the venue's settlement asset.
 */
export const lowestNeed = (legs: readonly LegView[]): number =>
  legs.reduce((sum, leg) => {
    const edge = leg.market.schedule.tiers?.[0];
    const need =
      edge === undefined
        ? leg.maintenance
        : mulDivCeil(leg.market.schedule.maintenance(edge, leg.lots), Math.abs(leg.value), edge);
    return sum + worthOf(leg, Math.min(need, leg.maintenance));
  }, 0);
