/** Allocation rules as invariants may ask them: by name, with what they were asked written down. @module */
import {
  type AdlAllocation,
  type ClaimsQuestion,
  configError,
  type InvariantOver,
  type RulesAsked,
} from '../contract/index.ts';
import { Guard, unwatched, type Watch } from '../exchange/index.ts';
import { stream } from '../math/index.ts';
import { answerOf, askRule, type ClaimsTable, claimsProblem, type RuleUse } from './axioms/index.ts';

/** Allocation rules that may be asked by name, and the seed of what they are asked. */
export interface RulesToAsk {
  readonly seed: number;
  readonly rules: readonly AdlAllocation[];
}

/** A question as plain data, so that it can be written down. */
export type PlainQuestion = {
  readonly [C in keyof ClaimsQuestion]: ClaimsQuestion[C] extends number ? number : readonly number[];
};

/** A question that a rule was asked, and what it gave. */
export interface AskedQuestion {
  readonly rule: string;
  readonly question: PlainQuestion;
  readonly gives: readonly number[];
}

/** Told of every question and its answer, in order. */
export type NoteAsked = (rule: string, question: ClaimsQuestion, gives: Float64Array) => void;

/** A question with its columns as lists. */
export const plainQuestion = (question: ClaimsQuestion): PlainQuestion =>
  Object.fromEntries(
    Object.entries(question).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : Array.from(value as Float64Array),
    ]),
  ) as unknown as PlainQuestion;

/** The same question with its columns as arrays of doubles. */
export const questionOf = (plain: PlainQuestion): ClaimsQuestion =>
  Object.fromEntries(
    Object.entries(plain).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : Float64Array.from(value as readonly number[]),
    ]),
  ) as unknown as ClaimsQuestion;

/** The table of a question, and what is to be raised. */
export const partsOf = ({ need, ...table }: ClaimsQuestion): readonly [ClaimsTable, number] => [table, need];

/** How rules are asked, and who hears of it. */
export interface Asking {
  readonly watch?: Watch;
  readonly note?: NoteAsked;
}

/** The rules as an invariant may ask them, with numbers to draw with. @param draw - Number of what is drawn, from 0. */
export const rulesAsked = (
  { seed, rules }: RulesToAsk,
  about: string,
  draw: number,
  { watch = unwatched, note }: Asking = {},
): RulesAsked => {
  const useOf = (name: string, params: unknown = {}): RuleUse => {
    const mechanism = rules.find((one) => one.name === name);
    if (mechanism === undefined)
      throw configError(
        'no-rule',
        `there is no allocation rule ${name}; there are ${rules.map((one) => one.name).join(', ')}`,
      );
    return { name, mechanism, params: mechanism.params.parse(params) };
  };
  const noted = (rule: string, question: ClaimsQuestion, gives: Float64Array): Float64Array => {
    note?.(rule, question, gives);
    return gives;
  };
  const guard = new Guard(watch);
  return {
    allocate: (name, question, params) =>
      noted(name, question, askRule(useOf(name, params), { seed, watch }).ask(...partsOf(question))),
    inWaves: (name, given) => {
      const { mechanism, params } = useOf(name, given);
      const state = mechanism.initial?.(params as never) ?? null;
      return (question) => {
        const [table, need] = partsOf(question);
        const problem = claimsProblem({ table, need }, () => stream(seed, 'allocate', name));
        const answer = guard.call(mechanism, () => mechanism.allocate(problem, params as never, state));
        const gives = noted(name, question, answerOf(name, answer, table));
        const figures = Object.entries(mechanism.figures ?? {}).map(([figure, { of }]) => [
          figure,
          of(state, params as never),
        ]);
        return { gives, figures: Object.fromEntries(figures) };
      };
    },
    random: stream(seed, about, draw),
  };
};

/** What an invariant over claims draws with. */
export const aboutClaims = ({ id }: InvariantOver<'claims'>): string => `claims ${id}`;
