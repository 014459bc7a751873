import type { AccountKind } from '../contract/index.ts';
import { exact, MoneyError, mulDivCeil, value } from '../money/index.ts';
import { ACCOUNT_KINDS, Accounts } from './accounts.ts';
import { admitChanges, admitPiece } from './admission.ts';
import { CAUSE, type Cause, EVENT } from './event.ts';
import { EventLog } from './event-log.ts';
import { Flows } from './flows.ts';
import { Positions } from './positions.ts';
import { settleHolders } from './settle-holders.ts';
import { INDEX_SCALE, type LedgerMarket, type LedgerShape } from './shape.ts';

/**
 * The only code that changes a balance or a position.
 *
 * Each mutator moves the same amount out of one account and into another, writes one event, and leaves running totals that a full
 * {@link audit} compares with `===`. A mutator that cannot be carried out throws before anything is changed.
 */
export class Ledger {
  readonly shape: LedgerShape;
  log: EventLog;
  accounts: Accounts;
  positions: Positions;
  /** Mark price of each market, ticks. */
  readonly mark: Float64Array;
  /** Oracle price of each market, ticks. */
  readonly oracle: Float64Array;
  /** Index of the long and of the short side of each market, millionths of a unit per lot, signed as charged on signed lots. */
  readonly longIndex: Float64Array;
  readonly shortIndex: Float64Array;
  /** Lots held long and held short (negative) in each market: running totals by deltas. */
  readonly longLots: Float64Array;
  readonly shortLots: Float64Array;
  /** What the index account is owed by holders of each market beyond what it has advanced, units. */
  readonly indexBalance: Float64Array;
  /** Sum of all deltas of each asset since the ledger began; 0 after every event. */
  readonly drift: Float64Array;
  /** What some accounts receive less pay for the lots of each market. */
  readonly flows = new Flows();
  /** Cost memo released on the receiving account by the last fill, units. */
  releasedTo = 0;
  /** Number of fills since the ledger was made or restored: while it stands still, nobody's lots have moved. */
  fills = 0;
  /** Account that stands between holders and index charges. */
  readonly indexAccount: number;
  /** Account that keeps rounding residues. */
  readonly roundingAccount: number;
  /** Account of the rest of the world. */
  readonly outsideAccount: number;
  /** Account against which dead balances are written off. */
  readonly holeAccount: number;
  /** Account that collects fees. */
  readonly feesAccount: number;
  /** Account for money on its way between venues. */
  readonly transitAccount: number;

  constructor(shape: LedgerShape) {
    const markets = shape.markets.length;
    this.shape = shape;
    this.log = new EventLog();
    this.accounts = new Accounts(shape.assets, shape.accounts);
    this.positions = new Positions(markets, shape.positions);
    this.mark = new Float64Array(markets);
    this.oracle = new Float64Array(markets);
    this.longIndex = new Float64Array(markets);
    this.shortIndex = new Float64Array(markets);
    this.longLots = new Float64Array(markets);
    this.shortLots = new Float64Array(markets);
    this.indexBalance = new Float64Array(markets);
    this.drift = new Float64Array(shape.assets);
    this.outsideAccount = this.open('outside');
    this.feesAccount = this.open('fees');
    this.roundingAccount = this.open('rounding');
    this.indexAccount = this.open('index');
    this.holeAccount = this.open('hole');
    this.transitAccount = this.open('transit');
  }

  /** Opens an account and returns its id. */
  open(kind: AccountKind, owner = -1): number {
    const id = this.accounts.add(kind, owner);
    if (this.accounts.isInstitutional(id)) this.positions.keepDirectory(id);
    const ownerId = this.accounts.owner[id] as number;
    this.log.push(EVENT['open-account'], CAUSE.open, 0, -1, id, ownerId, 0, ACCOUNT_KINDS.indexOf(kind), 0, 0);
    return id;
  }

  /** Records what a member has committed beyond its deposit, units. */
  commit(account: number, units: number): void {
    this.accounts.commitment.set(account, exact(units));
    this.log.push(EVENT.commit, CAUSE.commitment, 0, -1, account, -1, 0, units, 0, 0);
  }

  /** Sets the prices of a market, ticks. */
  setPrice(market: number, mark: number, oracle: number): void {
    this.mark[market] = mark;
    this.oracle[market] = oracle;
    this.log.push(EVENT.price, CAUSE.none, 0, market, -1, -1, oracle, mark, 0, 0);
  }

  /** Value of signed lots of a market at a price, units. */
  value(market: number, lots: number, ticks: number): number {
    return value((this.shape.markets[market] as LedgerMarket).instrument, lots, ticks);
  }

  /** Row of an account's position, or -1. */
  row(account: number, market: number): number {
    return this.positions.find(account, this.accounts.head[account] as number, market);
  }

  /** Signed lots of an account in a market. */
  lots(account: number, market: number): number {
    const row = this.row(account, market);
    return row === -1 ? 0 : (this.positions.lots[row] as number);
  }

  /**
   * Moves money: `from` pays `to` units >= 0 of an asset.
   *
   * @param about - Market the money is about, for index charges and rounding; kept in the event's `lots`.
   */
  transfer(asset: number, from: number, to: number, units: number, cause: Cause, caseId = 0, about = 0): void {
    if (exact(units) < 0)
      throw new MoneyError('out-of-range', `a transfer of ${units} units was below zero`, 'swap payer and payee');
    if (units === 0) return;
    if (from === this.indexAccount || to === this.indexAccount) {
      exact(Math.abs(this.indexBalance[about] as number) + units);
    }
    this.#move(asset, from, to, units);
    if (from === this.indexAccount) this.#owe(about, -units);
    if (to === this.indexAccount) this.#owe(about, units);
    this.log.push(EVENT.transfer, CAUSE[cause], caseId, asset, from, to, about, units, 0, 0);
  }

  #owe(market: number, units: number): void {
    this.indexBalance[market] = (this.indexBalance[market] as number) + units;
  }

  /**
   * Moves a piece of a position from one account to another.
   *
   * @param lots - Signed piece that leaves `from`: positive when it lets go of a long.
   * @param worth - Signed value at which it moves, units: `from` receives it.
   * @returns Cost memo released on `from`, units; 0 for the part that opens a position instead of closing one.
   */
  fill(market: number, from: number, to: number, lots: number, worth: number, cause: Cause, caseId = 0): number {
    exact(worth);
    if (exact(lots) === 0 && worth === 0) return 0;
    if (from === to)
      throw new MoneyError('out-of-range', `account ${from} would trade with itself`, 'choose another counterparty');
    const { settle: asset, instrument } = this.shape.markets[market] as LedgerMarket;
    const fromRow = this.row(from, market);
    const fromDue = fromRow === -1 ? 0 : this.accrued(fromRow);
    admitPiece(this, from, market, fromRow, fromDue, -lots, -worth);
    const toRow = this.row(to, market);
    const toDue = toRow === -1 ? 0 : this.accrued(toRow);
    admitPiece(this, to, market, toRow, toDue, lots, worth);
    const atMark = value(instrument, lots, this.mark[market] as number);
    this.#collect(from, market, fromRow, fromDue);
    this.#collect(to, market, toRow, toDue);
    this.fills += 1;
    this.#move(asset, to, from, worth);
    const released = this.#take(from, market, fromRow, -lots, -worth);
    this.releasedTo = this.#take(to, market, toRow, lots, worth);
    this.flows.add(from, market, worth);
    this.flows.add(to, market, -worth);
    this.log.push(EVENT.fill, CAUSE[cause], caseId, market, from, to, lots, worth, released, atMark);
    return released;
  }

  /** Sells units of a collateral asset for units of the settlement asset; `atIndex` is their value at the index. */
  sellCollateral(
    asset: number,
    from: number,
    to: number,
    units: number,
    proceeds: number,
    atIndex: number,
    caseId = 0,
  ): void {
    for (const account of [from, to]) {
      const sign = account === from ? -1 : 1;
      admitChanges(this, asset, account, sign * exact(units));
      admitChanges(this, 0, account, -sign * exact(proceeds));
    }
    this.#move(asset, from, to, units);
    this.#move(0, to, from, proceeds);
    this.log.push(EVENT['sell-collateral'], CAUSE.collateral, caseId, asset, from, to, units, proceeds, 0, atIndex);
  }

  /** Raises the index of a market side; holders are charged `lots x perLot / 10^6`, rounded up, when next touched. */
  shiftIndex(market: number, side: 1 | -1, perLot: number, cause: Cause, caseId = 0): void {
    const column = side === 1 ? this.longIndex : this.shortIndex;
    column[market] = exact((column[market] as number) + exact(perLot));
    this.log.push(EVENT['shift-index'], CAUSE[cause], caseId, market, -1, -1, side, perLot, 0, 0);
  }

  /** Advances units from the index account to an account, to be collected from holders as they are touched. */
  advanceIndex(market: number, to: number, units: number, caseId: number): void {
    const asset = (this.shape.markets[market] as LedgerMarket).settle;
    this.transfer(asset, this.indexAccount, to, units, 'index-shift', caseId, market);
  }

  /** Accrued, not yet settled index charges of a position row, units, signed: positive is owed by the holder. */
  accrued(row: number): number {
    const { lots, market } = this.positions;
    const size = lots[row] as number;
    const column = size > 0 ? this.longIndex : this.shortIndex;
    const now = column[market[row] as number] as number;
    const then = this.positions.entryIndexOf(row);
    return now === then ? 0 : mulDivCeil(size, now, INDEX_SCALE) - mulDivCeil(size, then, INDEX_SCALE);
  }

  /** Settles the accrued index charges of an account in a market; what a holder pays does not depend on when it is settled. */
  settle(account: number, market: number): void {
    const row = this.row(account, market);
    const due = row === -1 ? 0 : this.accrued(row);
    if (due !== 0) this.#collect(account, market, row, due);
  }

  /** Collects what a row has accrued, and counts its charges from now on. */
  #collect(account: number, market: number, row: number, due: number): void {
    if (due !== 0) {
      exact((this.indexBalance[market] as number) + due);
      this.#move((this.shape.markets[market] as LedgerMarket).settle, account, this.indexAccount, due);
      this.#owe(market, due);
      this.flows.add(account, market, -due);
      this.log.push(EVENT['settle-index'], CAUSE.funding, 0, market, account, this.indexAccount, 0, due, 0, 0);
    }
    this.#touch(row);
  }

  /** Charges of a row are counted from now on: what its lots change to owes nothing for the time before. */
  #touch(row: number): void {
    if (row === -1) return;
    const { lots, market } = this.positions;
    this.positions.setEntryIndex(row, this.#sideIndex(market[row] as number, lots[row] as number));
  }

  /** Settles all holders of a market and moves the residue, below one unit a position, to the rounding account. */
  settleMarket(market: number): void {
    settleHolders(this, market);
  }

  /** Raises the cost memo of a position, so that a gain that was charged is not charged again. */
  raiseCost(account: number, market: number, units: number, caseId: number): void {
    const row = this.row(account, market);
    if (row === -1)
      throw new MoneyError(
        'out-of-range',
        `account ${account} has no position in market ${market}`,
        'charge gains where they are',
      );
    this.positions.cost[row] = exact((this.positions.cost[row] as number) + exact(units));
    this.log.push(EVENT['raise-cost'], CAUSE.charge, caseId, market, account, -1, 0, units, 0, 0);
  }

  #sideIndex(market: number, lots: number): number {
    return (lots > 0 ? this.longIndex[market] : this.shortIndex[market]) as number;
  }

  /** Both legs or neither: the payee's leg is undone if the payer's overflows. */
  #move(asset: number, from: number, to: number, units: number): void {
    this.#adjust(asset, to, units);
    try {
      this.#adjust(asset, from, -units);
    } catch (error) {
      this.#adjust(asset, to, -units);
      throw error;
    }
  }

  #adjust(asset: number, account: number, delta: number): void {
    this.accounts.adjust(asset, account, delta);
    this.drift[asset] = (this.drift[asset] as number) + delta;
  }

  /** Adds signed lots at signed cost to a position, -1 for a new one; returns the cost released by the part that closes. */
  #take(account: number, market: number, present: number, lots: number, cost: number): number {
    if (lots === 0) return 0;
    const positions = this.positions;
    let row = present;
    if (row === -1) {
      row = positions.open(account, market, this.accounts.head[account] as number, this.#sideIndex(market, lots));
      this.accounts.head[account] = row;
    }
    const held = positions.lots[row] as number;
    const released = positions.add(row, lots, cost);
    const after = positions.lots[row] as number;
    if (Math.sign(after) !== Math.sign(held)) this.#touch(row);
    this.#countLots(market, held, after);
    if (after === 0) this.accounts.head[account] = positions.close(row, this.accounts.head[account] as number);
    return released;
  }

  #countLots(market: number, before: number, after: number): void {
    // The change first: a total near 2^53 and all of a position would not add up exactly.
    this.longLots[market] = (this.longLots[market] as number) + (Math.max(0, after) - Math.max(0, before));
    this.shortLots[market] = (this.shortLots[market] as number) + (Math.min(0, after) - Math.min(0, before));
  }
}
