import { defineRowInvariant } from 'breakwater';
import { isPiece } from './pieces.ts';

/** LQ5: a liquidation closes what there is. */
export const sizeLimits = defineRowInvariant({
  id: 'LQ5/size-limits',
  says: 'Every piece that leaves a subject is a whole number of lots, at least one and at most what the subject holds there, and nobody but its subject gives a piece of a default case.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue LQ5; caps of single rules (shares, windows) are facts of their conformance suites',
  rows: {
    kinds: ['fill'],
    ask: (row, subject) => {
      if (!isPiece(row, subject)) return false;
      const { lots, heldByA } = row;
      const isPart = Math.sign(lots) === Math.sign(heldByA) && Math.abs(lots) <= Math.abs(heldByA);
      if (Number.isSafeInteger(lots) && lots !== 0 && isPart) return true;
      return {
        who: `account ${row.a}, case ${row.case}, market ${subject.books.markets[row.market]?.id}`,
        expected: `part of the ${heldByA} lots it holds`,
        found: lots,
        detail: `${row.cause} in step ${row.step}`,
      };
    },
  },
});
