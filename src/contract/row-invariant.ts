import { defineInvariant, type InvariantOver, type RowQuestion, type Witness } from './invariant.ts';
import type { StepSubject } from './subjects.ts';

/** What is declared of an invariant over rows. */
export interface RowInvariant<State>
  extends Omit<InvariantOver<'step'>, 'over' | 'change' | 'metric' | 'rows' | 'reaches' | 'holds'> {
  readonly rows: RowQuestion<State>;
}

/** Asks a question of the rows of a step, one after the other: what it says of those it is about. */
function* answers<State>(
  { kinds, ask }: RowQuestion<State>,
  subject: StepSubject,
  state: State,
): Generator<true | Witness> {
  for (const row of subject.walk(kinds?.length === 1 ? kinds[0] : undefined)) {
    if (kinds !== undefined && !kinds.includes(row.kind)) continue;
    const answer = ask(row, subject, state);
    if (answer !== false) yield answer;
  }
}

/**
 * Declares an invariant about single rows of a step. Its interesting branch is reached once for each row that the statement is about.
 *
 * @example
 * defineRowInvariant({ id: 'XX2/no-gift', says: 'No fill is for nothing.', scope: 'design', tolerance: 0, source: 'house rule',
 *   rows: { kinds: ['fill'], ask: ({ a, value }) => value !== 0 || { who: `account ${a}`, expected: 'a price', found: 0 } } });
 */
export const defineRowInvariant = <State = undefined>({
  rows,
  ...rest
}: RowInvariant<State>): InvariantOver<'step'> => {
  const begin = (subject: StepSubject): State => rows.begin?.(subject) as State;
  return defineInvariant({
    ...rest,
    over: 'step',
    rows: rows as RowQuestion,
    reaches: (subject) => {
      let count = 0;
      for (const _ of answers(rows, subject, begin(subject))) count += 1;
      return count;
    },
    holds: (subject) => {
      const state = begin(subject);
      for (const answer of answers(rows, subject, state)) if (answer !== true) return answer;
      return rows.rest?.(subject, state);
    },
  });
};
