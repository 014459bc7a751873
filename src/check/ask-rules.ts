/** Invariants about allocation rules, asked of tables and of models rather than of runs. @module */
import {
  type AdlAllocation,
  type ClaimsQuestion,
  configError,
  type Invariant,
  type InvariantOver,
  type Mechanism,
  type RulesAsked,
  type Witness,
} from '../contract/index.ts';
import { type ExchangeDesign, Guard, unwatched, type Watch } from '../exchange/index.ts';
import { stream } from '../math/index.ts';
import { answerOf, askRule, type ClaimsTable, claimsProblem, type RuleUse, randomProblem } from './axioms/index.ts';
import type { Verdict } from './runner.ts';
import { simplerQuestions } from './simpler-questions.ts';
import { verdictOn } from './trials/ask-trial.ts';

/** Allocation rules that may be asked by name, and the seed of what they are asked. */
export interface RulesToAsk {
  readonly seed: number;
  readonly rules: readonly AdlAllocation[];
}

/** A question as plain data, so that it can be written down. */
export type PlainQuestion = {
  readonly [C in keyof ClaimsQuestion]: ClaimsQuestion[C] extends number ? number : readonly number[];
};

/** A verdict, and where it broke a rule: which one, and what it was asked. */
export interface AnsweredRule {
  readonly verdict: Verdict;
  readonly claims?: { readonly rule: string; readonly question: PlainQuestion };
}

const partsOf = ({ need, ...table }: ClaimsQuestion): readonly [ClaimsTable, number] => [table, need];

const plain = (question: ClaimsQuestion): PlainQuestion =>
  Object.fromEntries(
    Object.entries(question).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : Array.from(value as Float64Array),
    ]),
  ) as unknown as PlainQuestion;

/** The rules as an invariant may ask them, with numbers to draw with. */
export const rulesAsked = (
  { seed, rules }: RulesToAsk,
  about: string,
  run: number,
  watch: Watch = unwatched,
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
  const guard = new Guard(watch);
  return {
    allocate: (name, question, params) => askRule(useOf(name, params), { seed, watch }).ask(...partsOf(question)),
    inWaves: (name, given) => {
      const { mechanism, params } = useOf(name, given);
      const state = mechanism.initial?.(params as never) ?? null;
      return (question) => {
        const [table, need] = partsOf(question);
        const problem = claimsProblem({ table, need }, () => stream(seed, 'allocate', name));
        const gives = answerOf(
          name,
          guard.call(mechanism, () => mechanism.allocate(problem, params as never, state)),
          table,
        );
        const figures = Object.entries(mechanism.figures ?? {}).map(([figure, { of }]) => [
          figure,
          of(state, params as never),
        ]);
        return { gives, figures: Object.fromEntries(figures) };
      };
    },
    random: stream(seed, about, run),
  };
};

/** Claims of a question: mostly few, so that a witness is small. */
const sizeOf = (run: number): number => (run % 8 === 7 ? 12 + (run % 5) : 1 + (run % 7));

const questionOf = ({ seed }: RulesToAsk, run: number): ClaimsQuestion => {
  const { table, need } = randomProblem(sizeOf(run), stream(seed, 'question', run), true);
  return { ...table, need };
};

/** Asks one rule one question, and makes what breaks small. @param most - Most questions asked for that. */
const askClaims = (
  invariant: InvariantOver<'claims'>,
  rule: RuleUse,
  run: number,
  rules: RulesToAsk,
  watch: Watch | undefined,
  most = 400,
): AnsweredRule => {
  const ask = (question: ClaimsQuestion): Verdict => {
    const { askUnchecked } = askRule(rule, { seed: rules.seed, ...(watch === undefined ? {} : { watch }) });
    const asks = (other: ClaimsQuestion): Float64Array => askUnchecked(...partsOf(other));
    // Made anew for each question: what is drawn is the same however many were asked before.
    const others = rulesAsked(rules, `claims ${invariant.id}`, run, watch);
    return verdictOn(invariant, { ...others, rule: rule.name, question, gives: asks(question), ask: asks });
  };
  let question = questionOf(rules, run);
  let verdict = ask(question);
  if (verdict.witness === undefined) return { verdict };
  let left = most;
  for (let found = true; found && left > 0; ) {
    found = false;
    for (const simpler of simplerQuestions(question)) {
      if (--left < 0) break;
      const other = ask(simpler);
      if (other.witness === undefined) continue;
      [question, verdict, found] = [simpler, other, true];
      break;
    }
  }
  const witness = { ...(verdict.witness as Witness), who: verdict.witness?.who ?? rule.name };
  return { verdict: { ...verdict, witness }, claims: { rule: rule.name, question: plain(question) } };
};

const isOver =
  <O extends 'claims' | 'model'>(over: O) =>
  (one: Invariant): one is Invariant & InvariantOver<O> =>
    one.over === over;

/** Asks what is over claims of one rule, with the question of a run. */
export const askRuleOnce = (
  rule: RuleUse,
  invariants: readonly Invariant[],
  run: number,
  rules: RulesToAsk,
  watch?: Watch,
): readonly AnsweredRule[] => invariants.filter(isOver('claims')).map((one) => askClaims(one, rule, run, rules, watch));

/** Asks what is over models. What is said of many runs draws them itself, and is asked in the first run only. */
export const askModels = (
  invariants: readonly Invariant[],
  run: number,
  rules: RulesToAsk,
  watch?: Watch,
): readonly AnsweredRule[] =>
  invariants
    .filter(isOver('model'))
    .filter(({ scope }) => run === 0 || scope !== 'statistical')
    .map((one) => ({ verdict: verdictOn(one, rulesAsked(rules, one.id, run, watch)) }));

/** Allocation rules that a design uses, each once. */
export const rulesOf = ({ waterfall }: ExchangeDesign): readonly RuleUse[] => {
  const uses = waterfall.flatMap((layer) => ('composite' in layer ? [layer.composite.allocation] : []));
  return uses.map(({ mechanism, params }) => ({ name: (mechanism as Mechanism).name, mechanism, params }));
};

/** Runs from one question to the next: what does not depend on the run is not asked in each. */
const RULES_EVERY = 4;
const MODELS_EVERY = 8;

/**
 * Asks what is over claims of every allocation rule of a design, and what is over models: in every fourth run a question, in every eighth
 * numbers drawn for a model.
 */
export const askRulesOf = (
  design: ExchangeDesign,
  invariants: readonly Invariant[],
  run: number,
  rules: RulesToAsk,
  watch?: Watch,
): readonly AnsweredRule[] => [
  ...(run % RULES_EVERY === 0
    ? rulesOf(design).flatMap((rule) => askRuleOnce(rule, invariants, run / RULES_EVERY, rules, watch))
    : []),
  ...(run % MODELS_EVERY === 0 ? askModels(invariants, run / MODELS_EVERY, rules, watch) : []),
];
