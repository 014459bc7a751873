import { isBreakwaterError } from '../../contract/index.ts';
import { type RandomStream, stream } from '../../math/index.ts';
import type { AskedRule } from './ask.ts';
import type { Axiom, AxiomWitness } from './axiom.ts';
import type { TableProblem } from './claims-table.ts';

/** What came of an axiom that was tried. */
export interface AxiomVerdict {
  readonly id: Axiom['id'];
  /** `not-tried`: the problem gives it nothing to say, or the rule draws at random. */
  readonly status: 'held' | 'broken' | 'not-tried';
  /** In how many ways it was tried. */
  readonly tried: number;
  readonly witness?: AxiomWitness;
  /** The problem the witness is about. */
  readonly problem?: TableProblem;
  /** Why it was not tried. */
  readonly reason?: string;
}

const DREW = 'the rule draws at random: two of its answers differ by chance';

/** An impossible answer to a changed table keeps no axiom. */
const holds = (axiom: Axiom, { ask }: AskedRule, problem: TableProblem, choice: unknown): AxiomWitness | undefined => {
  try {
    return axiom.holds(ask, problem, choice);
  } catch (error) {
    if (!isBreakwaterError(error) || error.code !== 'allocation') throw error;
    const tells = [`to a changed table the answer is impossible: ${error.message}`];
    return { who: [], expected: problem.need, bound: 'equal', found: null, tells };
  }
};

/**
 * Tries an axiom on one problem.
 *
 * @param random - What the ways to try it are drawn from.
 * @param most - In how many ways at most.
 */
export const tryAxiom = (
  axiom: Axiom,
  rule: AskedRule,
  problem: TableProblem,
  random: RandomStream,
  most: number,
): AxiomVerdict => {
  const { id } = axiom;
  const choices = axiom.choices(problem, random, most);
  if (choices.length === 0) return { id, status: 'not-tried', tried: 0, reason: `needs ${axiom.needs}` };
  const exact = axiom.id === 'axiom/feasibility';
  let tried = 0;
  for (const choice of choices) {
    const witness = holds(axiom, rule, problem, choice);
    if (!exact && rule.drew()) return { id, status: 'not-tried', tried: 0, reason: DREW };
    tried += 1;
    if (witness !== undefined) return { id, status: 'broken', tried, witness, problem };
  }
  return { id, status: 'held', tried };
};

/** How axioms are tried on a table. */
export interface TableTrial {
  /** Seed of the ways they are tried. Defaults to 1. */
  readonly seed?: number;
  /** Ways to try each. Defaults to 12. */
  readonly most?: number;
}

/** Tries axioms on one table: which of them a rule keeps there. */
export const keptOn = (
  axioms: readonly Axiom[],
  rule: AskedRule,
  problem: TableProblem,
  { seed = 1, most = 12 }: TableTrial = {},
): readonly AxiomVerdict[] => axioms.map((axiom) => tryAxiom(axiom, rule, problem, stream(seed, axiom.id), most));
