import { defineRowInvariant, type StepRow, type StepSubject } from 'breakwater';
import { isMargined, spareOf } from './margins.ts';

/** Equity beyond what an account must hold when a default about it opens; undefined for other rows, and where the log does not say. */
const spareAt = (row: StepRow, { books }: StepSubject): number | undefined => {
  if (row.value !== 0 || row.ofA === undefined) return undefined;
  return isMargined(books.kindOf(row.a)) ? spareOf(row.ofA.before) : row.ofA.before.equity;
};

/** LQ1: nobody is liquidated who keeps the margin. */
export const onlyBelow = defineRowInvariant({
  id: 'LQ1/only-below',
  says: 'A default opens about an account only when its equity is below maintenance; at exactly maintenance it does not. A pool must be below zero.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue LQ1; design.md, section 4: cases open at a breach, whatever else a venue may do before one',
  rows: {
    kinds: ['open-case'],
    ask: (row, subject) => {
      const spare = spareAt(row, subject);
      if (spare === undefined) return false;
      if (spare < 0) return true;
      return {
        who: `account ${row.a}, case ${row.case}`,
        expected: `equity below ${row.ofA?.before.maintenance}`,
        found: row.ofA?.before.equity ?? 0,
        difference: spare,
        detail: `opened in step ${row.step}`,
      };
    },
  },
});
