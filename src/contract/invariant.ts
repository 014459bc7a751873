/**
 * Invariants: what must hold of an exchange, said in words and as a pure predicate.
 *
 * A predicate sees plain facts: rows of an event log, and books read from whoever keeps them. The same invariant so runs on a simulated
 * venue and on a real exchange's log, as far as the log's fields suffice.
 *
 * @module
 */
import type { Books, CaseBooks, FoldedBooks, StepRow } from './books.ts';
import type { Json } from './json.ts';
import type { Capabilities, Slot } from './mechanism.ts';

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

/** What an invariant may ask of a design before it applies. */
export interface DesignView {
  readonly name: string;
  /** Ids of the design invariants the venue says it meets. */
  readonly claims: readonly string[];
  /** Kinds of the layers of the waterfall, in order. */
  readonly layers: readonly string[];
  /** Every mechanism it is composed of, with what the mechanism declares of itself. */
  readonly mechanisms: readonly { readonly slot: Slot; readonly name: string; readonly capabilities: Capabilities }[];
}

/** A step that has ended, with the rows of the log since the last one. */
export interface StepSubject {
  /** Number of the step, from 0 for what came before the first. */
  readonly step: number;
  /** Rows since the last subject, in order. They are of this step, or of the whole run when a finished run is checked at once. */
  readonly rows: readonly StepRow[];
  /**
   * The same rows one after the other, or those of one kind: by one object that moves on, so that nothing is made for a row.
   *
   * Take from it what is to be kept: it stands for the next row when the loop goes on, and for none when the next step begins.
   */
  walk(kind?: string): Iterable<StepRow>;
  /** Whether `accounts()` and `cases()` go over all there are; otherwise over those the rows touched. */
  readonly full: boolean;
  /** What the books say now. */
  readonly books: Books;
  /** What the log so far says, folded by code that shares nothing with the ledger. */
  readonly folded: FoldedBooks;
  /** Accounts the rows moved money or lots of; all when `full`. */
  accounts(): Iterable<number>;
  /** Cases the rows are about; all when `full`. */
  cases(): Iterable<CaseBooks>;
  /** Accounts that traded or withdrew in this step: what they do after its last margin check is for the next step to find. */
  readonly acted: ReadonlySet<number>;
  /** Bounds that were reached in this step. */
  readonly bounds: readonly { readonly step: number; readonly bound: number; readonly open: number }[];
}

/** State of a run in short: hashes of the log and of every column of the books, hexadecimal. */
export interface RunDigest {
  readonly log: string;
  readonly columns: string;
}

/** A finished run. */
export interface RunSubject {
  /** Steps done. */
  readonly steps: number;
  readonly books: Books;
  readonly folded: FoldedBooks;
  /** All cases of the run. */
  cases(): Iterable<CaseBooks>;
  /** What the run ended in. */
  readonly digest: RunDigest;
  /** What a replay of its log alone ends in. */
  replay(): RunDigest;
}

/** Two runs that differ in one stated way. */
export interface PairSubject {
  readonly first: RunSubject;
  readonly second: RunSubject;
  /** What was changed from the first to the second: `split`, `permuted`, `scaled`, `mirrored`. */
  readonly change: string;
}

/** What each kind of invariant looks at. */
export interface Subjects {
  readonly step: StepSubject;
  readonly run: RunSubject;
  readonly pair: PairSubject;
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
