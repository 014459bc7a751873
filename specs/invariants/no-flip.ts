import { defineRowInvariant, type StepRow } from 'breakwater';
import { shrinks } from './reduce-only.ts';

/** Lots held before and their change on the account a fill reduces against its will; undefined for other fills. */
const forced = (
  row: StepRow,
): { readonly account: number; readonly held: number; readonly change: number } | undefined => {
  if (row.cause === 'adl') return { account: row.b, held: row.heldByB, change: row.lots };
  if (row.cause === 'companion') return { account: row.a, held: row.heldByA, change: -row.lots };
  return undefined;
};

/** AF3: whoever is cut keeps the sign of the position. */
export const noFlip = defineRowInvariant({
  id: 'AF3/no-flip',
  says: 'No cut, and no companion order that goes with one, enlarges a position of the account it cuts or turns its sign.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, section 4; catalogue AF3',
  rows: {
    kinds: ['fill'],
    ask: (row, { books }) => {
      const cut = forced(row);
      if (cut === undefined) return false;
      if (shrinks(cut.held, cut.change)) return true;
      return {
        who: `account ${cut.account}, market ${books.markets[row.market]?.id}`,
        expected: `a smaller position than ${cut.held} lots`,
        found: cut.held + cut.change,
        detail: `${row.cause} of case ${row.case} in step ${row.step}`,
      };
    },
  },
});
