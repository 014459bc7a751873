import { isBreakwaterError } from '../../contract/index.ts';
import { stream } from '../../math/index.ts';
import { type AskOptions, askRule, type RuleUse } from './ask.ts';
import type { Axiom } from './axiom.ts';
import { AXIOMS } from './list.ts';
import { randomProblem } from './random-tables.ts';
import { type AxiomVerdict, tryAxiom } from './verdict.ts';

/** How a witness against an axiom is searched. */
export interface Search {
  /** Problems it is tried on, each in up to four ways. Defaults to 900. */
  readonly problems?: number;
  /** Seed of the problems. Defaults to 1. */
  readonly seed?: number;
}

/** Claims of the k-th problem: few first, so that a witness is small; in the last third more than most rules single out. */
const sizeOf = (k: number, problems: number): number =>
  k < (2 * problems) / 3 ? 2 + Math.floor((6 * k) / problems) : 12 + (k % 5);

/** Whether a rule looks at equity: it is then asked about tables that have some, since equity that follows the claim says nothing. */
const looksAtEquity = (rule: RuleUse, seed: number): boolean => {
  const { ask, columns } = askRule(rule);
  const { table, need } = randomProblem(3, stream(seed, 'equity'));
  try {
    ask(table, need);
  } catch (error) {
    if (!isBreakwaterError(error) || error.code !== 'allocation') throw error;
  }
  return columns().has('equity');
};

/**
 * Searches random problems for one in which a rule breaks an axiom. The same seed searches the same problems.
 *
 * @returns `broken` with the first witness found and its problem, `held` when none was found, `not-tried` when no problem gave the axiom
 * anything to say.
 */
export const searchAxiom = (axiom: Axiom, rule: RuleUse, search: Search & AskOptions = {}): AxiomVerdict => {
  const { problems = 900, seed = 1 } = search;
  const withEquity = looksAtEquity(rule, seed);
  let tried = 0;
  let reason: string | undefined;
  for (let k = 0; k < problems; k++) {
    const random = stream(seed, 'axiom', k);
    const problem = randomProblem(sizeOf(k, problems), random, withEquity);
    // Asked anew each time: a rule may answer exactly for few claims and by sampling for many.
    const verdict = tryAxiom(axiom, askRule(rule, search), problem, random, 4);
    tried += verdict.tried;
    reason ??= verdict.reason;
    if (verdict.status === 'broken') return { ...verdict, tried };
  }
  if (tried > 0) return { id: axiom.id, status: 'held', tried };
  return { id: axiom.id, status: 'not-tried', tried, reason: reason ?? 'no problem was asked for' };
};

/** One rule, and what came of each axiom. */
export interface MatrixRow {
  readonly name: string;
  readonly verdicts: readonly AxiomVerdict[];
}

/** Searches for what breaks each axiom of each rule. */
export const axiomMatrix = (rules: readonly RuleUse[], search: Search = {}): readonly MatrixRow[] =>
  rules.map((rule) => ({ name: rule.name, verdicts: AXIOMS.map((axiom) => searchAxiom(axiom, rule, search)) }));
