import { defineRowInvariant, type Moved, type Witness } from 'breakwater';

/** What a fill did to the equity of a side less what it should have, units; undefined where the log does not say. */
const offBy = (moved: Moved | undefined, gained: number): number | undefined =>
  moved?.before.equity === undefined || moved.after.equity === undefined
    ? undefined
    : moved.after.equity - moved.before.equity - gained;

/** LQ8: one formula values a position, whoever asks. */
export const sameFormula = defineRowInvariant({
  id: 'LQ8/same-formula',
  says: 'The equity that the margin check reads is money plus the value of each position at mark, as the log alone gives it; and a fill changes the equity of each side by its price less that same value, in every kind of contract.',
  scope: 'universal',
  tolerance: 'none for linear markets; two units a fill for inverse ones, whose values are rounded to whole units',
  source: 'design.md, section 3; catalogue LQ8',
  rows: {
    kinds: ['fill'],
    ask: (row, { books }) => {
      const most = books.markets[row.market]?.kind === 'inverse' ? 2 : 0;
      const witness = (account: number, off: number): Witness => ({
        who: `account ${account}, market ${books.markets[row.market]?.id}`,
        expected: `a change of equity by ${row.value} against ${row.mark} at mark`,
        found: off,
        detail: `off by so many units: ${row.cause} of ${row.lots} lots in step ${row.step}`,
      });
      const [ofA, ofB] = [offBy(row.ofA, row.value - row.mark), offBy(row.ofB, row.mark - row.value)];
      if (ofA !== undefined && Math.abs(ofA) > most) return witness(row.a, ofA);
      if (ofB !== undefined && Math.abs(ofB) > most) return witness(row.b, ofB);
      return ofA !== undefined;
    },
    rest: ({ accounts, books, folded }) => {
      for (const id of accounts()) {
        // The rest of the world owes more than one number holds, and nobody asks what it is worth.
        if (books.kindOf(id) === 'outside') continue;
        let isPlain = true;
        for (let asset = 1; asset < books.assets.length && isPlain; asset++)
          isPlain = folded.balanceAtMark(id, asset) === 0;
        if (!isPlain) continue;
        const [byLog, byBooks] = [folded.balanceAtMark(id, 0), books.account(id).equity];
        if (byLog !== byBooks)
          return {
            who: `account ${id}`,
            expected: byLog,
            found: byBooks,
            difference: byBooks - byLog,
            detail: 'equity: by the log, by the check',
          };
      }
      return undefined;
    },
  },
});
