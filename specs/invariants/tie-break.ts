import { defineRowInvariant, type StepRow } from 'breakwater';

/** DT5: nothing is left to chance between equals. */
export const tieBreak = defineRowInvariant({
  id: 'DT5/tie-break',
  says: 'Candidates of one decision with the same score stand in the order of their account ids.',
  scope: 'universal',
  given: ({ mechanisms }) => {
    const several = mechanisms.find(({ severalScores }) => severalScores === true);
    return several === undefined ? true : `${several.name} compares further scores, which a log does not hold`;
  },
  tolerance: 0,
  source: 'design.md, section 3; catalogue DT5',
  rows: {
    begin: (): { last: Pick<StepRow, 'a' | 'value' | 'market' | 'mark'> | undefined } => ({ last: undefined }),
    ask: ({ kind, step, a, value, market, mark }, _, before) => {
      const { last } = before;
      // Scores of one decision follow one another in the order of its ranking.
      before.last = kind === 'score' ? { a, value, market, mark } : undefined;
      if (kind !== 'score' || last?.value !== value || last.market !== market || last.mark !== mark) return false;
      if (last.a <= a) return true;
      return {
        who: `accounts ${last.a} and ${a} of one score`,
        expected: `account ${a} first`,
        found: `account ${last.a} first`,
        detail: `in step ${step}`,
      };
    },
  },
});
