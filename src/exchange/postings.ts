import type { AccountKind } from '../contract/index.ts';
import { type Cause, type Ledger, recordNetted } from '../ledger/index.ts';
import { mulDivFloor } from '../money/index.ts';
import type { CaseData } from './case.ts';
import { type Bearer, FIELD } from './case-record.ts';
import type { Market } from './market.ts';
import type { Valuation } from './valuation.ts';

/** Who bears a loss that a fill or payment puts on an account of that kind. */
export const bearerOf = (cause: Cause, kind: AccountKind): Bearer => {
  if (cause === 'adl') return 'adl';
  if (cause === 'charge' || cause === 'index-shift') return 'socialised';
  if (cause === 'write-off') return 'uncovered';
  if (kind === 'fund') return 'fund';
  if (kind === 'vault' || kind === 'pool' || kind === 'member') return 'backstop';
  return 'book';
};

/** Market a payment of a case is counted under: its own, or the first its subject held. */
export const marketOf = (data: CaseData): number => (data.market !== -1 ? data.market : Math.max(0, data.firstMarket));

/** Causes of money that leaves the subject, and what they are called in the account of the case. */
const OUTFLOWS = {
  'liquidation-fee': 'fees',
  forfeit: 'forfeited',
  'take-over-difference': 'slippage',
  'adl-difference': 'slippage',
} as const;

/**
 * Moves lots and money on behalf of a case, and keeps the account of the case beside the ledger's events.
 *
 * `ownCollateral` is read from the columns before and after: the balance, and with a fill the cost of the position it moves, which are all
 * of the subject's money that the event can change. Every other field is the sum of its own events.
 */
export class Postings {
  readonly #ledger: Ledger;
  readonly #valuation: Valuation;
  readonly #inventory: (holder: number, market: number) => CaseData | undefined;
  readonly #flow: (account: number, market: number, units: number) => void;
  readonly #cut: (account: number) => void;

  /**
   * @param inventory - Open inventory case of a holder in a market.
   * @param flow - Told what an account received (positive) or paid in a case of a market besides its lots, units of the settlement asset.
   * @param cut - Told which account ADL took lots from.
   */
  constructor(
    ledger: Ledger,
    valuation: Valuation,
    inventory: (holder: number, market: number) => CaseData | undefined,
    flow: (account: number, market: number, units: number) => void,
    cut: (account: number) => void,
  ) {
    this.#ledger = ledger;
    this.#valuation = valuation;
    this.#inventory = inventory;
    this.#flow = flow;
    this.#cut = cut;
  }

  /** Quote plus cost of the position in a market, units of the asset it settles in: what a fill there can change of an account's money. */
  #moneyIn(account: number, market: Market): number {
    const row = this.#ledger.row(account, market.number);
    const balance = this.#ledger.accounts.balance(market.setup.settle, account);
    return row === -1 ? balance : balance + (this.#ledger.positions.cost[row] as number);
  }

  /** Lets a piece of the subject go to a counterparty at an executed value. */
  fill(data: CaseData, market: Market, counterparty: number, lots: number, executed: number, cause: Cause): void {
    const atMark = market.value(lots, market.mark);
    // Charges accrued before this piece left are the subject's own affair, not the case's.
    this.#ledger.settle(data.subject, market.number);
    const held = this.#ledger.lots(counterparty, market.number);
    if (!data.hasLeg(market.number)) data.noteLeg(market, this.#ledger.lots(data.subject, market.number));
    const asset = market.setup.settle;
    const before = this.#moneyIn(data.subject, market);
    const released = this.#ledger.fill(market.number, data.subject, counterparty, lots, executed, cause, data.id);
    data.post(asset, FIELD.ownCollateral, before - this.#moneyIn(data.subject, market));
    if (cause === 'adl') this.#cut(counterparty);
    data.post(asset, FIELD.markLoss, released - atMark);
    if (executed < atMark) data.post(asset, FIELD.slippage, atMark - executed);
    else data.post(asset, FIELD[bearerOf(cause, this.#ledger.accounts.kindOf(counterparty))], executed - atMark);
    this.#net(counterparty, market, held, lots, executed);
    this.#inventory(data.subject, market.number)?.attribute(lots);
  }

  /** A counterparty that held inventory of the other side has closed part of it by this fill: its inventory case learns of it. */
  #net(holder: number, market: Market, held: number, lots: number, executed: number): void {
    if (held === 0 || held > 0 === lots > 0) return;
    const inventory = this.#inventory(holder, market.number);
    if (inventory === undefined) return;
    const size = Math.min(Math.abs(held), Math.abs(lots));
    const worth = -mulDivFloor(executed, size, Math.abs(lots));
    this.metBy(inventory, market, Math.sign(held) * size, worth, this.#ledger.releasedTo);
  }

  /** Tells a case that lots of its subject were closed by a fill that belongs to another case. */
  metBy(data: CaseData, market: Market, lots: number, worth: number, released: number): void {
    const holder = data.subject;
    const atMark = market.value(lots, market.mark);
    recordNetted(this.#ledger.log, {
      case: data.id,
      market: market.number,
      holder,
      lots,
      worth,
      released,
      atMark,
    });
    const asset = market.setup.settle;
    data.post(asset, FIELD.markLoss, released - atMark);
    data.post(asset, FIELD.ownCollateral, released - worth);
    if (worth < atMark) data.post(asset, FIELD.slippage, atMark - worth);
    else data.post(asset, FIELD.book, worth - atMark);
    data.attribute(lots);
  }

  /** A fill between two accounts that belongs to no case; whoever closes inventory by it has its inventory case told. */
  trade(market: Market, from: number, to: number, lots: number, executed: number, cause: Cause, caseId = 0): void {
    const heldFrom = this.#ledger.lots(from, market.number);
    const heldTo = this.#ledger.lots(to, market.number);
    const released = this.#ledger.fill(market.number, from, to, lots, executed, cause, caseId);
    this.#net(to, market, heldTo, lots, executed);
    const inventory = this.#inventory(from, market.number);
    if (inventory === undefined || heldFrom === 0 || heldFrom > 0 !== lots > 0) return;
    const size = Math.min(Math.abs(heldFrom), Math.abs(lots));
    const worth = -mulDivFloor(-executed, size, Math.abs(lots));
    this.metBy(inventory, market, Math.sign(heldFrom) * size, worth, released);
  }

  /** Pays the subject. */
  receive(data: CaseData, asset: number, from: number, units: number, cause: Cause): void {
    if (from === data.subject) return;
    const { accounts } = this.#ledger;
    const before = accounts.balance(asset, data.subject);
    this.#ledger.transfer(asset, from, data.subject, units, cause, data.id);
    data.post(asset, FIELD.ownCollateral, before - accounts.balance(asset, data.subject));
    data.post(asset, FIELD[bearerOf(cause, accounts.kindOf(from))], units);
    this.#flow(from, marketOf(data), -this.#valuation.worth(asset, units));
  }

  /** Credits the subject from a market's index, to be collected from its holders. */
  advance(data: CaseData, market: Market, units: number): void {
    const { accounts } = this.#ledger;
    const asset = market.setup.settle;
    const before = accounts.balance(asset, data.subject);
    this.#ledger.advanceIndex(market.number, data.subject, units, data.id);
    data.post(asset, FIELD.ownCollateral, before - accounts.balance(asset, data.subject));
    data.post(asset, FIELD.socialised, units);
  }

  /** Takes money from the subject: a fee, forfeited margin, or the worse side of a take-over. */
  pay(data: CaseData, asset: number, to: number, units: number, cause: keyof typeof OUTFLOWS): void {
    if (to === data.subject) return;
    const { accounts } = this.#ledger;
    const before = accounts.balance(asset, data.subject);
    this.#ledger.transfer(asset, data.subject, to, units, cause, data.id);
    data.post(asset, FIELD.ownCollateral, before - accounts.balance(asset, data.subject));
    data.post(asset, FIELD[OUTFLOWS[cause]], units);
    this.#flow(to, marketOf(data), this.#valuation.worth(asset, units));
  }

  /** Sells collateral of the subject to the rest of the world, or buys what it owes (both signs negative); kept in the settlement asset. */
  sell(data: CaseData, asset: number, units: number, proceeds: number): void {
    const atIndex = this.#valuation.worth(asset, units);
    const { accounts } = this.#ledger;
    const before = accounts.balance(0, data.subject) + atIndex;
    this.#ledger.sellCollateral(asset, data.subject, this.#ledger.outsideAccount, units, proceeds, atIndex, data.id);
    data.post(0, FIELD.ownCollateral, before - accounts.balance(0, data.subject));
    if (proceeds < atIndex) data.post(0, FIELD.slippage, atIndex - proceeds);
    else data.post(0, FIELD.book, proceeds - atIndex);
  }
}
