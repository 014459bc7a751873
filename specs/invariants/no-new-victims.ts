import { defineInvariant, type StepRow, type StepSubject } from 'breakwater';
import { countRows } from './count-rows.ts';

/** Defaults that opened after the first round of a step, about accounts that did nothing themselves: prices stood still. */
const victims = ({ walk, acted }: StepSubject): { readonly row: { a: number; case: number; step: number } }[] => {
  const found: { row: { a: number; case: number; step: number } }[] = [];
  let round = 0;
  for (const row of walk()) {
    if (row.kind === 'round') round = row.value;
    else if (row.kind === 'open-case' && row.value === 0 && round > 0 && !acted.has(row.a))
      found.push({ row: { a: row.a, case: row.case, step: row.step } });
  }
  return found;
};

const isDefault = ({ value }: StepRow): boolean => value === 0;

/** LQ9: a liquidation ruins nobody else. */
export const noNewVictims = defineInvariant({
  id: 'LQ9/no-new-victims',
  says: 'While prices stand still, resolving defaults takes nobody else below maintenance.',
  scope: 'design',
  tolerance: 0,
  source: 'catalogue LQ9; a fill off the mark, a cut at bankruptcy value or a charge may do so in honest designs',
  over: 'step',
  reaches: ({ walk }) => countRows(walk('open-case'), isDefault),
  holds: (subject) => {
    if (countRows(subject.walk('open-case'), isDefault) === 0) return undefined;
    const [first] = victims(subject);
    return first === undefined
      ? undefined
      : {
          who: `account ${first.row.a}, case ${first.row.case}`,
          expected: 'no default after the first round',
          found: `one in step ${first.row.step}`,
        };
  },
});
