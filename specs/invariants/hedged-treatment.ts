import { defineInvariant } from 'breakwater';
import { hasComposite } from './cuts.ts';
import { type Decision, decisionsOf, placeOf, type Scored } from './decisions.ts';
import { isNeutral, matchedOf } from './hedges.ts';

/** Candidates of a decision that are neutral in the account that is asked, and those with one leg. */
const sides = ({ scores }: Decision): { readonly hedged: readonly Scored[]; readonly naked: readonly Scored[] } => ({
  hedged: scores.filter(({ stood }) => stood !== undefined && isNeutral(stood)),
  naked: scores.filter(({ stood }) => stood !== undefined && matchedOf(stood) === 0),
});

const both = (decision: Decision): boolean => {
  const { hedged, naked } = sides(decision);
  return hedged.length > 0 && naked.length > 0;
};

/** HB2: a hedge is no reason to be cut. */
export const hedgedEqual = defineInvariant({
  id: 'HB2/hedged-equal-treatment',
  says: 'Of two accounts that may give equally much of a decision, the one that is hedged in its account gives no more than the naked one.',
  scope: 'design',
  given: hasComposite,
  tolerance: 'one lot, by rounding to whole ones',
  source: 'catalogue HB2',
  over: 'step',
  reaches: (subject) =>
    decisionsOf(subject).filter((decision) => {
      const { hedged, naked } = sides(decision);
      return hedged.some(({ limit }) => naked.some((one) => one.limit === limit));
    }).length,
  holds: (subject) => {
    for (const decision of decisionsOf(subject)) {
      const { hedged, naked } = sides(decision);
      for (const one of hedged) {
        const other = naked.find(({ limit, gives }) => limit === one.limit && one.gives > gives + 1);
        if (other !== undefined)
          return {
            who: `accounts ${one.account} and ${other.account}, ${placeOf(decision, subject)}`,
            expected: `at most ${other.gives + 1} of ${one.limit}, as the naked one gives ${other.gives}`,
            found: one.gives,
            difference: one.gives - other.gives,
            detail: `step ${decision.step}`,
          };
      }
    }
    return undefined;
  },
});

/** HB3: whoever bets is cut before whoever does not. */
export const nettingAware = defineInvariant({
  id: 'HB3/netting-aware-rank',
  says: 'No account that is hedged is cut while a naked one has something left to give.',
  scope: 'design',
  given: hasComposite,
  tolerance: 0,
  source: 'catalogue HB3; https://arxiv.org/abs/2603.15963',
  over: 'step',
  reaches: (subject) => decisionsOf(subject).filter((decision) => decision.raised > 0 && both(decision)).length,
  holds: (subject) => {
    for (const decision of decisionsOf(subject)) {
      const { hedged, naked } = sides(decision);
      const cut = hedged.find(({ gives }) => gives > 0);
      const spared = naked.find(({ gives, limit }) => gives < limit);
      if (cut !== undefined && spared !== undefined)
        return {
          who: `accounts ${cut.account} and ${spared.account}, ${placeOf(decision, subject)}`,
          expected: `0, as the naked one has ${spared.limit - spared.gives} left`,
          found: cut.gives,
          detail: `step ${decision.step}`,
        };
    }
    return undefined;
  },
});
