import type { ChargeAction } from '../../contract/index.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';

/** Most that may be charged to an account on a base, units, in a market or in all. */
export const chargeable = (venue: Venue, base: ChargeAction['base'], account: number, market?: number): number => {
  if (base === 'commitment') return venue.ledger.accounts.commitment.get(account) ?? 0;
  if (base === 'gains' && market !== undefined) {
    const row = venue.ledger.row(account, market);
    if (row === -1) return 0;
    const { lots, cost } = venue.ledger.positions;
    const owner = venue.markets[market] as Market;
    const gain = owner.value(lots[row] as number, owner.mark) - (cost[row] as number);
    return Math.max(0, venue.valuation.worth(owner.setup.settle, gain));
  }
  if (base === 'gains') return Math.max(0, venue.periods.gain(account, venue.valuation.equityOf(account)));
  if (base === 'equity') return Math.max(0, venue.valuation.equityOf(account));
  return Math.max(0, venue.valuation.walletOf(account));
};
