import type { Side } from '../contract/index.ts';
import { type Level, Order, ordersOf, place, type RestingOrder } from './book-levels.ts';

export type { RestingOrder } from './book-levels.ts';

/** Told of each fill before the book moves on. `lots` > 0. */
export type FillListener = (maker: RestingOrder, lots: number, ticks: number) => void;

/**
 * An order book of one market: levels best first, orders in time priority.
 *
 * The book moves no money: whoever matches against it does, fill by fill.
 */
export class Book {
  readonly #bids: Level[] = [];
  readonly #asks: Level[] = [];
  /** Newest order of each account that has one. */
  readonly #ofAccount = new Map<number, Order>();
  readonly #ofCase = new Map<number, Set<Order>>();
  /** No order expires before this. */
  #soonest = Number.POSITIVE_INFINITY;
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
  rest(resting: RestingOrder): void {
    const order = new Order(resting);
    const levels = this.#side(order.side);
    const at = place(levels, order.side, order.ticks);
    const level = levels[at];
    if (level !== undefined && level.ticks === order.ticks) {
      order.before = level.last;
      level.last.behind = order;
      level.last = order;
    } else levels.splice(at, 0, { ticks: order.ticks, first: order, last: order });
    const newest = this.#ofAccount.get(order.account);
    order.previousOwn = newest;
    if (newest !== undefined) newest.nextOwn = order;
    this.#ofAccount.set(order.account, order);
    if (order.expires < this.#soonest) this.#soonest = order.expires;
    if (order.case === 0) return;
    const ofCase = this.#ofCase.get(order.case);
    if (ofCase === undefined) this.#ofCase.set(order.case, new Set([order]));
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
      for (let order: Order | undefined = level.first; order !== undefined; order = order.behind)
        if (order.account !== account) lots += this.fillableOf(order);
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
      const order = level.first;
      const filled = order.account === account ? 0 : Math.min(left, this.fillableOf(order));
      if (filled > 0) {
        onFill(order, filled, level.ticks);
        this.last = level.ticks;
        order.lots -= filled;
        left -= filled;
        if (order.lots > 0 && this.fillableOf(order) > 0) continue;
      }
      this.#drop(order);
    }
    return lots - left;
  }

  /** Cancels an account's orders; returns how many. */
  cancel(account: number): number {
    let cancelled = 0;
    let order = this.#ofAccount.get(account);
    this.#ofAccount.delete(account);
    for (; order !== undefined; order = order.previousOwn) {
      this.#leaveLevel(order);
      this.#leaveCase(order);
      cancelled += 1;
    }
    return cancelled;
  }

  /** Cancels the orders that rest on behalf of a case. */
  cancelCase(caseId: number): void {
    for (const order of [...(this.#ofCase.get(caseId) ?? [])]) this.#drop(order);
  }

  /** Lots that rest on behalf of a case for an account. */
  restingOf(caseId: number, account: number): number {
    let lots = 0;
    for (const order of this.#ofCase.get(caseId) ?? []) if (order.account === account) lots += order.lots;
    return lots;
  }

  /** Cancels everything: the market is closing. */
  clear(): void {
    this.#bids.length = 0;
    this.#asks.length = 0;
    this.#ofAccount.clear();
    this.#ofCase.clear();
  }

  /** Drops orders whose time is over. */
  expire(now: number): void {
    if (now < this.#soonest) return;
    this.#soonest = Number.POSITIVE_INFINITY;
    for (const order of [...ordersOf(this.#bids), ...ordersOf(this.#asks)]) {
      if (order.expires <= now) this.#drop(order);
      else this.#soonest = Math.min(this.#soonest, order.expires);
    }
  }

  #drop(order: Order): void {
    this.#leaveLevel(order);
    this.#leaveAccount(order);
    this.#leaveCase(order);
  }

  #leaveLevel(order: Order): void {
    const { before, behind } = order;
    if (before !== undefined) before.behind = behind;
    if (behind !== undefined) behind.before = before;
    if (before !== undefined && behind !== undefined) return;
    const levels = this.#side(order.side);
    const at = place(levels, order.side, order.ticks);
    const level = levels[at] as Level;
    if (behind !== undefined) level.first = behind;
    else if (before !== undefined) level.last = before;
    else levels.splice(at, 1);
  }

  #leaveAccount({ account, previousOwn, nextOwn }: Order): void {
    if (previousOwn !== undefined) previousOwn.nextOwn = nextOwn;
    if (nextOwn !== undefined) nextOwn.previousOwn = previousOwn;
    else if (previousOwn !== undefined) this.#ofAccount.set(account, previousOwn);
    else this.#ofAccount.delete(account);
  }

  #leaveCase(order: Order): void {
    if (order.case === 0) return;
    const ofCase = this.#ofCase.get(order.case);
    ofCase?.delete(order);
    if (ofCase?.size === 0) this.#ofCase.delete(order.case);
  }

  /** All resting orders in priority order, bids first: what a snapshot holds. */
  save(): { readonly last: number; readonly orders: readonly RestingOrder[] } {
    const orders = [...ordersOf(this.#bids), ...ordersOf(this.#asks)].map(
      ({ account, side, ticks, lots, expires, case: caseId }) => ({
        account,
        side,
        ticks,
        lots,
        expires,
        case: caseId,
      }),
    );
    return { last: this.last, orders };
  }

  /** A book that continues a saved one. */
  static restore(saved: { readonly last: number; readonly orders: readonly RestingOrder[] }): Book {
    const book = new Book();
    book.last = saved.last;
    for (const order of saved.orders) book.rest(order);
    return book;
  }
}
