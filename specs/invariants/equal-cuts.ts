import { defineInvariant } from 'breakwater';
import { hasComposite } from './cuts.ts';
import { decisionsOf, placeOf } from './decisions.ts';

/** AF7: everybody gives the same share. */
export const equalCuts = defineInvariant({
  id: 'AF7/equal-cuts',
  says: 'What each gives of a decision is in proportion to what it may give, so that equal positions are cut equally.',
  scope: 'design',
  given: hasComposite,
  tolerance: 'one lot, or one unit where gains are charged: a share is rounded to a whole one',
  source: 'catalogue AF7; Chitra, Autodeleveraging (arXiv 2512.01112), pro rata',
  over: 'step',
  reaches: (subject) => decisionsOf(subject).filter(({ scores }) => scores.length > 1).length,
  holds: (subject) => {
    for (const decision of decisionsOf(subject)) {
      const { scores } = decision;
      const all = scores.reduce((sum, { limit }) => sum + limit, 0);
      const given = scores.reduce((sum, { gives }) => sum + gives, 0);
      for (const { account, limit, gives } of scores) {
        const share = (given / all) * limit;
        // A quotient of doubles may be off by as much as it is rounded.
        if (Math.abs(gives - share) <= 1 + share * 1e-12) continue;
        return {
          who: `account ${account}, ${placeOf(decision, subject)}`,
          expected: share,
          found: gives,
          difference: gives - share,
          detail: `${limit} of ${all} may be taken, ${given} are, in step ${decision.step}`,
        };
      }
    }
    return undefined;
  },
});
