import {
  type DesignView,
  defineInvariant,
  defineRowInvariant,
  type LayerFacts,
  type StepRow,
  type StepSubject,
} from 'breakwater';
import { compositesOf } from './cuts.ts';
import { decisionsOf } from './decisions.ts';

const marksAtIndex = ({ mechanisms }: DesignView): true | string => {
  const mark = mechanisms.find(({ slot }) => slot === 'mark');
  return mark === undefined || mark.name === 'oracle' ? true : `its mark is that of ${mark.name}`;
};

/** Whether a venue that marks at the index does. */
export const markIsIndex = defineRowInvariant({
  id: 'LQ7/mark-is-index',
  says: 'A venue that marks at the index has in every step the mark that the index has in that step.',
  scope: 'universal',
  given: marksAtIndex,
  tolerance: 0,
  source: 'design.md, section 4: index, then mark, in each step; a stale mark is the commonest fault of oracles',
  rows: {
    kinds: ['price'],
    ask: ({ market, lots: index, value: mark, step }, { books }) =>
      index === mark || {
        who: `market ${books.markets[market]?.id}`,
        expected: index,
        found: mark,
        detail: `step ${step}`,
      },
  },
});

/** Whether a layer of a design closes positions of those whom it ranks, at the mark. */
const closesAtMark = ({ settle, mechanisms }: LayerFacts): boolean =>
  settle === 'close' && mechanisms.some(({ slot, name }) => slot === 'adl.close-out' && name === 'mark');

/** Cuts of decisions of such layers. */
const cutsAtMark = (subject: StepSubject): readonly StepRow[] =>
  decisionsOf(subject).flatMap(({ layer, fills }) => {
    const facts = subject.design.waterfall[layer];
    return facts !== undefined && closesAtMark(facts) ? fills : [];
  });

/** Whether cuts that are declared to be at mark are. */
export const cutAtMark = defineInvariant({
  id: 'LQ7/cut-at-mark',
  says: 'A venue that closes at mark gives and takes for the lots of a cut what they are worth at the mark of that moment.',
  scope: 'universal',
  given: (design) =>
    compositesOf(design).some(closesAtMark) || 'no layer of it closes positions of those whom it ranks at mark',
  tolerance: 'one unit a cut: a value is shared out over lots in whole units',
  source: 'https://www.okx.com/help/iv-introduction-to-auto-deleveraging-adl',
  over: 'step',
  reaches: (subject) => cutsAtMark(subject).length,
  holds: (subject) => {
    for (const row of cutsAtMark(subject)) {
      if (Math.abs(row.value - row.mark) <= 1) continue;
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
