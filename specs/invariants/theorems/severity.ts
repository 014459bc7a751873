/** What decisions raise, by the log of a run whose scores are recorded. @module */
import { type DesignView, defineRowInvariant, type RowQuestion, type StepRow, type Witness } from 'breakwater';

/** Candidates whose scores came since the last decision, and what they may give together. */
interface Able {
  able: number;
  scored: number;
}

/** A decision whose candidates are all in the log: what was needed, what was raised, and what candidates may give. */
interface Decided {
  readonly need: number;
  readonly raised: number;
  readonly able: number;
}

/** Asks each decision of a step. @param ask - Says whether the statement is about a decision and holds; otherwise what does not. */
const ofDecisions = (ask: (one: Decided) => boolean | Omit<Witness, 'who'>): RowQuestion<Able> => ({
  kinds: ['score', 'decision'],
  begin: () => ({ able: 0, scored: 0 }),
  ask: (row, _, seen) => {
    if (row.kind === 'score') {
      seen.able += row.lots;
      seen.scored += 1;
      return false;
    }
    const { able, scored } = seen;
    seen.able = 0;
    seen.scored = 0;
    if (scored === 0 || scored !== row.b) return false;
    const answer = ask({ need: row.lots, raised: row.value, able });
    return typeof answer === 'boolean' ? answer : { who: `${about(row)}, step ${row.step}`, ...answer };
  },
});

const about = ({ case: of, market }: StepRow): string => (of > 0 ? `case ${of}` : `market ${market}`);

/** For designs whose decisions cut at once whoever the rule names: nothing waits in the book, and no protection takes anybody out. */
const cutsAtOnce = ({ waterfall }: DesignView): true | string => {
  const later = waterfall.find(({ meetsInBook }) => meetsInBook === true);
  if (later !== undefined) return `what ${later.label} decides waits in the book for whoever is cut`;
  const shielded = waterfall.find(({ mechanisms }) => mechanisms.some(({ slot }) => slot === 'adl.protection'));
  return shielded === undefined ? true : `${shielded.label} has a protection, which may take candidates out`;
};

/** T3 on a venue: what a decision is short of is what candidates have not. */
export const infeasibleShown = defineRowInvariant({
  id: 'T3/infeasible-shown',
  says: 'A decision raises less than was needed only where all candidates together cannot give it, and then takes all they can.',
  scope: 'universal',
  given: cutsAtOnce,
  tolerance: 0,
  source: 'Chitra (arXiv 2512.01112), feasibility; its code caps the budget without a word',
  rows: ofDecisions(({ need, raised, able }) => {
    if (raised === Math.min(need, able)) return need > able;
    return {
      expected: Math.min(need, able),
      found: raised,
      difference: raised - Math.min(need, able),
      detail: `need ${need}, all can give ${able}`,
    };
  }),
});

/** T21: nobody can be asked for more than all have. */
export const severityWithinCapacity = defineRowInvariant({
  id: 'T21/severity-within-capacity',
  says: 'A decision raises no more than the need and no more than its candidates can give together: the largest share of a need that can be met is the lesser of 1 and what they can give over it.',
  scope: 'universal',
  tolerance: 0,
  source: 'Chitra (arXiv 2512.01112), with the capacity U of gains in the place of the printed sum of equity',
  rows: ofDecisions(({ need, raised, able }) => {
    if (raised <= need && raised <= able) return need > 0;
    return { expected: `at most ${Math.min(need, able)}`, found: raised };
  }),
});
