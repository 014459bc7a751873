import { type AgentAction, contractError, type Side } from '../contract/index.ts';
import { wholeOf } from './answers.ts';
import type { Market } from './market.ts';
import { admits, type Refusal } from './order-admission.ts';
import type { Venue } from './venue.ts';

/** What came of a request. */
export interface Receipt {
  /** Lots filled, signed as bought. */
  readonly filled: number;
  /** Units paid in or out. */
  readonly moved: number;
  readonly refused?: Refusal;
}

const refused = (reason: Refusal): Receipt => ({ filled: 0, moved: 0, refused: reason });

/** Puts an account's first money into it, before any settlement period has begun. */
export const endow = (venue: Venue, account: number, units: number, asset: number): void => {
  wholeOf('a deposit', units);
  venue.ledger.transfer(asset, venue.ledger.outsideAccount, account, units, 'deposit');
};

/** Puts money into an account from the rest of the world. */
export const deposit = (venue: Venue, account: number, units: number, asset = 0): Receipt => {
  endow(venue, account, units, asset);
  venue.periods.deposited(account, units, asset);
  return { filled: 0, moved: units };
};

/** Pays money out: what initial margin leaves free, less what the payout rule holds back. */
export const withdraw = (venue: Venue, account: number, units: number): Receipt => {
  wholeOf('a withdrawal', units);
  if (venue.inCase(account)) return refused('in-case');
  const free = venue.valuation.equityOf(account) - venue.valuation.initial(account);
  // What other assets are worth may carry a position, but only the settlement asset can leave.
  const amount = Math.min(units, free, venue.valuation.balanceAtMark(account, 0));
  if (amount <= 0) return refused('nothing-free');
  const { ledger } = venue;
  const { paid, withheld, to } = payoutOf(venue, account, amount);
  ledger.transfer(0, account, ledger.outsideAccount, paid, 'withdraw');
  ledger.transfer(0, account, to, withheld, 'withheld');
  // What is withheld has left the account too, and is no loss of its trading.
  venue.periods.deposited(account, -(paid + withheld));
  return paid + withheld === 0 ? refused('nothing-free') : { filled: 0, moved: paid };
};

/** What the payout rule lets go now, and what it keeps for whom. */
const payoutOf = (
  venue: Venue,
  account: number,
  amount: number,
): { readonly paid: number; readonly withheld: number; readonly to: number } => {
  const { payout, ledger } = venue;
  if (payout === undefined) return { paid: amount, withheld: 0, to: ledger.feesAccount };
  const { mechanism, params, place: at } = payout;
  const decision = venue.guard.call(mechanism, () => {
    const state = venue.states.of(at, 'venue', mechanism, params);
    return mechanism.allow({ account: venue.view.account(account), amount }, venue.view, params as never, state);
  });
  const name = `payout ${mechanism.name}`;
  const paid = wholeOf(`${name}: what is paid of ${amount}`, decision?.paid);
  const withheld = wholeOf(`${name}: what is withheld of ${amount}`, decision.withheld ?? 0);
  if (paid + withheld > amount)
    throw contractError('answer', `${name}: it pays ${paid} and withholds ${withheld} of a request of ${amount}`);
  const pool = decision.to === undefined ? undefined : venue.findPoolFor(decision.to, 0);
  if (decision.to !== undefined && pool === undefined)
    throw contractError('answer', `${name}: there is no pool called "${decision.to}"`);
  return { paid, withheld, to: pool?.account ?? ledger.feesAccount };
};

/** Sends an order of an account to the book; lots are signed as bought. */
export const place = (venue: Venue, order: Extract<AgentAction, { do: 'place' }>): Receipt => {
  const market = venue.markets[order.market];
  if (market === undefined) throw contractError('order', `there is no market number ${order.market}`);
  wholeOf('the lots of an order', order.lots, Number.MIN_SAFE_INTEGER);
  if (order.limit !== undefined) wholeOf('the limit of an order, in ticks,', order.limit, 1);
  const side: Side = order.lots > 0 ? 1 : -1;
  const wanted = Math.abs(order.lots);
  if (wanted === 0) return { filled: 0, moved: 0 };
  if (market.closed) return refused('closed');
  if (venue.inCase(order.account)) return refused('in-case');
  const reason = admits(venue, order.account, market, order.lots);
  if (reason !== undefined) return refused(reason);
  if (order.timeInForce === 'post-only' && order.limit !== undefined && market.book.crosses(side, order.limit))
    return refused('would-cross');
  if (order.timeInForce === 'fok' && market.book.fillable(side, order.limit, order.account) < wanted)
    return refused('not-fillable');
  const rests = order.timeInForce === 'gtc' || order.timeInForce === 'post-only';
  const filled =
    rests && (order.limit === undefined || !market.book.crosses(side, order.limit))
      ? 0
      : matched(venue, market, order, side, wanted);
  if (rests && filled < wanted && order.limit !== undefined) {
    market.book.rest({
      account: order.account,
      side,
      ticks: order.limit,
      lots: wanted - filled,
      expires: order.expires ?? Number.MAX_SAFE_INTEGER,
      case: 0,
    });
  }
  return { filled: side * filled, moved: 0 };
};

const matched = (
  venue: Venue,
  market: Market,
  order: Extract<AgentAction, { do: 'place' }>,
  side: Side,
  wanted: number,
): number => {
  const { takerPerMillion, makerPerMillion } = venue.design.fees;
  return market.match(order.account, side, wanted, order.limit, (maker, lots, ticks) => {
    const piece = side * lots;
    const value = market.value(piece, ticks);
    // A buyer receives the lots from the maker at their value.
    if (maker.case === 0) venue.postings.trade(market, maker.account, order.account, piece, value, 'trade');
    else venue.fillForCase(maker, market, order.account, piece, value);
    venue.tradingFees.take(market, order.account, value, takerPerMillion);
    // Who is being liquidated is not a maker by choice, and what is left is the case's.
    if (maker.case !== 0) return;
    venue.tradingFees.take(market, maker.account, value, makerPerMillion);
  });
};

/** Takes a standing offer whole: an account that was cut opens again what it lost, against the pool that stands ready. */
export const reopen = (venue: Venue, offer: number): Receipt => {
  wholeOf('the number of an offer', offer, 1);
  const lots = venue.replacements.standing.find((one) => one.id === offer)?.lots ?? 0;
  const reason = venue.replacements.take(offer);
  return reason === undefined ? { filled: lots, moved: 0 } : refused(reason);
};

/** Cancels an account's resting orders in one market or in all. */
export const cancelAll = (venue: Venue, account: number, market?: number): void => {
  for (const one of venue.markets) if (market === undefined || one.number === market) one.book.cancel(account);
};

/** Who takes the other side of a position that somebody holds at the start of a run: the pool that is the counterparty, or the rest of the world. */
export const counterpartyOf = (venue: Venue, market: number, side: Side): number => {
  const pool = venue.pools.find(
    (one) => one.facesSide(side) && venue.findPoolFor(one.name.split('/')[0] as string, market) === one,
  );
  return pool?.account ?? venue.ledger.outsideAccount;
};

/**
 * Opens a position at the start of a run, at its own entry value.
 *
 * @param lots - Signed lots. @param cost - Signed value at entry, units.
 */
export const openPosition = (venue: Venue, account: number, market: number, lots: number, cost: number): void => {
  venue.ledger.fill(market, counterpartyOf(venue, market, lots > 0 ? 1 : -1), account, lots, cost, 'open');
};
