import type { AccountKind, EventRow, FoldedBooks, FoldedPosition, SubjectAfter } from '../contract/index.ts';
import { ACCOUNT_KINDS, type LedgerShape } from '../ledger/index.ts';
import { value } from '../money/index.ts';
import { ExactSums } from './exact-sums.ts';
import { HoldingCursor } from './holding-cursor.ts';
import { Holdings } from './holdings.ts';
import { shareOf, shareUp } from './whole-shares.ts';

/** Millionths of a unit per lot in which indices count. */
const SCALE = 1_000_000;

/**
 * Balances, positions and indices folded from an event log alone, exact at any size.
 *
 * It reads the log as an auditor would and shares no code with the ledger, so that the two can be held against each other.
 */
export class BooksFold implements FoldedBooks {
  readonly #shape: LedgerShape;
  /** Asset in which each market settles. */
  readonly #settle: readonly number[];
  readonly #kinds: AccountKind[] = [];
  readonly #owners: number[] = [];
  readonly #quotes: readonly ExactSums[];
  readonly #held: Holdings;
  readonly #mark: Float64Array;
  readonly #longIndex: Float64Array;
  readonly #shortIndex: Float64Array;
  /** Price of each asset: `value` units of the settlement asset for `units` of its own. */
  readonly #prices: { readonly units: number; readonly value: number }[];
  /** Accounts of the last fill. */
  a = -1;
  b = -1;
  /** Lots of a and b in the market of the last fill before it, and what it did to their money (quote plus cost). */
  heldByA = 0;
  heldByB = 0;
  moneyA = 0;
  moneyB = 0;

  constructor(shape: LedgerShape) {
    const markets = shape.markets.length;
    this.#shape = shape;
    this.#settle = shape.markets.map(({ settle }) => settle);
    this.#quotes = Array.from({ length: shape.assets }, () => new ExactSums());
    this.#held = new Holdings(markets);
    this.#mark = new Float64Array(markets);
    this.#longIndex = new Float64Array(markets);
    this.#shortIndex = new Float64Array(markets);
    this.#prices = Array.from({ length: shape.assets }, () => ({ units: 1, value: 1 }));
  }

  /** Takes the next row of the log. */
  apply(row: EventRow): void {
    switch (row.kind) {
      case 'fill':
        return this.#fill(row.market, row.a, row.b, row.lots, row.value);
      case 'transfer':
        return this.#move(row.market, row.a, row.b, row.value);
      case 'settle-index': {
        const { a, market } = row;
        this.#move(this.#settleOf(market), a, row.b, row.value);
        const held = this.#held.find(a, market);
        if (held !== -1) this.#held.settle(held, this.#sideOf(market, this.#held.lotsOf(held)));
        return;
      }
      case 'open-account':
        this.#kinds[row.a] = ACCOUNT_KINDS[row.value] as AccountKind;
        this.#owners[row.a] = row.b;
        return;
      case 'sell-collateral':
        this.#move(row.market, row.a, row.b, row.lots);
        return this.#move(0, row.b, row.a, row.value);
      case 'shift-index': {
        const side = row.lots === 1 ? this.#longIndex : this.#shortIndex;
        side[row.market] = (side[row.market] as number) + row.value;
        return;
      }
      case 'price':
        this.#mark[row.market] = row.value;
        return;
      case 'asset-price':
        this.#prices[row.market] = { units: row.lots, value: row.value };
        return;
      case 'raise-cost': {
        const held = this.#held.find(row.a, row.market);
        if (held !== -1) this.#held.hold(held, this.#held.lotsOf(held), this.#held.costOf(held) + row.value);
        return;
      }
    }
  }

  #fill(market: number, a: number, b: number, lots: number, worth: number): void {
    this.a = a;
    this.b = b;
    const ofA = this.#held.find(a, market);
    const ofB = this.#held.find(b, market);
    this.heldByA = ofA === -1 ? 0 : this.#held.lotsOf(ofA);
    this.heldByB = ofB === -1 ? 0 : this.#held.lotsOf(ofB);
    this.#move(this.#settleOf(market), b, a, worth);
    this.moneyA = worth + this.#take(ofA, a, market, -lots, -worth);
    // Whoever trades with itself may have lost or gained the row.
    this.moneyB = -worth + this.#take(a === b ? this.#held.find(b, market) : ofB, b, market, lots, worth);
  }

  /** Adds lots at a cost to a position; returns by how much its cost changed. */
  #take(found: number, account: number, market: number, lots: number, cost: number): number {
    if (account < 0 || lots === 0) return 0;
    const held = this.#held;
    const row = found === -1 ? held.open(account, market) : found;
    const before = held.lotsOf(row);
    const paid = held.costOf(row);
    const after = before + lots;
    let change = cost;
    if (before !== 0 && Math.sign(before) !== Math.sign(lots)) {
      const closed = Math.min(Math.abs(lots), Math.abs(before));
      const released = closed === Math.abs(before) ? paid : shareOf(paid, closed, Math.abs(before));
      const opened = closed === Math.abs(lots) ? 0 : cost - shareOf(cost, closed, Math.abs(lots));
      change = opened - released;
    }
    if (after === 0) held.close(row);
    else {
      held.hold(row, after, paid + change);
      held.settle(row, this.#sideOf(market, after));
    }
    return change;
  }

  #move(asset: number, from: number, to: number, units: number): void {
    const quotes = this.#quotes[asset] as ExactSums;
    if (from >= 0) quotes.add(from, -units);
    if (to >= 0) quotes.add(to, units);
  }

  #settleOf(market: number): number {
    return this.#settle[market] ?? 0;
  }

  #sideOf(market: number, lots: number): number {
    return (lots > 0 ? this.#longIndex[market] : this.#shortIndex[market]) as number;
  }

  /** Value of a position at mark, units. */
  readonly #valueOf = (row: number): number => {
    const market = this.#held.marketOf(row);
    const instrument = this.#shape.markets[market]?.instrument;
    return instrument === undefined ? 0 : value(instrument, this.#held.lotsOf(row), this.#mark[market] as number);
  };

  /** Value of a position at mark less what it owes to its index, units. */
  readonly #worthOf = (row: number): number => this.#valueOf(row) - this.#accruedOf(row);

  /** What a position owes to its index and has not settled, units. */
  readonly #accruedOf = (row: number): number => {
    const lots = this.#held.lotsOf(row);
    const then = this.#held.indexOf(row);
    const now = this.#sideOf(this.#held.marketOf(row), lots);
    return now === then ? 0 : shareUp(lots, now, SCALE) - shareUp(lots, then, SCALE);
  };

  /** Accounts that have been opened. */
  get count(): number {
    return this.#kinds.length;
  }

  /** Mark of a market, ticks. */
  markOf(market: number): number {
    return this.#mark[market] as number;
  }

  /** Price of an asset: `value` units of the settlement asset for `units` of its own. */
  priceOf(asset: number): { readonly units: number; readonly value: number } {
    return this.#prices[asset] ?? { units: 1, value: 1 };
  }

  /** Kind of an account. */
  kindOf(account: number): AccountKind | undefined {
    return this.#kinds[account];
  }

  ownerOf(account: number): number | undefined {
    return this.#owners[account];
  }

  quote(account: number, asset: number): bigint {
    return this.#quotes[asset]?.exact(account) ?? 0n;
  }

  lots(account: number, market: number): number {
    const row = this.#held.find(account, market);
    return row === -1 ? 0 : this.#held.lotsOf(row);
  }

  markets(account: number): readonly number[] {
    const markets: number[] = [];
    for (let row = this.#held.first(account); row !== -1; row = this.#held.after(row))
      markets.push(this.#held.marketOf(row));
    return markets;
  }

  walk(account: number): Iterable<FoldedPosition> {
    return new HoldingCursor(this.#held, account, this.#valueOf, this.#accruedOf);
  }

  cost(account: number, market: number): number {
    const row = this.#held.find(account, market);
    return row === -1 ? 0 : this.#held.costOf(row);
  }

  balanceAtMark(account: number, asset: number): number {
    let balance = this.#quoteNear(account, asset);
    for (let row = this.#held.first(account); row !== -1; row = this.#held.after(row))
      if (this.#settleOf(this.#held.marketOf(row)) === asset) balance += this.#worthOf(row);
    return balance;
  }

  /** Quote in an asset plus the cost of the positions that settle in it, units: its money, gains and losses not counted. */
  #cash(account: number, asset: number): number {
    let cash = this.#quoteNear(account, asset);
    for (let row = this.#held.first(account); row !== -1; row = this.#held.after(row))
      if (this.#settleOf(this.#held.marketOf(row)) === asset) cash += this.#held.costOf(row);
    return cash;
  }

  #quoteNear(account: number, asset: number): number {
    return (this.#quotes[asset] as ExactSums).nearest(account);
  }

  /** What it has at mark, all assets at their full price, units of the settlement asset. */
  equity(account: number): number {
    let equity = 0;
    for (const [asset, { units, value }] of this.#prices.entries())
      equity += shareOf(this.balanceAtMark(account, asset), value, units);
    return equity;
  }

  /** How an account stands in an asset that it has just received or paid. */
  standing(account: number, asset: number): SubjectAfter {
    let other = 0;
    for (const [one, { units, value }] of this.#prices.entries())
      if (one !== asset) other = Math.max(other, shareOf(this.#quoteNear(account, one), value, units));
    let positions = 0;
    for (let row = this.#held.first(account); row !== -1; row = this.#held.after(row)) positions += 1;
    return { balance: this.balanceAtMark(account, asset), equity: this.equity(account), positions, other };
  }

  /** What an account may spend without touching what its positions have lost: the lesser of cash and equity, all assets at their full price. */
  free(account: number): number {
    let cash = 0;
    let equity = 0;
    for (const [asset, { units, value }] of this.#prices.entries()) {
      cash += shareOf(this.#cash(account, asset), value, units);
      equity += shareOf(this.balanceAtMark(account, asset), value, units);
    }
    return Math.min(cash, equity);
  }
}
