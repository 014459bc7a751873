import type { MarketModelView, Side } from '../../contract/index.ts';
import type { DrawnAccount, DrawnPosition } from './account-draws.ts';
import { fillToTarget } from './fill-to-target.ts';
import { GROUPS } from './group-draws.ts';
import type { HedgedOwner } from './hedged-owners.ts';
import { heldByLarge } from './large-accounts.ts';
import { profileOf, type SkewedParams } from './skewed-params.ts';

/** Positions of one temper and one side, by market. */
const byMarket = (groups: readonly (readonly DrawnAccount[])[], levered: boolean, side: Side, count: number) => {
  const lists: DrawnPosition[][] = Array.from({ length: count }, () => []);
  groups.forEach((accounts, g) => {
    if (GROUPS[g]!.levered !== levered) return;
    for (const { positions } of accounts)
      for (const position of positions) if (position.side === side) lists[position.market]!.push(position);
  });
  return lists;
};

/**
 * Scales every position so that each side of each market holds its open interest; hedged legs and accounts that are
 * written out are counted as they are.
 */
export function scaleToOpenInterest(
  markets: readonly MarketModelView[],
  groups: readonly (readonly DrawnAccount[])[],
  hedged: readonly HedgedOwner[],
  params: SkewedParams,
): void {
  const legs = (leg: 'long' | 'short'): readonly number[] => {
    const held = markets.map(() => 0);
    for (const owner of hedged) held[owner[leg].market]! += owner[leg].notional;
    return held;
  };
  for (const [side, leg] of [
    [1, 'long'],
    [-1, 'short'],
  ] as const) {
    const inHedges = legs(leg);
    const levered = byMarket(groups, true, side, markets.length);
    const calm = byMarket(groups, false, side, markets.length);
    markets.forEach((market, number) => {
      const share = side === 1 ? profileOf(params.classes, market.class).leveredLong : params.leveredShort;
      const rest = market.openInterest - inHedges[number]! - heldByLarge(params, market, side);
      const wanted = Math.min(rest, share * market.openInterest);
      const toLevered = calm[number]!.length === 0 ? rest : levered[number]!.length === 0 ? 0 : wanted;
      fill(levered[number]!, toLevered, params.positionCap * market.openInterest);
      fill(calm[number]!, rest - toLevered, params.positionCap * market.openInterest);
    });
  }
}

function fill(positions: readonly DrawnPosition[], target: number, cap: number): void {
  const sizes = positions.map(({ notional }) => notional);
  fillToTarget(sizes, target, cap).forEach((notional, i) => {
    positions[i]!.notional = notional;
  });
}
