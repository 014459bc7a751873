import type { Invariant, InvariantOver, RowQuestion } from '../contract/index.ts';
import type { ExchangeDesign } from '../exchange/index.ts';
import { EVENT, EVENT_KINDS } from '../ledger/index.ts';
import { designView } from './design-view.ts';

/** Which of a list of invariants apply to a design, and how they are asked after a step. Numbers are places in the list. */
export interface AskPlan {
  /** Why each does not apply; undefined where it does. */
  readonly reasons: readonly (string | undefined)[];
  /** Those that are asked of a step as a whole. */
  readonly ofSteps: readonly { readonly place: number; readonly invariant: InvariantOver<'step'> }[];
  /** Those that are asked row by row. */
  readonly ofRows: readonly { readonly place: number; readonly question: RowQuestion }[];
  /** Which of the latter look at rows of a kind, by its number: places in `ofRows`. */
  readonly byKind: readonly (readonly number[])[];
}

const reasonWhyNot = (invariant: Invariant, design: ExchangeDesign): string | undefined => {
  const answer = invariant.given?.(designView(design)) ?? true;
  return answer === true ? undefined : answer;
};

const kindsOf = ({ id, rows }: InvariantOver<'step'>): readonly string[] => {
  for (const kind of rows?.kinds ?? [])
    if (!(kind in EVENT))
      throw new RangeError(`${id} looks at rows of kind "${kind}", and the kinds are ${EVENT_KINDS.join(', ')}`);
  return rows?.kinds ?? EVENT_KINDS;
};

const made = (invariants: readonly Invariant[], design: ExchangeDesign): AskPlan => {
  const reasons = invariants.map((one) => reasonWhyNot(one, design));
  const ofSteps: AskPlan['ofSteps'][number][] = [];
  const ofRows: AskPlan['ofRows'][number][] = [];
  const byKind: number[][] = EVENT_KINDS.map(() => []);
  for (const [place, invariant] of invariants.entries()) {
    if (invariant.over !== 'step' || reasons[place] !== undefined) continue;
    const { rows: question } = invariant;
    if (question === undefined) {
      ofSteps.push({ place, invariant });
      continue;
    }
    for (const kind of kindsOf(invariant)) byKind[EVENT_KINDS.indexOf(kind as never)]?.push(ofRows.length);
    ofRows.push({ place, question });
  }
  return { reasons, ofSteps, ofRows, byKind };
};

const plans = new WeakMap<readonly Invariant[], WeakMap<ExchangeDesign, AskPlan>>();

/**
 * The plan of a list of invariants for a design, made once however many runs are asked.
 *
 * @throws RangeError where one looks at rows of a kind that there is not.
 */
export const planOf = (invariants: readonly Invariant[], design: ExchangeDesign): AskPlan => {
  const known = plans.get(invariants) ?? new WeakMap<ExchangeDesign, AskPlan>();
  plans.set(invariants, known);
  const plan = known.get(design) ?? made(invariants, design);
  known.set(design, plan);
  return plan;
};
