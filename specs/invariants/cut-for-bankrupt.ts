import { type DesignView, defineInvariant, type StepRow, type StepSubject } from 'breakwater';
import { compositesOf } from './cuts.ts';
import { decisionsOf } from './decisions.ts';

const waitsForRuin = (design: DesignView): true | string => {
  const composites = compositesOf(design).filter(({ settle }) => settle === 'close');
  if (composites.length === 0) return 'no layer of it closes positions of those whom it ranks';
  const triggers = composites.flatMap(({ mechanisms }) => mechanisms.filter(({ slot }) => slot === 'adl.trigger'));
  const other = triggers.find(
    ({ name, params }) =>
      name !== 'account-equity-negative' || (params.recovers as { readonly n: number } | undefined)?.n !== 0,
  );
  return other === undefined ? true : `${other.name} may deleverage for who is not bankrupt`;
};

/** The first cut for each subject of a step: the next ones find it with what the first left it. */
const firstFor = (subject: StepSubject): readonly StepRow[] => {
  const met = new Set<number>();
  return decisionsOf(subject)
    .flatMap(({ fills }) => fills)
    .filter(({ a }) => !met.has(a) && met.add(a))
    .filter(({ ofA }) => ofA?.before.equity !== undefined);
};

/** Whether others are cut for the bankrupt alone. */
export const cutForBankrupt = defineInvariant({
  id: 'WF1/cut-for-bankrupt',
  says: 'Where deleveraging begins when equity is below zero, nobody is cut for an account that still has something.',
  scope: 'universal',
  given: waitsForRuin,
  tolerance: 0,
  source: 'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/auto-deleveraging',
  over: 'step',
  reaches: (subject) => firstFor(subject).length,
  holds: (subject) => {
    for (const { a, b, case: caseId, ofA, step } of firstFor(subject)) {
      const equity = ofA?.before.equity ?? 0;
      if (equity >= 0)
        return {
          who: `account ${a}, case ${caseId}`,
          expected: 'equity < 0',
          found: equity,
          detail: `account ${b} is cut for it in step ${step}`,
        };
    }
    return undefined;
  },
});
