/** What decisions raise, by the log of a run whose scores are recorded. @module */
import { type DesignView, defineInvariant, type StepRow, type StepSubject, type Witness } from 'breakwater';

/** Decisions of a step whose candidates are all in the log: what was needed, what was raised, and what candidates may give. */
function* decisions({ walk }: StepSubject) {
  let able = 0;
  let scored = 0;
  for (const row of walk()) {
    if (row.kind === 'score') {
      able += row.lots;
      scored += 1;
    } else if (row.kind === 'decision') {
      if (scored > 0 && scored === row.b) yield { row, need: row.lots, raised: row.value, able };
      able = 0;
      scored = 0;
    }
  }
}

const about = ({ case: of, market }: StepRow): string => (of > 0 ? `case ${of}` : `market ${market}`);

const first = (
  subject: StepSubject,
  fault: (one: { need: number; raised: number; able: number }) => Omit<Witness, 'who'> | undefined,
): Witness | undefined => {
  for (const { row, ...one } of decisions(subject)) {
    const witness = fault(one);
    if (witness !== undefined) return { who: `${about(row)}, step ${row.step}`, ...witness };
  }
  return undefined;
};

const count = (subject: StepSubject, of: (one: { need: number; raised: number; able: number }) => boolean): number => {
  let found = 0;
  for (const one of decisions(subject)) if (of(one)) found += 1;
  return found;
};

/** For designs whose decisions cut at once whoever the rule names: nothing waits in the book, and no protection takes anybody out. */
const cutsAtOnce = ({ waterfall }: DesignView): true | string => {
  const later = waterfall.find(({ meetsInBook }) => meetsInBook === true);
  if (later !== undefined) return `what ${later.label} decides waits in the book for whoever is cut`;
  const shielded = waterfall.find(({ mechanisms }) => mechanisms.some(({ slot }) => slot === 'adl.protection'));
  return shielded === undefined ? true : `${shielded.label} has a protection, which may take candidates out`;
};

/** T3 on a venue: what a decision is short of is what candidates have not. */
export const infeasibleShown = defineInvariant({
  id: 'T3/infeasible-shown',
  says: 'A decision raises less than was needed only where all candidates together cannot give it, and then takes all they can.',
  scope: 'universal',
  given: cutsAtOnce,
  tolerance: 0,
  source: 'Chitra (arXiv 2512.01112), feasibility; its code caps the budget without a word',
  over: 'step',
  reaches: (subject) => count(subject, ({ need, able }) => need > able),
  holds: (subject) =>
    first(subject, ({ need, raised, able }) =>
      raised === Math.min(need, able)
        ? undefined
        : {
            expected: Math.min(need, able),
            found: raised,
            difference: raised - Math.min(need, able),
            detail: `need ${need}, all can give ${able}`,
          },
    ),
});

/** T21: nobody can be asked for more than all have. */
export const severityWithinCapacity = defineInvariant({
  id: 'T21/severity-within-capacity',
  says: 'A decision raises no more than the need and no more than its candidates can give together: the largest share of a need that can be met is the lesser of 1 and what they can give over it.',
  scope: 'universal',
  tolerance: 0,
  source: 'Chitra (arXiv 2512.01112), with the capacity U of gains in the place of the printed sum of equity',
  over: 'step',
  reaches: (subject) => count(subject, ({ need }) => need > 0),
  holds: (subject) =>
    first(subject, ({ need, raised, able }) =>
      raised <= need && raised <= able ? undefined : { expected: `at most ${Math.min(need, able)}`, found: raised },
    ),
});
