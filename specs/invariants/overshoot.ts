import { type CaseAccount, defineInvariant, type RunSubject } from 'breakwater';
import { figure } from './metric.ts';

/** What others bore of a case, units of the settlement asset. */
const raisedIn = ({ backstop, fund, adl, socialised, uncovered }: CaseAccount): number =>
  backstop + fund + adl + socialised + uncovered;

/** What was raised by all default cases that ended, and how much of it their subjects kept. */
const totals = (run: RunSubject): { readonly raised: number; readonly over: number } => {
  let raised = 0;
  let over = 0;
  for (const { kind, isOpen, record } of run.cases()) {
    const account = record[0];
    if (kind !== 'default' || isOpen || account === undefined) continue;
    raised += raisedIn(account);
    over += Math.max(0, Math.min(raisedIn(account), account.left));
  }
  return { raised, over };
};

const head = { scope: 'metric', tolerance: 0, source: 'catalogue AF9; design.md, section 4', over: 'run' } as const;

/** AF9: what was taken beyond what was needed. */
export const overshoot = defineInvariant({
  ...head,
  id: 'AF9/overshoot',
  says: 'What others bore of default cases beyond the shortfall, so that it was left to the subjects.',
  ...figure<'run'>('units', (run) => {
    const { raised, over } = totals(run);
    return raised > 0 ? over : undefined;
  }),
});

/** AF9: the same as a share. */
export const overshootShare = defineInvariant({
  ...head,
  id: 'AF9/overshoot-share',
  says: 'The same over all that others bore of default cases.',
  ...figure<'run'>('of what was raised', (run) => {
    const { raised, over } = totals(run);
    return raised > 0 ? over / raised : undefined;
  }),
});
