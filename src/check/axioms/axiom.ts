import type { RandomStream } from '../../math/index.ts';
import type { ClaimsTable, TableProblem } from './claims-table.ts';
import type { Words } from './words.ts';

/**
 * What each claim of a table gives: an allocation rule with its parameters.
 *
 * @throws BreakwaterError `allocation` when an answer is not whole, beyond a capacity, or not the need in sum.
 */
export type Ask = (table: ClaimsTable, need: number) => Float64Array;

/** Why an axiom does not hold: who, both sides, and the sentence that says it. */
export interface AxiomWitness {
  /** Claims it is about, by row of the table from 0. */
  readonly who: readonly number[];
  /** What the axiom asks for, in lots, before tolerance. */
  readonly expected: number;
  /** Whether the other side has to be that, or that at least, or at most. */
  readonly bound: 'equal' | 'at-least' | 'at-most';
  /** The other side, in lots; null where there is no such number. */
  readonly found: number | null;
  /** Both in a sentence. */
  readonly tells: Words;
}

/**
 * A statement about allocation rules, as a predicate over a rule, a problem and a choice.
 *
 * The literature speaks of awards: a claimant keeps capacity - give of an estate of total capacity - need. Rules here answer with what
 * each *gives*; every statement says which of the two it means.
 */
export interface Axiom<Choice = unknown> {
  /** `axiom/composition-down`. */
  readonly id: `axiom/${string}`;
  /** The statement in words, with gives and awards told apart. */
  readonly says: string;
  /** What it means where claims are positions to be deleveraged; one sentence. */
  readonly means: string;
  readonly source: string;
  /** How far whole numbers may be off, in words. */
  readonly tolerance: string;
  /** What a problem must have for the axiom to say anything of it: `two rows that are alike`. */
  readonly needs: string;
  /** Whether it looks at the answer to the problem only; otherwise it asks about changed problems, too. */
  readonly looks: 'at-answer' | 'further';
  /**
   * Ways to try it on a problem: what is split, by how much the need is raised.
   *
   * @param most - How many are wanted; may be fewer.
   */
  choices(problem: TableProblem, random: RandomStream, most: number): readonly Choice[];
  /** Nothing when it holds for the choice, otherwise the widest gap there is. */
  holds(ask: Ask, problem: TableProblem, choice: Choice): AxiomWitness | undefined;
}

/** Declares an axiom. */
export const defineAxiom = <Choice>(axiom: Axiom<Choice>): Axiom<Choice> => Object.freeze(axiom);

/** What an axiom that looks at one answer chooses: nothing. */
export const ONCE: readonly null[] = [null];

/** Tolerances that several share. */
export const EXACT = 'none, it is exact';
export const ONE_LOT = 'one lot an account';

/** Needs between two bounds, both included: the bounds, what is next to the need, others at random; never the need itself. */
export const needsOf = (
  { need }: TableProblem,
  random: RandomStream,
  most: number,
  low: number,
  high: number,
): readonly number[] => {
  if (high < low) return [];
  const drawn = Array.from({ length: most }, () => low + random.below(high - low + 1));
  const corners = most < 4 ? [] : [need - 1, need + 1].filter((other) => other >= low && other <= high);
  return [...new Set([...drawn.slice(corners.length), ...corners])].filter((other) => other !== need);
};

/** The row at which a number is largest and above a bound; undefined when it is nowhere. */
export const widest = (n: number, gap: (row: number) => number, beyond: number): number | undefined => {
  let at: number | undefined;
  let most = beyond;
  for (let row = 0; row < n; row++) {
    const found = gap(row);
    if (found <= most) continue;
    most = found;
    at = row;
  }
  return at;
};

/** An entry of a column. */
export const at = (column: Float64Array, row: number): number => column[row] as number;

/** The sum of some entries. */
export const sumOf = (column: Float64Array, rows: Iterable<number>): number => {
  let total = 0;
  for (const row of rows) total += at(column, row);
  return total;
};
