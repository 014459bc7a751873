import { type AdlAllocation, contractError } from '../../contract/index.ts';
import { Guard, unwatched, type Watch } from '../../exchange/index.ts';
import { stream } from '../../math/index.ts';
import type { Ask } from './axiom.ts';
import { type Beside, type ClaimsTable, claimsProblem, type Looked } from './claims-table.ts';

/** An allocation rule with its parameters bound, as it is called where it was named. */
export interface RuleUse {
  /** `top-n-pro-rata:n=5`. */
  readonly name: string;
  readonly mechanism: AdlAllocation;
  readonly params: unknown;
  /** Label of the layer of a design that uses it; left out where it is asked by itself. */
  readonly layer?: string;
}

/** How a rule is asked. */
export interface AskOptions {
  /** Seed of what a rule draws. Defaults to 1. */
  readonly seed?: number;
  /** Told when the rule begins and ends to work. */
  readonly watch?: Watch;
}

/** A rule that can be asked, and what it was seen to look at. */
export interface AskedRule {
  readonly ask: Ask;
  /** The same, whether or not the answer is one that can be: only that it is a number for each claim. */
  readonly askUnchecked: Ask;
  /** Whether any answer so far drew random numbers: it is then one of many that the rule might have given. */
  readonly drew: () => boolean;
  /** Columns it has read so far. */
  readonly columns: () => ReadonlySet<Beside>;
}

const refused = (rule: string, message: string): Error =>
  contractError('allocation', `${rule}: ${message}`, {
    hint: 'each claim gives a whole number, 0 <= give <= capacity, and together they give the need',
  });

/** An answer that has a number for each claim. */
export const answerOf = (rule: string, gives: unknown, { capacity }: ClaimsTable): Float64Array => {
  if (!(gives instanceof Float64Array))
    throw refused(rule, `it answered ${gives === null ? 'null' : typeof gives}, not a Float64Array`);
  if (gives.length !== capacity.length)
    throw refused(rule, `it answered for ${gives.length} claims of ${capacity.length}`);
  return gives;
};

/** What is wrong with an answer; nothing when it is right. */
const faultOf = (gives: Float64Array, { capacity }: ClaimsTable, need: number): string | undefined => {
  let sum = 0;
  for (let row = 0; row < gives.length; row++) {
    const give = gives[row] as number;
    const most = capacity[row] as number;
    if (!Number.isSafeInteger(give) || give < 0) return `row ${row + 1} gives ${give}; it is a whole number >= 0`;
    if (give > most) return `row ${row + 1} gives ${give}, but its capacity is ${most}`;
    sum += give;
  }
  return sum === need ? undefined : `the claims give ${sum} in sum, but the need was ${need}`;
};

/**
 * Makes a rule ready to be asked about tables. Each answer is a decision of its own: state is fresh, and draws depend on the seed and the
 * rule alone.
 *
 * @returns Answers throw a BreakwaterError: `allocation` when they are impossible, `threw` when the rule throws.
 */
export const askRule = ({ name, mechanism, params }: RuleUse, options: AskOptions = {}): AskedRule => {
  const { seed = 1, watch = unwatched } = options;
  const guard = new Guard(watch);
  const looked: Looked = { drew: false, columns: new Set() };
  const random = () => stream(seed, 'allocate', mechanism.name);
  const askUnchecked: Ask = (table, need) => {
    const gives: unknown = guard.call(mechanism, () => {
      const problem = claimsProblem({ table, need }, random, looked);
      return mechanism.allocate(problem, params as never, mechanism.initial?.(params as never) ?? null);
    });
    return answerOf(name, gives, table);
  };
  const ask: Ask = (table, need) => {
    const gives = askUnchecked(table, need);
    const fault = faultOf(gives, table, need);
    if (fault !== undefined) throw refused(name, fault);
    return gives;
  };
  return { ask, askUnchecked, drew: () => looked.drew, columns: () => looked.columns };
};
