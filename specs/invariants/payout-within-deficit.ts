import { defineInvariant, type StepSubject } from 'breakwater';
import { caseOf, paymentOf, raised, raisedForFlat, roundedBy, slackOf } from './money-of-cases.ts';

/** Slippage of the pieces of a case since its last payment, added up along the rows. */
const guaranteed = (
  subject: StepSubject,
): { readonly most: number; readonly who: string; readonly found: number }[] => {
  const slipped = new Map<number, number>();
  for (const row of subject.walk('fill'))
    if (row.case > 0 && row.value < row.mark)
      slipped.set(row.case, (slipped.get(row.case) ?? 0) + row.mark - row.value);
  const payments: { most: number; who: string; found: number }[] = [];
  for (const one of raised(subject)) {
    const { row, after } = one;
    if (row.cause !== 'pay' || row.market !== 0 || after.positions === 0) continue;
    const slip = slipped.get(row.case) ?? 0;
    const owed = Math.max(0, row.value - slip - after.equity);
    payments.push({ most: slip + owed, who: caseOf(one), found: row.value });
  }
  return payments;
};

/** IF4: a fund pays losses. */
export const payoutWithinDeficit = defineInvariant({
  id: 'IF4/payout-within-deficit',
  says: 'A pool pays an account that has nothing left to close no more than it owes; and while there is something left, no more than the account owed at mark and its orders in that step were executed below mark.',
  scope: 'universal',
  tolerance:
    'none with one asset, four units each and the worth of one unit of what is paid with several, and one a market where a pool guarantees the price of orders',
  source: 'catalogue IF4',
  over: 'step',
  reaches: (subject) => {
    let count = 0;
    for (const { row } of raised(subject)) if (row.cause === 'pay') count += 1;
    return count;
  },
  holds: (subject) => {
    for (const one of raisedForFlat(subject))
      if (one.row.cause === 'pay' && one.has > slackOf(one, subject))
        return {
          who: caseOf(one),
          expected: one.moved - one.has,
          found: one.moved,
          difference: one.has,
          ...paymentOf(one),
        };
    for (const { who, most, found } of guaranteed(subject))
      if (found > most + roundedBy(subject))
        return { who, expected: `at most ${most}`, found, difference: found - most };
    return undefined;
  },
});
