import type { AccountKind } from '../contract/index.ts';
import type { Venue } from './venue.ts';

/** Kinds whose positions need maintenance margin. */
const MARGINED: ReadonlySet<AccountKind> = new Set(['trader', 'maker', 'member']);
/** Kinds that hold positions without maintenance margin and default when their equity is below zero. */
const POOLED: ReadonlySet<AccountKind> = new Set(['fund', 'vault', 'pool']);

/**
 * Accounts in breach that have no open case, by account id: the plain full revaluation.
 *
 * A trader is in breach strictly below maintenance; a pool, or an account without positions, strictly below zero.
 */
export const breaches = (venue: Venue): number[] => {
  const { accounts } = venue.ledger;
  const due: number[] = [];
  for (let account = 0; account < accounts.count; account++) {
    const kind = accounts.kindOf(account);
    const margined = MARGINED.has(kind);
    if (!margined && !POOLED.has(kind)) continue;
    if (venue.cases.inDefault(account)) continue;
    const { equity, maintenance } = venue.valuation.read(account);
    if (equity < (margined ? maintenance : 0) && !(POOLED.has(kind) && venue.mayBeNegative(account))) due.push(account);
  }
  return due;
};
