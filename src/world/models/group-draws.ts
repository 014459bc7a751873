import type { MarketModelView, Side } from '../../contract/index.ts';
import { streamsOf } from '../../math/index.ts';
import {
  addAccounts,
  type Choices,
  type DrawnAccount,
  drawBook,
  type Group,
  sizeDraws,
  temperOf,
} from './account-draws.ts';
import { keyed, type NoiseKey } from './brownian.ts';
import type { SkewedParams } from './skewed-params.ts';

/** The groups of a population, in the order they are drawn. */
export const GROUPS: readonly Group[] = [
  { name: 'levered-long', side: 1, levered: true },
  { name: 'calm-long', side: 1, levered: false },
  { name: 'levered-short', side: -1, levered: true },
  { name: 'calm-short', side: -1, levered: false },
];

/** Accounts of each group, in the order of GROUPS; every side has at least one. */
function counts(singles: number, { longAccounts, leveredAccounts }: SkewedParams): readonly number[] {
  const longs = Math.min(singles - 1, Math.max(1, Math.round(singles * longAccounts)));
  const shorts = singles - longs;
  const leveredLongs = Math.round(longs * leveredAccounts.long);
  const leveredShorts = Math.round(shorts * leveredAccounts.short);
  return [leveredLongs, longs - leveredLongs, leveredShorts, shorts - leveredShorts];
}

/** The accounts of one group, owner by owner, each drawn from its own stream. */
function drawGroup(
  group: Group,
  quota: number,
  markets: readonly MarketModelView[],
  choices: Choices,
  params: SkewedParams,
  key: NoiseKey,
): readonly DrawnAccount[] {
  const accounts: DrawnAccount[] = [];
  const nextSize = sizeDraws(keyed(key, group.name).unit(), params.sizes);
  const streamOf = streamsOf(key[0], key[1], group.name);
  const temper = temperOf(group, params);
  for (let owner = 0; accounts.length < quota; owner++) {
    const s = streamOf(owner);
    const first = owner < markets.length ? owner : undefined;
    const book = drawBook(s, nextSize(s), group, temper, first, markets, choices, params);
    addAccounts(accounts, owner, s, book, group, quota - accounts.length, choices, params);
  }
  return accounts;
}

/** Whether some account holds a side, by market. */
const heldOn = (side: Side, markets: number, drawn: readonly (readonly DrawnAccount[])[]): readonly boolean[] => {
  const held = new Array<boolean>(markets).fill(false);
  for (const accounts of drawn)
    for (const { positions } of accounts)
      for (const each of positions) if (each.side === side) held[each.market] = true;
  return held;
};

/** Accounts of every group; each side of each market has at least one holder. */
export function drawGroups(
  markets: readonly MarketModelView[],
  singles: number,
  choices: Choices,
  params: SkewedParams,
  key: NoiseKey,
): readonly (readonly DrawnAccount[])[] {
  const sizes = counts(singles, params);
  const drawn = GROUPS.map((group, g) => drawGroup(group, sizes[g]!, markets, choices, params, key));
  for (const side of [1, -1] as const) {
    const held = heldOn(side, markets.length, drawn);
    if (!held.includes(false)) continue;
    const holders = drawn.filter((_, g) => GROUPS[g]!.side === side).flat();
    markets.forEach((_, market) => {
      if (held[market] === true) return;
      const holder = holders[market % holders.length]!;
      holder.positions.push({ market, side, notional: holder.positions[0]!.notional, entry: 0.5 });
    });
  }
  return drawn;
}
