import type { Books, StepRow } from 'breakwater';
import { poolOf } from './pool-of.ts';

/** A trade in the book; one that takes up a pool's offer undoes a cut: it is free, and for the value that the cut had. */
export const isTradeInBook = ({ kind, cause, a }: StepRow, books: Books): boolean =>
  kind === 'fill' && cause === 'trade' && poolOf(books, a) === undefined;
