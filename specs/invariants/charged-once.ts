import { defineInvariant } from 'breakwater';
import { decisionsOf, placeOf } from './decisions.ts';

/** Whether gains that ADL charges are marked as charged. */
export const chargedOnce = defineInvariant({
  id: 'AF12/charged-once',
  says: 'Where ADL charges the gains of positions, each charge raises the cost of the position it is taken from by as much, so that no gain is charged twice.',
  scope: 'universal',
  given: (design) =>
    design.waterfall.some(({ settle }) => settle === 'gains') ? true : 'it does not deleverage by charging gains',
  tolerance: 0,
  source: 'design.md, section 4: a charge on gains raises the cost memo of the payer',
  over: 'step',
  reaches: (subject) => decisionsOf(subject).filter(({ charges }) => charges.length > 0).length,
  holds: (subject) => {
    const { books } = subject;
    for (const decision of decisionsOf(subject)) {
      // In other assets the cost is raised in units of another kind.
      if (decision.inLots || books.markets[decision.market]?.settle !== 0) continue;
      for (const { a: account, case: caseId, value } of decision.charges) {
        let raised = 0;
        for (const row of subject.walk('raise-cost'))
          if (row.a === account && row.case === caseId && row.market === decision.market) raised += row.value;
        let charged = 0;
        for (const one of decision.charges) if (one.a === account && one.case === caseId) charged += one.value;
        if (raised < charged)
          return {
            who: `account ${account}, ${placeOf(decision, subject)}`,
            expected: charged,
            found: raised,
            difference: raised - charged,
            detail: `rise of its cost by a charge of ${value} for case ${caseId} in step ${decision.step}`,
          };
      }
    }
    return undefined;
  },
});
