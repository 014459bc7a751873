import { defineInvariant, type StepSubject } from 'breakwater';
import { hasComposite } from './cuts.ts';
import { type Decision, decisionsOf, placeOf, type Scored } from './decisions.ts';
import { isAlone } from './hedges.ts';

/** Share of a position that must be offset for it to be a hedge. */
const OFFSET = 0.95;

/** Whether other positions of its account offset a candidate's, which holds the side that the subject does not. */
const isOffset = ({ stood }: Scored, side: number): boolean => {
  if (stood === undefined) return false;
  const [own, other] = side > 0 ? [stood.long, stood.short] : [stood.short, stood.long];
  return other >= OFFSET * own;
};

/** Decisions that close lots of owners with one account each, so that every hedge is in the account. */
const told = (subject: StepSubject): readonly Decision[] =>
  decisionsOf(subject).filter(
    ({ inLots, fills, scores }) =>
      inLots && fills.length > 0 && scores.length > 0 && scores.every(({ account }) => isAlone(account, subject)),
  );

/** What others may give, what the hedged give, and what all do. */
const shares = ({
  scores,
  fills,
}: Decision): { readonly open: number; readonly hedged: number; readonly given: number } => {
  const side = -Math.sign(fills[0]?.lots ?? 0);
  let [open, hedged, given] = [0, 0, 0];
  for (const one of scores) {
    given += one.gives;
    if (isOffset(one, side)) hedged += one.gives;
    else open += one.limit;
  }
  return { open, hedged, given };
};

/** Whether there is somebody of each kind. */
const hasBoth = ({ scores, fills }: Decision): boolean => {
  const side = -Math.sign(fills[0]?.lots ?? 0);
  const offset = scores.filter((one) => isOffset(one, side)).length;
  return offset > 0 && offset < scores.length;
};

/** Hedge bound 1: the least that any rule can take from hedges. */
export const hedgedLast = defineInvariant({
  id: 'hedge-bound/1',
  says: 'Hedged positions give exactly what the others together lack: max(0, what is taken - what all others may give). No rule takes less from them, and the others give all the rest.',
  scope: 'design',
  given: hasComposite,
  tolerance: 'one lot',
  source: 'modelling.md 4.4, HB1, and 8.2: hedge-aware ADL breaks fewer hedges and cuts directional winners more',
  over: 'step',
  reaches: (subject) => told(subject).filter(hasBoth).length,
  holds: (subject) => {
    for (const decision of told(subject)) {
      const { open, hedged, given } = shares(decision);
      const least = Math.max(0, given - open);
      if (hedged > least + 1)
        return {
          who: placeOf(decision, subject),
          expected: `${least} lots of the hedged, as others may give ${open} of ${given}`,
          found: hedged,
          difference: hedged - least,
          detail: `step ${decision.step}`,
        };
    }
    return undefined;
  },
});
