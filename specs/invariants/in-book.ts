import type { Books, StepRow } from 'breakwater';

/** A trade in the book; one that takes up a pool's offer undoes a cut: it is free, and for the value that the cut had. */
export const isTradeInBook = ({ kind, cause, a }: StepRow, books: Books): boolean =>
  kind === 'fill' && cause === 'trade' && books.poolOf(a) === undefined;
