import { type Books, defineRowInvariant, same } from 'breakwater';
import { ExactTotal } from './exact-total.ts';

const isHole = (id: number, books: Books): boolean => id >= 0 && books.kindOf(id) === 'hole';

/** CS7: what nobody covered is said. */
export const uncoveredReported = defineRowInvariant({
  id: 'CS7/uncovered-reported',
  says: 'Whatever the hole pays is a write-off of a case, and what all cases report as uncovered is what the hole has paid.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, section 4; catalogue CS7',
  rows: {
    kinds: ['transfer'],
    ask: (row, { books }) => {
      const isWriteOff = row.cause === 'write-off';
      const [from, to] = [isHole(row.a, books), isHole(row.b, books)];
      if (!from && !to) return isWriteOff;
      if (from && isWriteOff && books.case(row.case)?.subject === row.b) return true;
      const found = `${row.cause} of ${row.value} from account ${row.a} to ${row.b}, case ${row.case}`;
      return { who: 'the hole', expected: 'a write-off to the subject of its case', found };
    },
    rest: ({ full, books, accounts, cases }) => {
      if (!full) return undefined;
      const reported = books.assets.map(() => new ExactTotal());
      for (const { record } of cases()) {
        for (const [asset, { uncovered }] of record.entries()) reported[asset]?.add(uncovered);
      }
      const paid = books.assets.map(() => 0n);
      for (const id of accounts()) {
        if (books.kindOf(id) !== 'hole') continue;
        for (const [asset, quote] of books.account(id).quote.entries()) paid[asset] = (paid[asset] ?? 0n) - quote;
      }
      for (const [asset, { name }] of books.assets.entries()) {
        const witness = same(
          paid[asset] ?? 0n,
          reported[asset]?.value ?? 0n,
          name,
          'paid by the hole, reported as uncovered',
        );
        if (witness !== undefined) return witness;
      }
      return undefined;
    },
  },
});
