/** Invariants about allocation rules, asked of tables and of models rather than of runs. @module */
import {
  type ClaimsQuestion,
  type Invariant,
  type InvariantOver,
  isBreakwaterError,
  type Mechanism,
  type Witness,
} from '../contract/index.ts';
import type { ExchangeDesign, Watch } from '../exchange/index.ts';
import { stream } from '../math/index.ts';
import { askRule, type RuleUse, randomProblem } from './axioms/index.ts';
import {
  type AskedQuestion,
  aboutClaims,
  type NoteAsked,
  type PlainQuestion,
  partsOf,
  plainQuestion,
  questionOf,
  type RulesToAsk,
  rulesAsked,
} from './rules-asked.ts';
import type { Verdict } from './runner.ts';
import { simplerQuestions } from './simpler-questions.ts';
import { MISCONDUCT, verdictOn } from './trials/ask-trial.ts';

/** What broke a statement about rules or a model: not a trial, but questions and answers. Plain data, which makes it anew. */
export interface RuleCase {
  /** Number of what was drawn, from 0. */
  readonly draw: number;
  /** Over claims: the rule, the layer that uses it with its parameters, and what it was asked. */
  readonly rule?: string;
  readonly layer?: string;
  readonly question?: PlainQuestion;
  /** What rules were asked on the way and what they gave, in order; the first few. */
  readonly asked: readonly AskedQuestion[];
}

/** A verdict, and what was asked where it broke. */
export interface AnsweredRule {
  readonly verdict: Verdict;
  readonly claims?: RuleCase;
}

/** Questions and answers of a case that are kept at most. */
const MOST_ASKED = 6;

const keeper = (): { readonly asked: AskedQuestion[]; readonly note: NoteAsked } => {
  const asked: AskedQuestion[] = [];
  return {
    asked,
    note: (rule, question, gives) => {
      if (asked.length < MOST_ASKED) asked.push({ rule, question: plainQuestion(question), gives: Array.from(gives) });
    },
  };
};

/** Claims of a question: mostly few, so that a witness is small. */
const sizeOf = (draw: number): number => (draw % 8 === 7 ? 12 + (draw % 5) : 1 + (draw % 7));

const drawnQuestion = ({ seed }: RulesToAsk, draw: number): ClaimsQuestion => {
  const { table, need } = randomProblem(sizeOf(draw), stream(seed, 'question', draw), true);
  return { ...table, need };
};

/** Asks one rule one question. @param draw - What else the invariant draws is of this number. */
export const askQuestion = (
  invariant: InvariantOver<'claims'>,
  rule: RuleUse,
  { draw, question }: { readonly draw: number; readonly question: ClaimsQuestion },
  rules: RulesToAsk,
  watch?: Watch,
): AnsweredRule => {
  const { asked, note } = keeper();
  const watched = watch === undefined ? {} : { watch };
  const { askUnchecked } = askRule(rule, { seed: rules.seed, ...watched });
  const ask = (other: ClaimsQuestion): Float64Array => {
    const gives = askUnchecked(...partsOf(other));
    note(rule.name, other, gives);
    return gives;
  };
  // Made anew for each question: what is drawn is the same however many were asked before.
  const others = rulesAsked(rules, aboutClaims(invariant), draw, { ...watched, note });
  const verdict = verdictOn(invariant, { ...others, rule: rule.name, question, gives: ask(question), ask });
  if (verdict.witness === undefined) return { verdict };
  const witness: Witness = { ...verdict.witness, who: verdict.witness.who ?? rule.name };
  return {
    verdict: { ...verdict, witness },
    claims: {
      draw,
      rule: rule.name,
      ...(rule.layer === undefined ? {} : { layer: rule.layer }),
      question: plainQuestion(question),
      asked,
    },
  };
};

/** Asks one rule one question, and makes what breaks small. @param most - Most questions asked for that. */
const askClaims = (
  invariant: InvariantOver<'claims'>,
  rule: RuleUse,
  draw: number,
  rules: RulesToAsk,
  watch: Watch | undefined,
  most = 400,
): AnsweredRule => {
  const ask = (question: ClaimsQuestion): AnsweredRule =>
    askQuestion(invariant, rule, { draw, question }, rules, watch);
  let question = drawnQuestion(rules, draw);
  let answered = ask(question);
  if (answered.claims === undefined) return answered;
  let left = most;
  for (let found = true; found && left > 0; ) {
    found = false;
    for (const simpler of simplerQuestions(question)) {
      if (--left < 0) break;
      const other = ask(simpler);
      if (other.claims === undefined) continue;
      [question, answered, found] = [simpler, other, true];
      break;
    }
  }
  return answered;
};

const isOver =
  <O extends 'claims' | 'model'>(over: O) =>
  (one: Invariant): one is Invariant & InvariantOver<O> =>
    one.over === over;

/** Asks what is over claims of one rule, with the question of this number. */
export const askRuleOnce = (
  rule: RuleUse,
  invariants: readonly Invariant[],
  draw: number,
  rules: RulesToAsk,
  watch?: Watch,
): readonly AnsweredRule[] =>
  invariants.filter(isOver('claims')).map((one) => askClaims(one, rule, draw, rules, watch));

const askModel = (
  invariant: InvariantOver<'model'>,
  draw: number,
  rules: RulesToAsk,
  watch: Watch | undefined,
): AnsweredRule => {
  const { asked, note } = keeper();
  const verdict = verdictOn(
    invariant,
    rulesAsked(rules, invariant.id, draw, { ...(watch === undefined ? {} : { watch }), note }),
  );
  return verdict.witness === undefined ? { verdict } : { verdict, claims: { draw, asked } };
};

/** Asks what is over models. What is said of many draws makes them itself, and is asked of the first only. */
export const askModels = (
  invariants: readonly Invariant[],
  draw: number,
  rules: RulesToAsk,
  watch?: Watch,
): readonly AnsweredRule[] =>
  invariants
    .filter(isOver('model'))
    .filter(({ scope }) => draw === 0 || scope !== 'statistical')
    .map((one) => askModel(one, draw, rules, watch));

/** The most claims that any question of a case has. */
export const claimsIn = ({ asked }: RuleCase): number =>
  asked.reduce((most, { question }) => Math.max(most, question.capacity.length), 0);

/** Asks once more what broke: the question of a case, or what a model draws. Nothing where the rule is not there any more. */
export const askAgain = (
  invariant: Invariant,
  { draw, rule: name, layer, question }: Pick<RuleCase, 'draw' | 'rule' | 'layer' | 'question'>,
  uses: readonly RuleUse[],
  rules: RulesToAsk,
  watch?: Watch,
): AnsweredRule | undefined => {
  if (isOver('model')(invariant)) return askModels([invariant], draw, rules, watch)[0];
  if (!isOver('claims')(invariant) || question === undefined) return undefined;
  // Two layers may use one rule with parameters of their own: where a case names none, each of them is asked.
  const answers = uses
    .filter((one) => one.name === name && (layer === undefined || one.layer === layer))
    .map((rule) => askQuestion(invariant, rule, { draw, question: questionOf(question) }, rules, watch));
  return answers.find(({ claims }) => claims !== undefined) ?? answers[0];
};

/** What is asked, or nothing where the answer of a rule is refused; misconduct of a rule is thrown on. */
const unlessRefused = <T>(ask: () => T): T | undefined => {
  try {
    return ask();
  } catch (error) {
    if (isBreakwaterError(error) && error.kind === 'contract' && !MISCONDUCT.has(error.code)) return undefined;
    throw error;
  }
};

/**
 * The draw of a model that breaks with the fewest claims, among the first ones; draws whose answers are refused are passed over.
 *
 * @param isIt - Whether a break is the one that is meant; any when left out.
 */
export const smallestDraw = (
  invariant: Invariant,
  found: AnsweredRule,
  rules: RulesToAsk,
  most: number,
  isIt: (draw: number) => boolean = () => true,
  watch?: Watch,
): AnsweredRule => {
  let best = found;
  if (found.claims === undefined || found.claims.asked.length === 0) return found;
  for (let draw = 0; draw < most; draw++) {
    const other = unlessRefused(() => askModels([invariant], draw, rules, watch)[0]);
    if (other?.claims === undefined || claimsIn(other.claims) >= claimsIn(best.claims as RuleCase)) continue;
    if (isIt(draw)) best = other;
  }
  return best;
};

/** Allocation rules that the layers of a design use, with the parameters of each layer. */
export const rulesOf = ({ waterfall }: ExchangeDesign): readonly RuleUse[] => {
  return waterfall.flatMap((layer) => {
    if (!('composite' in layer)) return [];
    const { mechanism, params } = layer.composite.allocation;
    return [{ name: (mechanism as Mechanism).name, mechanism, params, layer: layer.label }];
  });
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
