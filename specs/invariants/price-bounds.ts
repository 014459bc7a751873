import { type Books, defineInvariant, type StepRow } from 'breakwater';
import { countRows } from './count-rows.ts';
import { isTradeInBook } from './in-book.ts';
import { isPiece } from './pieces.ts';

const CLOSED_IN_BOOK: ReadonlySet<string> = new Set(['book', 'companion']);
const isMatched = (row: StepRow, books: Books): boolean =>
  isTradeInBook(row, books) || (row.kind === 'fill' && CLOSED_IN_BOOK.has(row.cause));

/** LQ7: the book knows no price out of its band. */
export const priceBounds = defineInvariant({
  id: 'LQ7/price-bounds',
  says: 'Whatever is matched in the book is worth no less than at the floor of the market and no more than at its cap.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, section 3; catalogue LQ7',
  over: 'step',
  reaches: ({ walk, books }) => countRows(walk('fill'), (row) => isMatched(row, books)),
  holds: ({ walk, books }) => {
    for (const row of walk('fill')) {
      const market = isMatched(row, books) ? books.markets[row.market] : undefined;
      if (market === undefined) continue;
      const [one, other] = [market.value(row.lots, market.floor), market.value(row.lots, market.cap)];
      const [least, most] = one < other ? [one, other] : [other, one];
      if (row.value < least || row.value > most)
        return {
          who: `market ${market.id}`,
          expected: `${row.lots} lots for ${least} to ${most}`,
          found: row.value,
          detail: `${row.cause} between accounts ${row.a} and ${row.b} in step ${row.step}`,
        };
    }
    return undefined;
  },
});

/** An ADL fill that leaves its subject without lots. */
const isLast = (row: StepRow): boolean =>
  row.cause === 'adl' && row.ofA !== undefined && row.ofA.after.long + row.ofA.after.short === 0;

/** LQ7: what is left at bankruptcy is nothing. */
export const bankruptAtZero = defineInvariant({
  id: 'LQ7/bankrupt-at-zero',
  says: 'The cut that takes the last lots of a bankrupt subject leaves it with exactly nothing.',
  scope: 'design',
  given: ({ waterfall }) =>
    waterfall.some(({ kind, settle }) => kind === 'adl' && settle !== 'gains')
      ? true
      : 'it does not close positions by deleveraging',
  tolerance: 0,
  source: 'catalogue LQ7; design.md, section 3: a close-out is shared by largest remainder',
  over: 'step',
  reaches: (subject) => countRows(subject.walk('fill'), (row) => isPiece(row, subject) && isLast(row)),
  holds: (subject) => {
    for (const row of subject.walk('fill')) {
      if (!isPiece(row, subject) || !isLast(row)) continue;
      const left = row.ofA?.after.equity ?? 0;
      if (left !== 0)
        return {
          who: `account ${row.a}, case ${row.case}`,
          expected: 0,
          found: left,
          difference: left,
          detail: `after ${row.lots} lots for ${row.value} in step ${row.step}, worth ${row.mark} at mark`,
        };
    }
    return undefined;
  },
});
