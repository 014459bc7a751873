import type { Action, ActionOutcome, CutAction, Side } from '../../contract/index.ts';
import { INDEX_SCALE } from '../../ledger/index.ts';
import { apportion, mulDivCeil, rateCeil } from '../../money/index.ts';
import type { CaseData } from '../case.ts';
import type { Market } from '../market.ts';
import { settleOwnMoney } from '../own-money.ts';
import { marketOf } from '../postings.ts';
import type { Venue } from '../venue.ts';
import { cutParts, partsOf, shareValue } from './cut.ts';

/** How far an index of a market side may have risen, millionths of a unit per lot. */
const LARGEST_INDEX = 2 ** 52;

type OrderFee = NonNullable<Extract<Action, { do: 'order' }>['fee']>;

/** Does one checked action for a case and says what came of it. */
export const perform = (venue: Venue, data: CaseData, action: Action): ActionOutcome => {
  switch (action.do) {
    case 'cancel': {
      const account = action.account ?? data.subject;
      if (action.market !== undefined)
        return { do: 'cancel', lots: 0, value: (venue.markets[action.market] as Market).book.cancel(account) };
      let cancelled = 0;
      for (const market of venue.markets) cancelled += market.book.cancel(account);
      return { do: 'cancel', lots: 0, value: cancelled };
    }
    case 'order':
      return order(venue, data, action);
    case 'offer':
      return offer(venue, data, action);
    case 'takeOver':
      return takeOver(venue, data, action);
    case 'pay': {
      const pool = venue.requirePool(action.from, marketOf(data));
      venue.postings.receive(data, 0, pool.account, action.amount, 'pay');
      return { do: 'pay', lots: 0, value: action.amount };
    }
    case 'cut':
      return cut(venue, data, action);
    case 'charge':
      return charge(venue, data, action);
    case 'shiftIndex':
      return shiftIndex(venue, data, action);
  }
};

const order = (venue: Venue, data: CaseData, action: Extract<Action, { do: 'order' }>): ActionOutcome => {
  const market = venue.markets[action.market] as Market;
  const account = action.account ?? data.subject;
  const own = account === data.subject;
  // Letting go of a long sells, of a short buys.
  const side: Side = action.lots > 0 ? -1 : 1;
  const wanted = Math.abs(action.lots);
  if (action.timeInForce === 'fok' && market.book.fillable(side, action.limit, account) < wanted)
    return { do: 'order', lots: 0, value: 0 };
  let value = 0;
  const filled = market.match(account, side, wanted, action.limit, (maker, lots, ticks) => {
    const piece = Math.sign(action.lots) * lots;
    const worth = market.value(piece, ticks);
    value += worth;
    if (!own) return venue.postings.trade(market, account, maker.account, piece, worth, 'companion', data.id);
    // Counterparties chosen by ADL may meet the subject in the book: then they are cut, not volunteers.
    venue.postings.fill(data, market, maker.account, piece, worth, maker.case === data.id ? 'adl' : 'book');
    const other = venue.cases.all[maker.case - 1];
    if (other?.kind !== 'default' || other.subject !== maker.account) return;
    venue.postings.metBy(other, market, -piece, -worth, venue.ledger.releasedTo);
  });
  const left = wanted - filled;
  if (action.timeInForce === 'gtc' && left > 0 && action.limit !== undefined) {
    venue.cases.rests(data);
    market.book.rest({
      account,
      side,
      ticks: action.limit,
      lots: left,
      expires: action.expires ?? Number.MAX_SAFE_INTEGER,
      case: data.id,
    });
  }
  if (action.fee !== undefined && own) settleFee(venue, data, action, action.fee, value, filled);
  return { do: 'order', lots: Math.sign(action.lots) * filled, value };
};

/** Takes the fee of an order or an offer, or has its pool bear what was executed short of the value it is measured from. */
const settleFee = (
  venue: Venue,
  data: CaseData,
  { market, lots }: Extract<Action, { do: 'order' | 'offer' }>,
  { perMillion, to, above, bears }: OrderFee,
  value: number,
  filled: number,
): void => {
  const { setup } = venue.markets[market] as Market;
  const pool = venue.requirePool(to, market);
  const gained = above === undefined ? Number.POSITIVE_INFINITY : value - mulDivCeil(above, filled, Math.abs(lots));
  if (bears === true && gained < 0) {
    const most = venue.valuation.inAsset(setup.settle, pool.spendable);
    venue.postings.receive(data, setup.settle, pool.account, Math.min(-gained, most), 'pay');
    return;
  }
  // A fee is junior to the loss: it never takes the account below zero.
  const equity = venue.valuation.inAsset(setup.settle, Math.max(0, venue.valuation.equityOf(data.subject)));
  const fee = Math.min(rateCeil(Math.abs(value), perMillion), equity, Math.max(0, gained));
  venue.postings.pay(data, setup.settle, pool.account, fee, 'liquidation-fee');
};

const offer = (venue: Venue, data: CaseData, action: Extract<Action, { do: 'offer' }>): ActionOutcome => {
  const market = venue.markets[action.market] as Market;
  const capacity = Float64Array.from(action.to, (taker) => taker.capacity);
  const wanted = Math.abs(action.lots);
  const taken = action.share === 'pro-rata' ? apportion(wanted, capacity, capacity) : inOrder(wanted, capacity);
  const lots = taken.reduce((sum, part) => sum + part, 0);
  if (lots === 0) return { do: 'offer', lots: 0, value: 0 };
  const whole = partOf(action.value, lots, wanted);
  const values = shareValue(whole, taken);
  action.to.forEach((taker, i) => {
    const part = taken[i] as number;
    if (part > 0)
      venue.postings.fill(data, market, taker.account, Math.sign(action.lots) * part, values[i] as number, 'offer');
  });
  if (action.fee !== undefined) settleFee(venue, data, action, action.fee, whole, lots);
  return { do: 'offer', lots: Math.sign(action.lots) * lots, value: whole };
};

const inOrder = (wanted: number, capacity: Float64Array): Float64Array => {
  let left = wanted;
  return capacity.map((most) => {
    const part = Math.min(left, most);
    left -= part;
    return part;
  });
};

/** Value of a part of a piece: the subject is never paid more than its share, rounded towards zero. */
const partOf = (value: number, lots: number, whole: number): number =>
  (shareValue(value, [lots, whole - lots])[0] ?? 0) as number;

const takeOver = (venue: Venue, data: CaseData, action: Extract<Action, { do: 'takeOver' }>): ActionOutcome => {
  const market = venue.markets[action.market] as Market;
  const pool = venue.requirePool(action.by, action.market);
  const asset = market.setup.settle;
  const atMark = market.value(action.lots, market.mark);
  // Paid before the lots move: netting inverse inventory may cost the pool a unit of rounding, which it was not asked to keep.
  venue.postings.receive(data, asset, pool.account, Math.max(0, action.value - atMark), 'take-over-difference');
  venue.postings.fill(data, market, pool.account, action.lots, atMark, 'take-over');
  venue.postings.pay(data, asset, pool.account, Math.max(0, atMark - action.value), 'take-over-difference');
  const inventory = venue.cases.addInventory(pool.account, market.number, data, action.lots);
  settleOwnMoney(venue, data);
  if (action.margin === 'forfeited' && venue.isFlat(data.subject)) {
    for (let a = 0; a < venue.assets.length; a++) {
      const rest = venue.ledger.accounts.balance(a, data.subject);
      if (rest <= 0) continue;
      venue.postings.pay(data, a, pool.account, rest, 'forfeit');
      if (inventory !== undefined && a === asset) inventory.receiveForfeited(rest);
    }
  }
  return { do: 'takeOver', lots: action.lots, value: action.value };
};

const cut = (venue: Venue, data: CaseData, action: CutAction): ActionOutcome => {
  const market = venue.markets[action.market] as Market;
  const { value, counterpartyValue, difference } = action;
  const lots = cutParts(venue, data, market, partsOf(action), value, counterpartyValue, difference);
  return { do: 'cut', lots, value };
};

const charge = (venue: Venue, data: CaseData, action: Extract<Action, { do: 'charge' }>): ActionOutcome => {
  const { ledger, postings, valuation } = venue;
  let raised = 0;
  for (const { account, amount } of action.charges) {
    // Only gains are in a market.
    if (action.market !== undefined) {
      const { setup } = venue.markets[action.market] as Market;
      ledger.settle(account, action.market);
      ledger.raiseCost(account, action.market, valuation.inAsset(setup.settle, amount), data.id);
    }
    if (action.base === 'commitment') {
      // A member pays a cash call with money it has not deposited yet.
      ledger.commit(account, (ledger.accounts.commitment.get(account) ?? 0) - amount);
      ledger.transfer(0, ledger.outsideAccount, account, amount, 'commitment', data.id);
      venue.periods.deposited(account, amount);
    }
    postings.receive(data, 0, account, amount, 'charge');
    raised += amount;
  }
  return { do: 'charge', lots: 0, value: raised };
};

const shiftIndex = (venue: Venue, data: CaseData, action: Extract<Action, { do: 'shiftIndex' }>): ActionOutcome => {
  const market = venue.markets[action.market] as Market;
  const { ledger } = venue;
  const long = ledger.longLots[market.number] as number;
  const short = -(ledger.shortLots[market.number] as number);
  const payers = (action.side === -1 ? 0 : long) + (action.side === 1 ? 0 : short);
  // What came before it in the same answer may have paid a whole unit of a coarser asset.
  const amount = Math.min(action.amount, Math.max(0, -venue.valuation.equityOf(data.subject)));
  const asked = venue.valuation.inAssetUp(market.setup.settle, amount);
  // An index that has risen by millions of dollars a lot has no exact value: what it cannot carry is left to the layers below.
  const risen = Math.max(
    Math.abs(ledger.longIndex[market.number] as number),
    Math.abs(ledger.shortIndex[market.number] as number),
  );
  const units = Math.min(asked, Math.floor(((LARGEST_INDEX - risen) / INDEX_SCALE) * payers));
  if (units <= 0) return { do: 'shiftIndex', lots: 0, value: 0 };
  const perLot = mulDivCeil(units, INDEX_SCALE, payers);
  // A charge is `lots x index`, so the short side's index falls where it pays.
  if (action.side !== -1) ledger.shiftIndex(market.number, 1, perLot, 'index-shift', data.id);
  if (action.side !== 1) ledger.shiftIndex(market.number, -1, -perLot, 'index-shift', data.id);
  venue.postings.advance(data, market, units);
  const value = units === asked ? amount : venue.valuation.worth(market.setup.settle, units);
  return { do: 'shiftIndex', lots: 0, value };
};
