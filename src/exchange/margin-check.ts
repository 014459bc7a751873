import { ACCOUNT_KINDS } from '../ledger/index.ts';
import type { Venue } from './venue.ts';

/** What each kind of account, in schema order, must hold: maintenance margin, an equity of zero, or nothing. */
const RULES = ACCOUNT_KINDS.map((kind) => {
  if (kind === 'trader' || kind === 'maker' || kind === 'member') return 'margined';
  return kind === 'fund' || kind === 'vault' || kind === 'pool' ? 'pooled' : 'none';
});

/**
 * Accounts in breach that have no open case, by account id: the plain full revaluation.
 *
 * A trader is in breach strictly below maintenance; a pool, or an account without positions, strictly below zero.
 */
export const breaches = (venue: Venue): number[] => {
  const { ledger, valuation, cases } = venue;
  const { accounts } = ledger;
  const due: number[] = [];
  for (let account = 0; account < accounts.count; account++) {
    const rule = RULES[accounts.kind[account] as number];
    if (rule === 'none' || cases.inDefault(account)) continue;
    const { equity, maintenance } = valuation.read(account);
    if (equity >= (rule === 'margined' ? maintenance : 0)) continue;
    if (rule === 'margined' || !venue.mayBeNegative(account)) due.push(account);
  }
  return due;
};
