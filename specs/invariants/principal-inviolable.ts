import { defineInvariant, type StepRow } from 'breakwater';
import { countRows } from './count-rows.ts';
import { deleverages } from './cuts.ts';

const isCut = ({ cause, ofB }: StepRow): boolean => cause === 'adl' && ofB !== undefined;

/** AF12: a cut takes what was won, not what was posted. */
export const principalInviolable = defineInvariant({
  id: 'AF12/principal-inviolable',
  says: 'What a cut costs an account against mark is no more than the unrealised profit of the lots that are cut.',
  scope: 'design',
  given: deleverages,
  tolerance: 'one unit a cut: cost and value are shared out over lots in whole units',
  source: 'catalogue AF12',
  over: 'step',
  reaches: ({ walk }) => countRows(walk('fill'), (row) => isCut(row) && row.value > row.mark),
  holds: ({ walk, books }) => {
    for (const row of walk('fill')) {
      if (!isCut(row)) continue;
      const { lots, heldByB, value, mark, ofB } = row;
      const profit = ((ofB?.before.profit ?? 0) * Math.abs(lots)) / Math.abs(heldByB);
      const most = Math.max(0, profit) + 1;
      if (value - mark > most)
        return {
          who: `account ${row.b}, market ${books.markets[row.market]?.id}`,
          expected: `a cost of at most ${most}`,
          found: value - mark,
          detail: `${Math.abs(lots)} of ${Math.abs(heldByB)} lots cut for case ${row.case} in step ${row.step}`,
        };
    }
    return undefined;
  },
});
