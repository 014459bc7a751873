import { defineInvariant } from 'breakwater';
import { hasComposite } from './cuts.ts';
import { type Decision, decisionsOf, placeOf, type Scored } from './decisions.ts';

/** The highest that was spared in part, and the lowest that gave. */
const ends = ({ scores }: Decision): { readonly spared: Scored | undefined; readonly gave: Scored | undefined } => {
  let spared: Scored | undefined;
  let gave: Scored | undefined;
  for (const one of scores) {
    if (one.gives < one.limit && (spared === undefined || one.score > spared.score)) spared = one;
    if (one.gives > 0 && (gave === undefined || one.score < gave.score)) gave = one;
  }
  return { spared, gave };
};

/** AF6: the queue is kept. */
export const rankMonotone = defineInvariant({
  id: 'AF6/rank-monotone',
  says: 'Nobody is cut while somebody with a higher score has something left to give.',
  scope: 'design',
  given: hasComposite,
  tolerance: 0,
  source: 'catalogue AF6; Chitra, Autodeleveraging (arXiv 2512.01112), the queue',
  over: 'step',
  reaches: (subject) =>
    decisionsOf(subject).filter((decision) => {
      const { spared, gave } = ends(decision);
      return spared !== undefined && gave !== undefined && spared.account !== gave.account;
    }).length,
  holds: (subject) => {
    for (const decision of decisionsOf(subject)) {
      const { spared, gave } = ends(decision);
      if (spared !== undefined && gave !== undefined && spared.score > gave.score)
        return {
          who: `account ${spared.account}, ${placeOf(decision, subject)}`,
          expected: `all of its ${spared.limit}, before account ${gave.account} gives ${gave.gives}`,
          found: spared.gives,
          detail: `scores ${spared.score} and ${gave.score} in step ${decision.step}`,
        };
    }
    return undefined;
  },
});
