import { defineInvariant, type StepRow, type StepSubject } from 'breakwater';

/** Scores of one decision that follow one another in the order of its ranking, and are the same. */
function* ties({
  walk,
}: StepSubject): Generator<{ readonly step: number; readonly before: number; readonly after: number }> {
  let last: Pick<StepRow, 'a' | 'value' | 'market' | 'mark'> | undefined;
  for (const { kind, step, a, value, market, mark } of walk()) {
    if (kind !== 'score') {
      last = undefined;
      continue;
    }
    if (last !== undefined && last.value === value && last.market === market && last.mark === mark)
      yield { step, before: last.a, after: a };
    last = { a, value, market, mark };
  }
}

/** DT5: nothing is left to chance between equals. */
export const tieBreak = defineInvariant({
  id: 'DT5/tie-break',
  says: 'Candidates of one decision with the same score stand in the order of their account ids.',
  scope: 'universal',
  given: ({ mechanisms }) => {
    const several = mechanisms.find(({ severalScores }) => severalScores === true);
    return several === undefined ? true : `${several.name} compares further scores, which a log does not hold`;
  },
  tolerance: 0,
  source: 'design.md, section 3; catalogue DT5',
  over: 'step',
  reaches: (subject) => {
    let count = 0;
    for (const _ of ties(subject)) count += 1;
    return count;
  },
  holds: (subject) => {
    for (const { step, before, after } of ties(subject))
      if (before > after)
        return {
          who: `accounts ${before} and ${after} of one score`,
          expected: `account ${after} first`,
          found: `account ${before} first`,
          detail: `in step ${step}`,
        };
    return undefined;
  },
});
