import type { Quote, RestingOrder } from './quote.ts';

/** The quotes of one side of a book as a binary heap: the one whose best order stands first is on top, and each knows its place. */
export class QuoteHeap {
  readonly #quotes: Quote[] = [];

  /** The quote that trades first; undefined when the side is empty. */
  get best(): Quote | undefined {
    return this.#quotes[0];
  }

  /** Puts a quote in. */
  add(quote: Quote): void {
    quote.at = this.#quotes.length;
    this.#quotes.push(quote);
    this.#rise(quote);
  }

  /** Takes a quote out. */
  remove(quote: Quote): void {
    const last = this.#quotes.pop() as Quote;
    if (last === quote) return;
    last.at = quote.at;
    this.#quotes[last.at] = last;
    this.#rise(last);
    this.sink(last);
  }

  /** Finds the place of a quote whose best order has become worse. */
  sink(quote: Quote): void {
    const quotes = this.#quotes;
    let { at } = quote;
    for (;;) {
      let below = 2 * at + 1;
      const left = quotes[below];
      if (left === undefined) break;
      const right = quotes[below + 1];
      if (right?.precedes(left) === true) below += 1;
      const next = quotes[below] as Quote;
      if (!next.precedes(quote)) break;
      quotes[at] = next;
      next.at = at;
      at = below;
    }
    quotes[at] = quote;
    quote.at = at;
  }

  #rise(quote: Quote): void {
    const quotes = this.#quotes;
    let { at } = quote;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const next = quotes[above] as Quote;
      if (!quote.precedes(next)) break;
      quotes[at] = next;
      next.at = at;
      at = above;
    }
    quotes[at] = quote;
    quote.at = at;
  }

  /** Lots that rest down to a price, each order counted for no more than its quote may fill. */
  lotsWithin(limit: number | undefined, mayFill: (quote: Quote) => number, at = 0): number {
    const quote = this.#quotes[at];
    if (quote === undefined || quote.isBeyond(limit)) return 0;
    return (
      quote.lotsWithin(limit, mayFill(quote)) +
      this.lotsWithin(limit, mayFill, 2 * at + 1) +
      this.lotsWithin(limit, mayFill, 2 * at + 2)
    );
  }

  /** All quotes, in no order that means anything. */
  quotes(): readonly Quote[] {
    return this.#quotes;
  }

  /** All orders in the order they would trade. */
  orders(): RestingOrder[] {
    return this.#quotes
      .flatMap((quote) => quote.orders().map((order) => ({ order, turn: quote.turn })))
      .sort((a, b) => b.order.side * (b.order.ticks - a.order.ticks) || a.turn - b.turn)
      .map(({ order }) => order);
  }

  /** Takes everything out. */
  clear(): void {
    this.#quotes.length = 0;
  }
}
