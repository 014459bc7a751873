import { defineInvariant, type StepRow } from 'breakwater';
import { countRows } from './count-rows.ts';
import { flatAt } from './flat-at.ts';

const isWriteOff = ({ kind, cause }: StepRow): boolean => kind === 'transfer' && cause === 'write-off';

/** Whether a loss is given up only when there is nothing left to close. */
export const writtenOffLast = defineInvariant({
  id: 'WF1/written-off-last',
  says: 'What an account owes is written off only once it holds no lots in any market: before, its positions may still bring what is missing.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, section 4: the hole takes dead balances; catalogue WF1',
  over: 'step',
  reaches: ({ walk }) => countRows(walk('transfer'), isWriteOff),
  holds: (subject) => {
    if (countRows(subject.walk('transfer'), isWriteOff) === 0) return undefined;
    for (const { row, flat } of flatAt(subject, (one) => (isWriteOff(one) ? one.b : undefined)))
      if (!flat)
        return {
          who: `account ${row.b}, case ${row.case}`,
          expected: 'no lots in any market',
          found: `a write-off of ${row.value} beside lots`,
          detail: `step ${row.step}`,
        };
    return undefined;
  },
});
