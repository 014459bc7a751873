import { type Books, defineRowInvariant, type Moved, type StepRow, type Witness } from 'breakwater';
import { isMargined, spareOf } from './margins.ts';

/**
 * Whether what a venue admitted leaves an account at or above maintenance; false where it was below before, or the log does not say.
 *
 * @param trades - Trades of the account in the step before this one.
 */
const stands = (
  row: StepRow,
  account: number,
  moved: Moved | undefined,
  trades: number,
  books: Books,
): boolean | Witness => {
  if (moved === undefined || !isMargined(books.kindOf(account))) return false;
  const [before, after] = [spareOf(moved.before), spareOf(moved.after)];
  if (before === undefined || before < 0) return false;
  if (after === undefined || after >= -trades) return true;
  return {
    who: `account ${account}`,
    expected: `equity >= ${moved.after.maintenance}`,
    found: moved.after.equity ?? 0,
    difference: after,
    detail: `after ${row.cause} of ${row.value} in step ${row.step}`,
  };
};

/** LQ12: what was admitted stands. */
export const noInstantReliquidation = defineRowInvariant({
  id: 'LQ12/no-instant-reliquidation',
  says: 'A withdrawal that is paid leaves an account at or above maintenance, and so does an order that is filled at no worse than mark, if the account was there before.',
  scope: 'universal',
  tolerance:
    'none for a withdrawal and the first trade in a step; then a unit for each trade before: fees round up piece by piece',
  source:
    'catalogue LQ12, for fills at no worse than mark: what a price off the mark costs is the own loss of whoever asked for it',
  rows: {
    kinds: ['transfer', 'fill'],
    begin: () => ({ worse: new Set<number>(), trades: new Map<number, number>() }),
    ask: (row, { books }, { worse, trades }) => {
      if (row.kind === 'transfer') return row.cause === 'withdraw' && stands(row, row.a, row.ofA, 0, books);
      if (row.cause !== 'trade') return false;
      const { a, b, value, mark } = row;
      if (value < mark) worse.add(a);
      if (value > mark) worse.add(b);
      // A maker was admitted at another price, long ago.
      const answer = !worse.has(b) && stands(row, b, row.ofB, trades.get(b) ?? 0, books);
      for (const side of [a, b]) trades.set(side, (trades.get(side) ?? 0) + 1);
      return answer;
    },
  },
});
