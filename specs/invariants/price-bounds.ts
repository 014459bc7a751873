import { type Books, defineRowInvariant, type StepRow } from 'breakwater';
import { isTradeInBook } from './in-book.ts';
import { isPiece } from './pieces.ts';

const CLOSED_IN_BOOK: ReadonlySet<string> = new Set(['book', 'companion']);
const isMatched = (row: StepRow, books: Books): boolean =>
  isTradeInBook(row, books) || (row.kind === 'fill' && CLOSED_IN_BOOK.has(row.cause));

/** LQ7: the book knows no price out of its band. */
export const priceBounds = defineRowInvariant({
  id: 'LQ7/price-bounds',
  says: 'Whatever is matched in the book is worth no less than at the floor of the market and no more than at its cap.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, section 3; catalogue LQ7',
  rows: {
    kinds: ['fill'],
    ask: (row, { books }) => {
      const market = isMatched(row, books) ? books.markets[row.market] : undefined;
      if (market === undefined) return false;
      const [one, other] = [market.value(row.lots, market.floor), market.value(row.lots, market.cap)];
      const [least, most] = one < other ? [one, other] : [other, one];
      if (row.value >= least && row.value <= most) return true;
      return {
        who: `market ${market.id}`,
        expected: `${row.lots} lots for ${least} to ${most}`,
        found: row.value,
        detail: `${row.cause} between accounts ${row.a} and ${row.b} in step ${row.step}`,
      };
    },
  },
});

/** An ADL fill that leaves its subject without lots. */
const isLast = (row: StepRow): boolean =>
  row.cause === 'adl' && row.ofA !== undefined && row.ofA.after.long + row.ofA.after.short === 0;

/** LQ7: what is left at bankruptcy is nothing. */
export const bankruptAtZero = defineRowInvariant({
  id: 'LQ7/bankrupt-at-zero',
  says: 'The cut that takes the last lots of a bankrupt subject leaves it with exactly nothing.',
  scope: 'design',
  given: ({ waterfall }) =>
    waterfall.some(({ kind, settle }) => kind === 'adl' && settle !== 'gains')
      ? true
      : 'it does not close positions by deleveraging',
  tolerance: 0,
  source: 'catalogue LQ7; design.md, section 3: a close-out is shared by largest remainder',
  rows: {
    kinds: ['fill'],
    ask: (row, subject) => {
      if (!isPiece(row, subject) || !isLast(row)) return false;
      const left = row.ofA?.after.equity ?? 0;
      if (left === 0) return true;
      return {
        who: `account ${row.a}, case ${row.case}`,
        expected: 0,
        found: left,
        difference: left,
        detail: `after ${row.lots} lots for ${row.value} in step ${row.step}, worth ${row.mark} at mark`,
      };
    },
  },
});
