import { mulDivFloor } from 'breakwater';

/** What a pool holds in a market, as it was last seen: lots, the pool's profit there, and how far what it holds has fallen, units. */
export type OwnFall = { lots: number; profit: number; fall: number };

/**
 * Follows how far the lots that a pool still holds have fallen from their best value since they were taken over, >= 0.
 *
 * A change of the pool's profit is theirs while no lots leave; what is taken over brings its loss at that moment along. Lots that
 * leave take their share with them, and what their sale cost beyond mark is theirs alone.
 *
 * @param before - What was seen before; nothing the first time.
 * @param lots - Lots held now, signed.
 * @param profit - Profit of the pool from the market now, units.
 */
export const followOwn = (before: OwnFall | undefined, lots: number, profit: number): OwnFall => {
  const was = before ?? { lots, profit: 0, fall: 0 };
  const cost = was.profit - profit;
  if (lots === was.lots) return { lots, profit, fall: Math.max(0, was.fall + cost) };
  const [held, left] = [Math.abs(was.lots), Math.abs(lots)];
  if (held === 0 || (left > 0 && lots > 0 !== was.lots > 0)) return { lots, profit, fall: Math.max(0, cost) };
  return { lots, profit, fall: left > held ? Math.max(0, was.fall + cost) : mulDivFloor(was.fall, left, held) };
};
