/**
 * What rules answer to a table, in this process or in a watched worker; then only numbers go in and out.
 *
 * @module
 */
import {
  type AskedRule,
  AXIOMS,
  type AxiomVerdict,
  askRule,
  type ClaimsTable,
  claimsProblem,
  type RuleUse,
  tryAxiom,
} from '../../check/axioms/index.ts';
import { contractError } from '../../contract/index.ts';
import { Guard } from '../../exchange/index.ts';
import type { RunWatch, Work } from '../../experiment/index.ts';
import { registryWith } from '../../experiment/registry.ts';
import { trapped } from '../../experiment/traps.ts';
import { stream } from '../../math/index.ts';
import { type Inequality, inequalityOf } from '../../measure/index.ts';
import { ruleUses } from './rule-uses.ts';

/** Up to so many rows axioms that ask a rule further are tried unless told otherwise. */
export const MOST_ROWS = 1000;

/** What rules are asked. */
export interface Question {
  readonly table: ClaimsTable;
  /** In units, at most what all can give. */
  readonly need: number;
  readonly decimals: number;
  readonly seed: number;
  /** Rules as they were asked for; all when left out. */
  readonly rules?: readonly string[];
  readonly plugins: readonly string[];
  /** Whether more than the gives is wanted. */
  readonly judge: boolean;
  /** Axioms to try; left out: all, or on a large table those that look at the answer only. */
  readonly axioms?: readonly string[];
}

/** What one rule answered. */
export interface RuleWork {
  readonly rule: string;
  readonly gives: Float64Array;
  readonly errors?: Float64Array;
  readonly metrics: { readonly payers: number; readonly amounts: Inequality; readonly rates: Inequality };
  readonly verdicts: readonly AxiomVerdict[];
  /** Columns it looks at that the table does not have. */
  readonly assumed: readonly string[];
}

/** Columns whose absence changes what a rule means. */
const TOLD = ['exposure', 'equity'] as const;

const verdictsOf = (rule: AskedRule, { table, need, seed, axioms }: Question): readonly AxiomVerdict[] => {
  const n = table.capacity.length;
  const most = Math.max(2, Math.min(12, Math.floor(3000 / n)));
  return AXIOMS.filter(({ id }) => axioms === undefined || axioms.includes(id)).map((axiom) => {
    if (axioms === undefined && n > MOST_ROWS && axiom.looks === 'further') {
      const reason = `the table has more than ${MOST_ROWS} rows; --axioms all tries them`;
      return { id: axiom.id, status: 'not-tried', tried: 0, reason };
    }
    const { problem: _, ...verdict } = tryAxiom(axiom, rule, { table, need }, stream(seed, axiom.id), most);
    return verdict;
  });
};

const metricsOf = (gives: Float64Array, capacity: Float64Array): RuleWork['metrics'] => {
  const amounts = new Float64Array(capacity.length);
  const rates = new Float64Array(capacity.length);
  let able = 0;
  let payers = 0;
  for (let row = 0; row < capacity.length; row++) {
    if (capacity[row] === 0) continue;
    const give = gives[row] as number;
    if (give > 0) payers += 1;
    amounts[able] = give;
    rates[able] = give / (capacity[row] as number);
    able += 1;
  }
  return { payers, amounts: inequalityOf(amounts.subarray(0, able)), rates: inequalityOf(rates.subarray(0, able)) };
};

const errorsOf = (use: RuleUse, { table, need, seed }: Question, guard: Guard): Float64Array | undefined => {
  const { name, mechanism, params } = use;
  if (mechanism.standardErrors === undefined) return undefined;
  const problem = claimsProblem({ table, need }, () => stream(seed, 'allocate', mechanism.name));
  const errors: unknown = guard.call(mechanism, () => mechanism.standardErrors?.(problem, params as never));
  if (!(errors instanceof Float64Array && errors.length === table.capacity.length && errors.every((x) => x >= 0)))
    throw contractError('allocation', `${name}: standard errors are a Float64Array of one number >= 0 a claim`);
  return errors.every((x) => x === 0) ? undefined : errors;
};

/** Asks the rules one after the other; one of a plug-in that reads the clock or draws numbers of its own is refused. */
export const work: Work<Question, readonly RuleWork[]> = (question, watch) =>
  question.plugins.length === 0 ? askAll(question, watch) : trapped(watch, (told) => askAll(question, told));

const askAll = async (question: Question, watch: RunWatch): Promise<readonly RuleWork[]> => {
  watch.phase('reading');
  const registry = await registryWith(question.plugins, watch);
  const uses = ruleUses(question.rules, registry, question.decimals);
  watch.phase('running');
  const guard = new Guard(watch);
  return uses.map((use, done) => {
    watch.steps(done, uses.length);
    const { table, need, seed, judge } = question;
    const rule = askRule(use, { seed, watch });
    const gives = rule.ask(table, need);
    const errors = judge ? errorsOf(use, question, guard) : undefined;
    return {
      rule: use.name,
      gives,
      ...(errors === undefined ? {} : { errors }),
      metrics: metricsOf(gives, judge ? table.capacity : new Float64Array()),
      verdicts: judge ? verdictsOf(rule, question) : [],
      assumed: TOLD.filter((column) => rule.columns().has(column) && table[column] === undefined),
    };
  });
};
