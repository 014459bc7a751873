import type { MarketModelView } from '../../contract/index.ts';
import { accountsOf, type Choices, type DrawnAccount, drawBook, type Group, sizeDraws } from './account-draws.ts';
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

/** An account, and whose it is: owners are numbered within what was drawn together. */
export interface OwnedAccount extends DrawnAccount {
  readonly owner: number;
}

/** The accounts of one group, owner by owner, each drawn from its own stream. */
function drawGroup(
  group: Group,
  quota: number,
  markets: readonly MarketModelView[],
  choices: Choices,
  params: SkewedParams,
  key: NoiseKey,
): readonly OwnedAccount[] {
  const accounts: OwnedAccount[] = [];
  const nextSize = sizeDraws(keyed(key, group.name).unit(), params.sizes);
  for (let owner = 0; accounts.length < quota; owner++) {
    const s = keyed(key, group.name, owner);
    const first = owner < markets.length ? owner : undefined;
    const book = drawBook(s, nextSize(s), group, first, markets, choices, params);
    for (const account of accountsOf(s, book, group, quota - accounts.length, markets, params))
      accounts.push({ ...account, owner });
  }
  return accounts;
}

/** Accounts of every group; each side of each market has at least one holder. */
export function drawGroups(
  markets: readonly MarketModelView[],
  singles: number,
  choices: Choices,
  params: SkewedParams,
  key: NoiseKey,
): readonly (readonly OwnedAccount[])[] {
  const sizes = counts(singles, params);
  const drawn = GROUPS.map((group, g) => drawGroup(group, sizes[g]!, markets, choices, params, key));
  for (const side of [1, -1] as const) {
    const holders = drawn.filter((_, g) => GROUPS[g]!.side === side).flat();
    const taken = new Set<number>();
    for (const { positions } of drawn.flat())
      for (const each of positions) if (each.side === side) taken.add(each.market);
    markets.forEach((_, market) => {
      if (taken.has(market)) return;
      const holder = holders[market % holders.length]!;
      holder.positions.push({ market, side, notional: holder.positions[0]!.notional, entry: 0.5 });
    });
  }
  return drawn;
}
