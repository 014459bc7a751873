import { type DesignView, defineInvariant, type StepRow } from 'breakwater';
import { countRows } from './count-rows.ts';
import { compositesOf, tellsCuts } from './cuts.ts';

const marksAtIndex = ({ mechanisms }: DesignView): true | string => {
  const mark = mechanisms.find(({ slot }) => slot === 'mark');
  return mark === undefined || mark.name === 'oracle' ? true : `its mark is that of ${mark.name}`;
};

/** Whether a venue that marks at the index does. */
export const markIsIndex = defineInvariant({
  id: 'LQ7/mark-is-index',
  says: 'A venue that marks at the index has in every step the mark that the index has in that step.',
  scope: 'universal',
  given: marksAtIndex,
  tolerance: 0,
  source: 'design.md, section 4: index, then mark, in each step; a stale mark is the commonest fault of oracles',
  over: 'step',
  reaches: ({ walk }) => countRows(walk('price')),
  holds: ({ walk, books }) => {
    for (const { market, lots: index, value: mark, step } of walk('price'))
      if (index !== mark)
        return { who: `market ${books.markets[market]?.id}`, expected: index, found: mark, detail: `step ${step}` };
    return undefined;
  },
});

const closesAtMark = (design: DesignView): true | string => {
  const closing = compositesOf(design).filter(({ settle }) => settle === 'close');
  const prices = closing.flatMap(({ mechanisms }) => mechanisms.filter(({ slot }) => slot === 'adl.close-out'));
  if (prices.length === 0) return 'no layer of it closes positions of those whom it ranks';
  const other = prices.find(({ name }) => name !== 'mark');
  // A whole rule closes at a price of its own, and the log does not tell its cuts from those of a composite.
  return other === undefined ? tellsCuts(design) : `it closes at the price of ${other.name}`;
};

const isCut = ({ cause }: StepRow): boolean => cause === 'adl';

/** Whether cuts that are declared to be at mark are. */
export const cutAtMark = defineInvariant({
  id: 'LQ7/cut-at-mark',
  says: 'A venue that closes at mark gives and takes for the lots of a cut what they are worth at the mark of that moment.',
  scope: 'universal',
  given: closesAtMark,
  tolerance: 'one unit a cut: a value is shared out over lots in whole units',
  source: 'https://www.okx.com/help/iv-introduction-to-auto-deleveraging-adl',
  over: 'step',
  reaches: (subject) => countRows(subject.walk('fill'), isCut),
  holds: (subject) => {
    for (const row of subject.walk('fill')) {
      if (!isCut(row) || Math.abs(row.value - row.mark) <= 1) continue;
      return {
        who: `account ${row.b}, market ${subject.books.markets[row.market]?.id}`,
        expected: row.mark,
        found: row.value,
        difference: row.value - row.mark,
        detail: `cut of ${row.lots} lots for case ${row.case} in step ${row.step}`,
      };
    }
    return undefined;
  },
});
