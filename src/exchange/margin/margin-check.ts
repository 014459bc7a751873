import { ACCOUNT_KINDS } from '../../ledger/index.ts';
import type { Venue } from '../venue.ts';

/** Finds the accounts in breach. */
export interface MarginCheck {
  /** Accounts in breach that have no open case, by account id. */
  breaches(): number[];
  /** Takes in what the log tells since the last check. To be called before rows of it are released. */
  takeIn(): void;
  /** Numbers of the markets whose margin rule gives no bound on its slope, so that their holders are read at every check. */
  readonly unbounded: readonly number[];
}

/** What each kind of account, in schema order, must hold: maintenance margin, an equity of zero, or nothing. */
export const RULES = ACCOUNT_KINDS.map((kind) => {
  if (kind === 'trader' || kind === 'maker' || kind === 'member') return 'margined';
  return kind === 'fund' || kind === 'vault' || kind === 'pool' ? 'pooled' : 'none';
});

/**
 * Equity beyond what an account must hold, units of the settlement asset: below zero it is in breach.
 *
 * A trader must hold maintenance margin; a pool, unless it may be negative, and an account without positions, nothing.
 */
export const spareOf = (venue: Venue, account: number): number => {
  const rule = RULES[venue.ledger.accounts.kind[account] as number];
  if (rule === 'margined') {
    const { equity, maintenance } = venue.valuation.read(account);
    return equity - maintenance;
  }
  return rule === 'none' || venue.mayBeNegative(account) ? 0 : venue.valuation.equityOf(account);
};

/** Reads every account at every check: what {@link TriggeredCheck} is held against. */
export class PlainCheck implements MarginCheck {
  readonly #venue: Venue;
  readonly unbounded = [];

  constructor(venue: Venue) {
    this.#venue = venue;
  }

  takeIn(): void {}

  breaches(): number[] {
    const { ledger, cases } = this.#venue;
    const due: number[] = [];
    for (let account = 0; account < ledger.accounts.count; account++)
      if (!cases.inDefault(account) && spareOf(this.#venue, account) < 0) due.push(account);
    return due;
  }
}
