import type { Fault } from '../fault.ts';

/** Mistakes in the book and in orders that wait in it. */
export const book: readonly Fault[] = [
  {
    name: 'whole-quote-taken',
    says: 'An order takes all lots of a quote, also where it asked for fewer.',
    caughtBy: 'LQ5/size-limits',
    on: 'queue.yaml',
    file: 'src/exchange/book.ts',
    from: 'Math.min(left, quote.lots, this.mayFill(quote));',
    to: 'Math.min(quote.lots, this.mayFill(quote));',
  },
  {
    name: 'waiting-order-not-reduced',
    says: 'An order of a liquidation that waits in the book is filled beyond what its subject still holds.',
    caughtBy: 'LQ5/size-limits',
    on: 'slices.yaml',
    file: 'src/exchange/book.ts',
    from: 'Math.min(left, quote.lots, this.mayFill(quote));',
    to: 'Math.min(left, quote.lots);',
  },
];
