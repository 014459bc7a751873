import { defineInvariant } from 'breakwater';
import { caseOf, paidBySubjects, paymentOf } from './money-of-cases.ts';

/** WF8: a fee waits for the loss. */
export const feesJunior = defineInvariant({
  id: 'WF8/fees-junior',
  says: 'A liquidation fee never leaves the subject of a default with equity below zero, and no default that has paid fees is closed with a loss that others bear.',
  scope: 'design',
  tolerance: 0,
  source: 'catalogue WF8',
  over: 'step',
  reaches: (subject) => {
    let count = 0;
    for (const { row } of paidBySubjects(subject)) if (row.cause === 'liquidation-fee') count += 1;
    return count;
  },
  holds: (subject) => {
    for (const one of paidBySubjects(subject))
      if (one.row.cause === 'liquidation-fee' && one.after.equity < 0)
        return { who: caseOf(one), expected: 'equity >= 0 after the fee', found: one.after.equity, ...paymentOf(one) };
    for (const row of subject.walk('close-case')) {
      const one = subject.books.case(row.case);
      if (one?.kind !== 'default' || one.isOpen) continue;
      for (const { fees, backstop, fund, adl, socialised, uncovered, left } of one.record) {
        const borne = backstop + fund + adl + socialised + uncovered - left;
        if (fees > 0 && borne > 0)
          return {
            who: `account ${one.subject}, case ${row.case}`,
            expected: 'no fee, or no loss for others',
            found: { fees, borne },
          };
      }
    }
    return undefined;
  },
});
