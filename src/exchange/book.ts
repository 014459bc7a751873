import type { Side } from '../contract/index.ts';

/** A resting order. */
export interface RestingOrder {
  readonly account: number;
  /** 1 bids, -1 asks. */
  readonly side: Side;
  /** Price, ticks. */
  readonly ticks: number;
  /** Lots still to be filled, > 0. */
  lots: number;
  /** When it expires, seconds since the run began. */
  readonly expires: number;
  /** Case on whose behalf it rests; 0 for none. */
  readonly case: number;
}

interface Level {
  readonly ticks: number;
  readonly orders: RestingOrder[];
}

/** Told of each fill before the book moves on. `lots` > 0. */
export type FillListener = (maker: RestingOrder, lots: number, ticks: number) => void;

/** First place at which a level is at or behind a price, best first. */
const place = (levels: readonly Level[], side: Side, ticks: number): number => {
  let low = 0;
  let high = levels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = (levels[middle] as Level).ticks;
    if (side === 1 ? at > ticks : at < ticks) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * An order book of one market: levels best first, orders in time priority.
 *
 * The book moves no money: whoever matches against it does, fill by fill.
 */
export class Book {
  readonly #bids: Level[] = [];
  readonly #asks: Level[] = [];
  readonly #byAccount = new Map<number, Set<RestingOrder>>();
  readonly #byCase = new Map<number, Set<RestingOrder>>();
  /** Last trade, ticks; 0 before the first. */
  last = 0;
  /** Lots of an order that may be filled now; orders of cases and of accounts in default only reduce. Set by the venue. */
  fillableOf: (order: RestingOrder) => number = (order) => order.lots;

  #side(side: Side): Level[] {
    return side === 1 ? this.#bids : this.#asks;
  }

  /** Best price of a side, ticks; 0 when it is empty. */
  best(side: Side): number {
    return this.#side(side)[0]?.ticks ?? 0;
  }

  /** Rests an order. */
  rest(order: RestingOrder): void {
    const levels = this.#side(order.side);
    const at = place(levels, order.side, order.ticks);
    const level = levels[at];
    if (level !== undefined && level.ticks === order.ticks) level.orders.push(order);
    else levels.splice(at, 0, { ticks: order.ticks, orders: [order] });
    const own = this.#byAccount.get(order.account);
    if (own === undefined) this.#byAccount.set(order.account, new Set([order]));
    else own.add(order);
    if (order.case === 0) return;
    const ofCase = this.#byCase.get(order.case);
    if (ofCase === undefined) this.#byCase.set(order.case, new Set([order]));
    else ofCase.add(order);
  }

  /** Whether an order of that side would trade at once. */
  crosses(side: Side, limit: number): boolean {
    const best = this.best(side === 1 ? -1 : 1);
    return best !== 0 && (side === 1 ? limit >= best : limit <= best);
  }

  /** Lots an order of that side, not of `account`, could fill down to a limit. */
  fillable(side: Side, limit: number | undefined, account = -1): number {
    let lots = 0;
    for (const level of this.#side(side === 1 ? -1 : 1)) {
      if (limit !== undefined && (side === 1 ? level.ticks > limit : level.ticks < limit)) break;
      for (const order of level.orders) if (order.account !== account) lots += this.fillableOf(order);
    }
    return lots;
  }

  /**
   * Matches an incoming order against the other side; resting orders of the same account are cancelled when they are reached.
   *
   * @returns Lots filled.
   */
  match(account: number, side: Side, lots: number, limit: number | undefined, onFill: FillListener): number {
    const levels = this.#side(side === 1 ? -1 : 1);
    let left = lots;
    while (left > 0) {
      const level = levels[0];
      if (level === undefined || (limit !== undefined && (side === 1 ? level.ticks > limit : level.ticks < limit)))
        break;
      const order = level.orders[0] as RestingOrder;
      const filled = order.account === account ? 0 : Math.min(left, this.fillableOf(order));
      if (filled > 0) {
        onFill(order, filled, level.ticks);
        this.last = level.ticks;
        order.lots -= filled;
        left -= filled;
        if (order.lots > 0 && this.fillableOf(order) > 0) continue;
      }
      level.orders.shift();
      this.#forget(order);
      if (level.orders.length === 0) levels.shift();
    }
    return lots - left;
  }

  /** Cancels an account's orders; returns how many. */
  cancel(account: number): number {
    const own = this.#byAccount.get(account);
    if (own === undefined) return 0;
    const cancelled = own.size;
    for (const order of [...own]) this.#drop(order);
    return cancelled;
  }

  /** Cancels the orders that rest on behalf of a case. */
  cancelCase(caseId: number): void {
    for (const order of [...(this.#byCase.get(caseId) ?? [])]) this.#drop(order);
  }

  /** Lots that rest on behalf of a case for an account. */
  restingOf(caseId: number, account: number): number {
    let lots = 0;
    for (const order of this.#byCase.get(caseId) ?? []) if (order.account === account) lots += order.lots;
    return lots;
  }

  /** Cancels everything: the market is closing. */
  clear(): void {
    this.#bids.length = 0;
    this.#asks.length = 0;
    this.#byAccount.clear();
    this.#byCase.clear();
  }

  /** Drops orders whose time is over. */
  expire(now: number): void {
    for (const own of [...this.#byAccount.values()])
      for (const order of [...own]) if (order.expires <= now) this.#drop(order);
  }

  #drop(order: RestingOrder): void {
    this.#remove(order);
    this.#forget(order);
  }

  #remove(order: RestingOrder): void {
    const levels = this.#side(order.side);
    const at = place(levels, order.side, order.ticks);
    const level = levels[at] as Level;
    level.orders.splice(level.orders.indexOf(order), 1);
    if (level.orders.length === 0) levels.splice(at, 1);
  }

  #forget(order: RestingOrder): void {
    const own = this.#byAccount.get(order.account);
    own?.delete(order);
    if (own?.size === 0) this.#byAccount.delete(order.account);
    const ofCase = this.#byCase.get(order.case);
    ofCase?.delete(order);
    if (ofCase?.size === 0) this.#byCase.delete(order.case);
  }

  /** All resting orders in priority order, bids first: what a snapshot holds. */
  save(): { readonly last: number; readonly orders: readonly RestingOrder[] } {
    const orders = [...this.#bids, ...this.#asks].flatMap((level) => level.orders.map((order) => ({ ...order })));
    return { last: this.last, orders };
  }

  /** A book that continues a saved one. */
  static restore(saved: { readonly last: number; readonly orders: readonly RestingOrder[] }): Book {
    const book = new Book();
    book.last = saved.last;
    for (const order of saved.orders) book.rest({ ...order });
    return book;
  }
}
