import type { Market } from './market.ts';
import type { Venue } from './venue.ts';

/** Holders of a market, by account id. */
const holdersOf = (venue: Venue, market: Market): number[] => {
  const { positions } = venue.ledger;
  const holders: number[] = [];
  for (
    let row = positions.headOfMarket[market.number] as number;
    row !== -1;
    row = positions.nextInMarket[row] as number
  ) {
    holders.push(positions.account[row] as number);
  }
  return holders.sort((a, b) => a - b);
};

/**
 * Closes a market for good: every position ends at mark against the clearing account, and no order is taken any more.
 *
 * The clearing account ends flat because lots sum to zero; what rounding of inverse values leaves on it goes to the rounding account.
 * Holders who end below zero open cases of their own at the next margin check.
 */
export const closeMarket = (venue: Venue, number: number): void => {
  const market = venue.markets[number] as Market;
  const { ledger } = venue;
  const clearing = ledger.transitAccount;
  market.closed = true;
  market.book.clear();
  const live = venue.cases.openMarketClose(clearing, number);
  const asset = market.setup.settle;
  const before = ledger.accounts.balance(asset, clearing);
  const defaults = venue.cases.defaults();
  for (const holder of holdersOf(venue, market)) {
    const lots = ledger.lots(holder, number);
    const worth = market.value(lots, market.mark);
    const own = defaults.get(holder);
    // A holder in default lets the piece go as part of its own case, so that its account of the loss stays whole.
    if (own !== undefined) venue.postings.fill(own.data, market, clearing, lots, worth, 'market-close');
    else venue.postings.trade(market, holder, clearing, lots, worth, 'market-close', live.id);
  }
  ledger.settleMarket(number);
  const left = ledger.accounts.balance(asset, clearing) - before;
  if (left > 0) ledger.transfer(asset, clearing, ledger.roundingAccount, left, 'rounding');
  if (left < 0) ledger.transfer(asset, ledger.roundingAccount, clearing, -left, 'rounding');
  venue.cases.close(live, []);
};
