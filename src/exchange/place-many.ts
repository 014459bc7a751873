import type { OrderColumns, Side } from '../contract/index.ts';
import type { Market } from './market.ts';
import { initialOf, onlyReduces, type Refusal, surelyFits } from './order-admission.ts';
import { place } from './trading.ts';
import type { Venue } from './venue.ts';

/**
 * Places orders that rest until they are filled, one after the other.
 *
 * Orders of one account in one market that step away from the price are one quote: its account is read once, and none of it can trade
 * when the first does not.
 *
 * @param refuse - Told of each order that was not carried out.
 */
export const placeMany = (venue: Venue, orders: OrderColumns, refuse: (reason: Refusal) => void): void => {
  for (let from = 0, to = 0; from < orders.count; from = to) {
    to = endOfQuote(orders, from);
    const market = venue.markets[orders.market[from] as number];
    if (market !== undefined && to > from + 1 && restsWhole(venue, market, orders, from, to))
      restQuote(venue, market, orders, from, to, refuse);
    else for (let i = from; i < to; i++) placeOne(venue, orders, i, refuse);
  }
};

const placeOne = (venue: Venue, orders: OrderColumns, i: number, refuse: (reason: Refusal) => void): void => {
  const { refused } = place(venue, {
    do: 'place',
    account: orders.account[i] as number,
    market: orders.market[i] as number,
    lots: orders.lots[i] as number,
    limit: orders.limit[i] as number,
    timeInForce: 'gtc',
  });
  if (refused !== undefined) refuse(refused);
};

const isWhole = ({ lots, limit }: OrderColumns, i: number): boolean =>
  Number.isSafeInteger(lots[i]) && Number.isSafeInteger(limit[i]) && (limit[i] as number) >= 1;

/** The first order that is not of the same quote as the one at `from`. */
const endOfQuote = (orders: OrderColumns, from: number): number => {
  const { count, account, market, lots, limit } = orders;
  const side = Math.sign(lots[from] as number);
  let to = from + 1;
  if (!isWhole(orders, from)) return to;
  for (; to < count; to++) {
    const worse = side * ((limit[to - 1] as number) - (limit[to] as number));
    if (account[to] !== account[from] || market[to] !== market[from]) break;
    if (Math.sign(lots[to] as number) !== side || !(worse > 0) || !isWhole(orders, to)) break;
  }
  return to;
};

/** Whether nothing but margin can keep a quote out of the book, and nothing in it trades. */
const restsWhole = (venue: Venue, market: Market, orders: OrderColumns, from: number, to: number): boolean => {
  const account = orders.account[from] as number;
  const side: Side = (orders.lots[from] as number) > 0 ? 1 : -1;
  if (market.closed || venue.inCase(account) || market.book.crosses(side, orders.limit[from] as number)) return false;
  let most = 0;
  for (let i = from; i < to; i++) most = Math.max(most, Math.abs(orders.lots[i] as number));
  return surelyFits(market, Math.abs(venue.ledger.lots(account, market.number)) + most);
};

/** Rests what initial margin admits of a quote; as nothing of it fills, each order finds the account as the first did. */
const restQuote = (
  venue: Venue,
  market: Market,
  orders: OrderColumns,
  from: number,
  to: number,
  refuse: (reason: Refusal) => void,
): void => {
  const { lots, limit } = orders;
  const account = orders.account[from] as number;
  const held = venue.ledger.lots(account, market.number);
  const { equity, initial } = venue.marginOf.read(account);
  const elsewhere = initial - initialOf(venue, market, held);
  const side: Side = (lots[from] as number) > 0 ? 1 : -1;
  const quote = market.book.quote(account, side, Number.MAX_SAFE_INTEGER, 0);
  for (let i = from; i < to; i++) {
    const size = lots[i] as number;
    const after = held + size;
    if (onlyReduces(held, after) || equity >= elsewhere + initialOf(venue, market, after))
      quote.add(limit[i] as number, Math.abs(size));
    else refuse('margin');
  }
  market.book.restQuote(quote);
};
