/**
 * Invariants: what must hold of an exchange, said in words and as a pure predicate.
 *
 * A predicate sees plain facts: rows of an event log, and books read from whoever keeps them. The same invariant so runs on a simulated
 * venue and on a real exchange's log, as far as the log's fields suffice.
 *
 * @module
 */
import type { StepRow } from './books.ts';
import type { Json } from './json.ts';
import type { PairChange } from './pair-changes.ts';
import type { DesignView, StepSubject, Subjects } from './subjects.ts';

/**
 * What a failure means: `universal` our bug, or a plug-in's; `design` a property some honest designs lack; `metric` a number with a threshold
 * of the user's; `statistical` a claim about many runs; `refuted` a statement shown to be false, kept so that nobody proves it again.
 */
export type InvariantScope = 'universal' | 'design' | 'metric' | 'statistical' | 'refuted';

/** Why an invariant does not hold: both sides, and who. */
export interface Witness {
  /** Account, case, market or event it is about: `account 12`, `case 3, USD`. */
  readonly who?: string;
  readonly expected: Json;
  readonly found: Json;
  /** Found less expected, where both are numbers; text when beyond 2^53. */
  readonly difference?: number | string;
  /** What else helps to understand it, one sentence. */
  readonly detail?: string;
}

const plain = (side: number | bigint | string): number | string => (typeof side === 'bigint' ? String(side) : side);

/**
 * Compares with `===`.
 *
 * @returns Nothing when the two are the same, otherwise a witness with both and their difference.
 * @example
 * same(0, 3, 'market BTC')   // { who: 'market BTC', expected: 0, found: 3, difference: 3 }
 */
export const same = (
  expected: number | bigint | string,
  found: number | bigint | string,
  who?: string,
  detail?: string,
): Witness | undefined => {
  if (expected === found) return undefined;
  const difference =
    typeof expected === 'number' && typeof found === 'number'
      ? found - expected
      : typeof expected === 'bigint' && typeof found === 'bigint'
        ? String(found - expected)
        : undefined;
  return {
    ...(who === undefined ? {} : { who }),
    expected: plain(expected),
    found: plain(found),
    ...(difference === undefined ? {} : { difference }),
    ...(detail === undefined ? {} : { detail }),
  };
};

/**
 * What an invariant asks of single rows of a step, so that whoever has many of them reads the rows once and asks all of each.
 *
 * A row stands for another one when the call is over: take from it what is to be kept.
 */
export interface RowQuestion<State = unknown> {
  /** Kinds of row it looks at, those of the event schema; all when left out. */
  readonly kinds?: readonly string[];
  /** What it remembers from one row of a step to the next; nothing when left out. */
  readonly begin?: (subject: StepSubject) => State;
  /** What it says of a row: false when the statement is not about it, true when it is and holds, otherwise a witness. */
  readonly ask: (row: StepRow, subject: StepSubject, state: State) => boolean | Witness;
  /** What must hold besides when the rows are over; nothing when left out. */
  readonly rest?: (subject: StepSubject, state: State) => Witness | undefined;
}

/** An invariant over one kind of subject. */
export interface InvariantOver<O extends keyof Subjects> {
  /** Short number of the catalogue, a slash, and a name: `CS1/value-conservation`. */
  readonly id: `${string}/${string}`;
  /** The statement in words, true as it stands. */
  readonly says: string;
  readonly scope: InvariantScope;
  /** Whether it applies to a design: true, or the reason why not. Applies to all when left out. */
  readonly given?: (design: DesignView) => true | string;
  /** 0 for exact, otherwise how much may be lost to what: `one unit an account, by rounding`. */
  readonly tolerance: 0 | string;
  /** Where the statement comes from. */
  readonly source: string;
  /** What it looks at. */
  readonly over: O;
  /** How the second run of a pair differs from the first. */
  readonly change?: O extends 'pair' ? PairChange | readonly PairChange[] : never;
  /** For `metric`: the figure, its unit, and the most it may be; a user may ask for another bound. Undefined where a subject says nothing of it. */
  readonly metric?: {
    readonly unit: string;
    readonly most?: number;
    /** The figure of a subject. */
    measure(subject: Subjects[O]): number | undefined;
  };
  /** The same as `reaches` and `holds`, row by row, for whoever reads the rows of a step once for many: see {@link defineRowInvariant}. */
  readonly rows?: O extends 'step' ? RowQuestion : never;
  /** How often the interesting branch was reached in a subject; once when left out. */
  readonly reaches?: (subject: Subjects[O]) => number;
  /** The predicate: pure; nothing when it holds, otherwise a witness. */
  readonly holds: (subject: Subjects[O]) => Witness | undefined;
}

/** Any invariant. */
export type Invariant = { [O in keyof Subjects]: InvariantOver<O> }[keyof Subjects];

/**
 * Declares an invariant.
 *
 * @example
 * defineInvariant({ id: 'XX1/no-short', says: 'Nobody is short.', scope: 'design', tolerance: 0, source: 'house rule', over: 'step',
 *   holds: ({ accounts, books }) => { for (const id of accounts()) for (const { lots } of books.account(id).positions)
 *     if (lots < 0) return { who: `account ${id}`, expected: '>= 0 lots', found: lots }; } });
 */
export const defineInvariant = <O extends keyof Subjects>(declaration: InvariantOver<O>): InvariantOver<O> =>
  Object.freeze({ ...declaration });
