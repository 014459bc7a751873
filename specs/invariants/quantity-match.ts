import { defineInvariant, type Witness } from 'breakwater';
import { hasComposite } from './cuts.ts';
import { type Decision, decisionsOf, placeOf } from './decisions.ts';

const sumOf = <T>(parts: readonly T[], of: (part: T) => number): number =>
  parts.reduce((sum, part) => sum + of(part), 0);

/** What was really moved by a decision: lots cut, or units charged. */
const movedBy = ({ inLots, fills, charges, market }: Decision): number =>
  inLots
    ? sumOf(fills, ({ lots, market: of }) => (of === market ? Math.abs(lots) : 0))
    : sumOf(charges, ({ value }) => value);

/** AF4: as much is taken as was needed, no more and no less. */
export const quantityMatch = defineInvariant({
  id: 'AF4/quantity-match',
  says: 'A decision takes what it says it took, and no more than the need; and all of the need where those who may be cut have as much, unless the cut is met in the book or a protection lets some go.',
  scope: 'universal',
  given: hasComposite,
  tolerance: 0,
  source: 'catalogue AF4, by decision: what is not needed because a layer before filled it is not in the need',
  over: 'step',
  reaches: (subject) => decisionsOf(subject).filter(({ raised }) => raised > 0).length,
  holds: (subject) => {
    for (const decision of decisionsOf(subject)) {
      const { need, raised, scores, layer, step } = decision;
      const witness = (expected: string, found: number): Witness => ({
        who: placeOf(decision, subject),
        expected,
        found,
        detail: `layer ${layer} in step ${step}`,
      });
      const moved = movedBy(decision);
      if (moved !== raised) return witness(`${raised}, as the decision says`, moved);
      if (raised > need) return witness(`at most the need of ${need}`, raised);
      const facts = subject.design.waterfall[layer];
      const spares = facts?.mechanisms.some(({ slot }) => slot === 'adl.protection') === true;
      // Without scores the log does not say what the others could have given.
      if (scores.length === 0 || facts?.meetsInBook === true || spares) continue;
      const could = sumOf(scores, ({ limit }) => limit);
      if (raised < Math.min(need, could))
        return witness(`${Math.min(need, could)} of a need of ${need}, as ${could} may be taken`, raised);
    }
    return undefined;
  },
});
