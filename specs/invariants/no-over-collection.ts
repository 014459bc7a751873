import { defineInvariant } from 'breakwater';
import { caseOf, paymentOf, raisedForFlat, slackOf } from './money-of-cases.ts';

/** WF4: a deficit is paid, and no more. */
export const noOverCollection = defineInvariant({
  id: 'WF4/no-over-collection',
  says: 'What is raised for an account that has nothing left to close never takes what it has above zero; and when its case is closed it owes nothing.',
  scope: 'universal',
  tolerance:
    'for the subject none with one asset, four units each and the worth of one unit of what is paid with several, and one a market where a pool guarantees the price of orders; holders who are charged through an index pay up to a unit more each, which goes to the rounding account',
  source: 'catalogue WF4',
  over: 'step',
  reaches: (subject) => raisedForFlat(subject).length,
  holds: (subject) => {
    for (const one of raisedForFlat(subject))
      if (one.has > slackOf(one, subject))
        return {
          who: caseOf(one),
          expected: 'at most what was owed',
          found: one.moved,
          difference: one.has,
          ...paymentOf(one),
        };
    for (const row of subject.walk('close-case')) {
      const one = subject.books.case(row.case);
      if (one?.kind !== 'default' || one.isOpen) continue;
      // Whoever still holds lots was healthy; what it owes in one asset it has in another.
      const owes = one.record.find(
        ({ left, uncovered, socialised, fund }) => left < 0 && uncovered + socialised + fund > 0,
      );
      if (owes !== undefined && one.record.every(({ left }) => left <= 0))
        return {
          who: `account ${one.subject}, case ${row.case}`,
          expected: 'nothing owed when it is closed',
          found: owes.left,
        };
    }
    return undefined;
  },
});
