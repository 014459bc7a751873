import { ACCOUNT_KINDS } from '../ledger/index.ts';
import type { Venue } from './venue.ts';

/** What each kind of account, in schema order, must hold: maintenance margin, an equity of zero, or nothing. */
const RULES = ACCOUNT_KINDS.map((kind) => {
  if (kind === 'trader' || kind === 'maker' || kind === 'member') return 'margined';
  return kind === 'fund' || kind === 'vault' || kind === 'pool' ? 'pooled' : 'none';
});

/**
 * Accounts in breach that have no open case, by account id.
 *
 * A trader is in breach strictly below maintenance; a pool, or an account without positions, strictly below zero. Every account is
 * revalued but those that the venue's {@link Headroom} shows to be safe; without one, every account.
 */
export const breaches = (venue: Venue): number[] => {
  const { ledger, valuation, cases, headroom } = venue;
  const { accounts } = ledger;
  const due: number[] = [];
  headroom?.advance();
  for (let account = 0; account < accounts.count; account++) {
    if (headroom?.isSafe(account) === true) continue;
    const rule = RULES[accounts.kind[account] as number];
    if (rule === 'none' || cases.inDefault(account)) continue;
    const { equity, maintenance } = valuation.read(account);
    const spare = equity - (rule === 'margined' ? maintenance : 0);
    if (spare >= 0) {
      if (rule === 'margined') headroom?.found(account, spare);
    } else if (rule === 'margined' || !venue.mayBeNegative(account)) due.push(account);
  }
  return due;
};
