import type { Side } from '../contract/index.ts';
import { Quote, type RestingOrder } from './quote.ts';
import { QuoteHeap } from './quote-heap.ts';

export type { Quote, RestingOrder } from './quote.ts';

/** Told of each fill before the book moves on. `lots` > 0. The order is the book's own: read it and keep numbers. */
export type FillListener = (maker: RestingOrder, lots: number, ticks: number) => void;

/**
 * An order book of one market: prices best first, orders of one price in time priority.
 *
 * The book moves no money: whoever matches against it does, fill by fill.
 */
export class Book {
  readonly #bids = new QuoteHeap();
  readonly #asks = new QuoteHeap();
  /** Newest quote of each account that has one. */
  readonly #ofAccount = new Map<number, Quote>();
  readonly #ofCase = new Map<number, Set<Quote>>();
  /** Quotes that left the book, linked by `older`: taken again, they cost no garbage. */
  #spare: Quote | undefined;
  #turn = 0;
  /** No order expires before this. */
  #soonest = Number.POSITIVE_INFINITY;
  /** Last trade, ticks; 0 before the first. */
  last = 0;
  /** Most lots of any order of a quote that may be filled now; orders of cases and of accounts in default only reduce. Set by the venue. */
  mayFill: (quote: RestingOrder) => number = () => Number.POSITIVE_INFINITY;

  #side(side: Side): QuoteHeap {
    return side === 1 ? this.#bids : this.#asks;
  }

  /** Best price of a side, ticks; 0 when it is empty. */
  best(side: Side): number {
    return this.#side(side).best?.ticks ?? 0;
  }

  /** Rests an order. */
  rest({ account, side, ticks, lots, expires, case: caseId }: RestingOrder): void {
    const quote = this.quote(account, side, expires, caseId);
    quote.add(ticks, lots);
    this.restQuote(quote);
  }

  /** An empty quote, to be filled with orders from best to worst and rested. */
  quote(account: number, side: Side, expires: number, caseId: number): Quote {
    const quote = this.#spare ?? new Quote();
    this.#spare = quote.older;
    return quote.begin(account, side, expires, caseId);
  }

  /** Rests the orders of a quote, as if one after the other; an empty one is dropped. */
  restQuote(quote: Quote): void {
    if (quote.count === 0) {
      this.#recycle(quote);
      return;
    }
    quote.turn = this.#turn++;
    this.#side(quote.side).add(quote);
    const newest = this.#ofAccount.get(quote.account);
    quote.older = newest;
    if (newest !== undefined) newest.newer = quote;
    this.#ofAccount.set(quote.account, quote);
    if (quote.expires < this.#soonest) this.#soonest = quote.expires;
    if (quote.case === 0) return;
    const ofCase = this.#ofCase.get(quote.case);
    if (ofCase === undefined) this.#ofCase.set(quote.case, new Set([quote]));
    else ofCase.add(quote);
  }

  /** Whether an order of that side would trade at once. */
  crosses(side: Side, limit: number): boolean {
    const best = this.best(side === 1 ? -1 : 1);
    return best !== 0 && (side === 1 ? limit >= best : limit <= best);
  }

  /** Lots an order of that side, not of `account`, could fill down to a limit. */
  fillable(side: Side, limit: number | undefined, account = -1): number {
    return this.#side(side === 1 ? -1 : 1).lotsWithin(limit, (quote) =>
      quote.account === account ? 0 : this.mayFill(quote),
    );
  }

  /**
   * Matches an incoming order against the other side; resting orders of the same account are cancelled when they are reached.
   *
   * @returns Lots filled.
   */
  match(account: number, side: Side, lots: number, limit: number | undefined, onFill: FillListener): number {
    const quotes = this.#side(side === 1 ? -1 : 1);
    let left = lots;
    while (left > 0) {
      const quote = quotes.best;
      if (quote === undefined || quote.isBeyond(limit)) break;
      const filled = quote.account === account ? 0 : Math.min(left, quote.lots, this.mayFill(quote));
      if (filled > 0) {
        const { ticks } = quote;
        onFill(quote, filled, ticks);
        this.last = ticks;
        quote.lots -= filled;
        left -= filled;
        if (quote.lots > 0 && this.mayFill(quote) > 0) continue;
      }
      if (quote.advance()) quotes.sink(quote);
      else this.#drop(quote);
    }
    return lots - left;
  }

  /** Cancels an account's orders; returns how many. */
  cancel(account: number): number {
    let cancelled = 0;
    let quote = this.#ofAccount.get(account);
    this.#ofAccount.delete(account);
    while (quote !== undefined) {
      const { older } = quote;
      cancelled += quote.count;
      this.#side(quote.side).remove(quote);
      this.#leaveCase(quote);
      this.#recycle(quote);
      quote = older;
    }
    return cancelled;
  }

  /** Cancels the orders that rest on behalf of a case. @param but - Account whose orders stay. */
  cancelCase(caseId: number, but = -1): void {
    for (const quote of [...(this.#ofCase.get(caseId) ?? [])]) if (quote.account !== but) this.#drop(quote);
  }

  /** Cancels everything: the market is closing. */
  clear(): void {
    this.#bids.clear();
    this.#asks.clear();
    this.#ofAccount.clear();
    this.#ofCase.clear();
  }

  /** Drops orders whose time is over. */
  expire(now: number): void {
    if (now < this.#soonest) return;
    this.#soonest = Number.POSITIVE_INFINITY;
    for (const quote of [...this.#bids.quotes(), ...this.#asks.quotes()]) {
      if (quote.expires <= now) this.#drop(quote);
      else this.#soonest = Math.min(this.#soonest, quote.expires);
    }
  }

  #drop(quote: Quote): void {
    this.#side(quote.side).remove(quote);
    this.#leaveAccount(quote);
    this.#leaveCase(quote);
    this.#recycle(quote);
  }

  #leaveAccount({ account, older, newer }: Quote): void {
    if (older !== undefined) older.newer = newer;
    if (newer !== undefined) newer.older = older;
    else if (older !== undefined) this.#ofAccount.set(account, older);
    else this.#ofAccount.delete(account);
  }

  #leaveCase(quote: Quote): void {
    if (quote.case === 0) return;
    const ofCase = this.#ofCase.get(quote.case);
    ofCase?.delete(quote);
    if (ofCase?.size === 0) this.#ofCase.delete(quote.case);
  }

  #recycle(quote: Quote): void {
    quote.newer = undefined;
    quote.older = this.#spare;
    this.#spare = quote;
  }

  /** All resting orders in priority order, bids first: what a snapshot holds. */
  save(): { readonly last: number; readonly orders: readonly RestingOrder[] } {
    return { last: this.last, orders: [...this.#bids.orders(), ...this.#asks.orders()] };
  }

  /** A book that continues a saved one. */
  static restore(saved: { readonly last: number; readonly orders: readonly RestingOrder[] }): Book {
    const book = new Book();
    book.last = saved.last;
    for (const order of saved.orders) book.rest(order);
    return book;
  }
}
