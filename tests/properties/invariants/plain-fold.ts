import type { AccountKind, EventRow, FoldedBooks, FoldedPosition } from '../../../src/contract/index.ts';
import { ACCOUNT_KINDS, type LedgerShape } from '../../../src/ledger/index.ts';
import { value } from '../../../src/money/index.ts';

interface Held {
  lots: number;
  cost: number;
  /** Index of the side when it was last settled, millionths of a unit per lot. */
  index: number;
}

const SCALE = 1_000_000n;

const floorDiv = (a: bigint, b: bigint): bigint => (a % b !== 0n && a < 0n !== b < 0n ? a / b - 1n : a / b);
const ceilDiv = (a: bigint, b: bigint): bigint => -floorDiv(-a, b);

/** Part of a whole that goes with `part` of `of`, rounded down. */
const share = (whole: number, part: number, of: number): number =>
  Number(floorDiv(BigInt(whole) * BigInt(part), BigInt(of)));

/** The plain fold of a log, in bigints and maps: what `BooksFold` is held against. */
export class PlainFold implements FoldedBooks {
  readonly #shape: LedgerShape;
  readonly #kinds: AccountKind[] = [];
  readonly #owners: number[] = [];
  readonly #quotes: Map<number, bigint>[];
  readonly #positions = new Map<number, Map<number, Held>>();
  readonly #mark: number[];
  readonly #index: { long: number; short: number }[];
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
    this.#shape = shape;
    this.#quotes = Array.from({ length: shape.assets }, () => new Map<number, bigint>());
    this.#mark = shape.markets.map(() => 0);
    this.#index = shape.markets.map(() => ({ long: 0, short: 0 }));
    this.#prices = Array.from({ length: shape.assets }, () => ({ units: 1, value: 1 }));
  }

  /** Takes the next row of the log. */
  apply(row: EventRow): void {
    const { a, b, market, lots } = row;
    switch (row.kind) {
      case 'open-account':
        this.#kinds[a] = ACCOUNT_KINDS[row.value] as AccountKind;
        this.#owners[a] = b;
        return;
      case 'transfer':
        return this.#move(market, a, b, row.value);
      case 'settle-index': {
        this.#move(this.#settle(market), a, b, row.value);
        const held = this.#held(a, market);
        if (held !== undefined) held.index = this.#sideOf(market, held.lots);
        return;
      }
      case 'fill':
        return this.#fill(row);
      case 'sell-collateral':
        this.#move(market, a, b, lots);
        return this.#move(0, b, a, row.value);
      case 'shift-index': {
        const index = this.#index[market] as { long: number; short: number };
        if (lots === 1) index.long += row.value;
        else index.short += row.value;
        return;
      }
      case 'price':
        this.#mark[market] = row.value;
        return;
      case 'asset-price':
        this.#prices[market] = { units: lots, value: row.value };
        return;
      case 'raise-cost': {
        const held = this.#held(a, market);
        if (held !== undefined) held.cost += row.value;
        return;
      }
    }
  }

  #fill({ a, b, market, lots, value: worth }: EventRow): void {
    this.a = a;
    this.b = b;
    this.heldByA = this.lots(a, market);
    this.heldByB = this.lots(b, market);
    this.#move(this.#settle(market), b, a, worth);
    this.moneyA = worth + this.#take(a, market, -lots, -worth);
    this.moneyB = -worth + this.#take(b, market, lots, worth);
  }

  /** Adds lots at a cost to a position; returns by how much its cost changed. */
  #take(account: number, market: number, lots: number, cost: number): number {
    if (account < 0 || lots === 0) return 0;
    const own = this.#positions.get(account) ?? new Map<number, Held>();
    this.#positions.set(account, own);
    const held = own.get(market) ?? { lots: 0, cost: 0, index: 0 };
    own.set(market, held);
    const before = held.cost;
    const after = held.lots + lots;
    if (held.lots === 0 || Math.sign(held.lots) === Math.sign(lots)) held.cost += cost;
    else {
      const closed = Math.min(Math.abs(lots), Math.abs(held.lots));
      const released = closed === Math.abs(held.lots) ? held.cost : share(held.cost, closed, Math.abs(held.lots));
      const opened = closed === Math.abs(lots) ? 0 : cost - share(cost, closed, Math.abs(lots));
      held.cost += opened - released;
    }
    held.lots = after;
    held.index = this.#sideOf(market, after);
    if (after === 0) own.delete(market);
    return held.cost - before;
  }

  #move(asset: number, from: number, to: number, units: number): void {
    const quotes = this.#quotes[asset] as Map<number, bigint>;
    if (from >= 0) quotes.set(from, (quotes.get(from) ?? 0n) - BigInt(units));
    if (to >= 0) quotes.set(to, (quotes.get(to) ?? 0n) + BigInt(units));
  }

  #settle(market: number): number {
    return this.#shape.markets[market]?.settle ?? 0;
  }

  #held(account: number, market: number): Held | undefined {
    return this.#positions.get(account)?.get(market);
  }

  #sideOf(market: number, lots: number): number {
    const index = this.#index[market] as { long: number; short: number };
    return lots > 0 ? index.long : index.short;
  }

  /** Value of a position at mark less what it owes to its index, units. */
  #worth(market: number, held: Held): number {
    return this.#shape.markets[market]?.instrument === undefined
      ? 0
      : this.#value(market, held.lots) - this.#accrued(market, held);
  }

  #accrued(market: number, { lots, index: then }: Held): number {
    const due = (index: number): bigint => ceilDiv(BigInt(lots) * BigInt(index), SCALE);
    return Number(due(this.#sideOf(market, lots)) - due(then));
  }

  #value(market: number, lots: number): number {
    const instrument = this.#shape.markets[market]?.instrument;
    return instrument === undefined ? 0 : value(instrument, lots, this.#mark[market] as number);
  }

  /** Kind of an account. */
  kindOf(account: number): AccountKind | undefined {
    return this.#kinds[account];
  }

  ownerOf(account: number): number | undefined {
    return this.#owners[account];
  }

  quote(account: number, asset: number): bigint {
    return this.#quotes[asset]?.get(account) ?? 0n;
  }

  lots(account: number, market: number): number {
    return this.#held(account, market)?.lots ?? 0;
  }

  markets(account: number): Iterable<number> {
    return this.#positions.get(account)?.keys() ?? [];
  }

  *walk(account: number): Generator<FoldedPosition> {
    for (const [market, held] of this.#positions.get(account) ?? []) {
      const { lots, cost } = held;
      yield { market, lots, cost, value: this.#value(market, lots), accrued: this.#accrued(market, held) };
    }
  }

  cost(account: number, market: number): number {
    return this.#held(account, market)?.cost ?? 0;
  }

  /** Quote in an asset plus what the positions that settle in it are worth, units. */
  balanceAtMark(account: number, asset: number): number {
    let balance = Number(this.quote(account, asset));
    for (const [market, held] of this.#positions.get(account) ?? [])
      if (this.#settle(market) === asset) balance += this.#worth(market, held);
    return balance;
  }

  /** Quote in an asset plus the cost of the positions that settle in it, units: its money, gains and losses not counted. */
  #cash(account: number, asset: number): number {
    let cash = Number(this.quote(account, asset));
    for (const [market, held] of this.#positions.get(account) ?? [])
      if (this.#settle(market) === asset) cash += held.cost;
    return cash;
  }

  /** What an account may spend without touching what its positions have lost: the lesser of cash and equity, all assets at their full price. */
  free(account: number): number {
    let cash = 0;
    let equity = 0;
    for (const [asset, { units, value }] of this.#prices.entries()) {
      cash += share(this.#cash(account, asset), value, units);
      equity += share(this.balanceAtMark(account, asset), value, units);
    }
    return Math.min(cash, equity);
  }
}
