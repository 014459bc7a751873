/**
 * What every mechanism carries, whatever its slot.
 *
 * @module
 */
import type { z } from 'zod';
import type { Json } from './json.ts';

/** Version of the contract between engine and mechanisms; stamped on each mechanism when it is defined. */
export const CONTRACT_VERSION = 1;

/** The slots an exchange design is composed of. */
export const EXCHANGE_SLOTS = [
  'margin',
  'mark',
  'index',
  'funding',
  'collateral',
  'liquidation',
  'backstop',
  'socialisation',
  'fund',
  'payout',
  'adl',
  'adl.trigger',
  'adl.eligible',
  'adl.ranking',
  'adl.severity',
  'adl.allocation',
  'adl.close-out',
  'adl.protection',
] as const;

/** The slots a market model fills: what the world does, not what exchanges choose. */
export const WORLD_SLOTS = ['shock', 'liquidity', 'depth', 'impact', 'population', 'agent', 'rail'] as const;

/** A slot of an exchange design. */
export type ExchangeSlot = (typeof EXCHANGE_SLOTS)[number];
/** A slot of a market model. */
export type WorldSlot = (typeof WORLD_SLOTS)[number];
/** Any slot. */
export type Slot = ExchangeSlot | WorldSlot;

/** Parameters of a mechanism: a strict zod object. */
export type ParamsSchema = z.ZodObject;

/** What an invariant must know of a mechanism before it applies. Absent means no, unless said otherwise. */
export interface Capabilities {
  /** Sides it may close, as seen from the subject of the case. */
  readonly closes?: 'opposite' | 'both' | 'none';
  /** Whether it moves lots, money or both. */
  readonly moves?: 'lots' | 'money' | 'both';
  /** Whether a pool may end below zero by design. */
  readonly poolMayBeNegative?: boolean;
  /** Whether less than the whole need may be raised. */
  readonly partialSeverity?: boolean;
  /** Whether it may charge accounts that hold no position. */
  readonly chargesFlat?: boolean;
  /** Whether it may act on an account at or above maintenance. */
  readonly actsEarly?: boolean;
  /** Whether it lets nobody be cut but holders with an unrealised profit. */
  readonly winnersOnly?: boolean;
  /** How it shares a need out: from the front of the ranked order, or in proportion to what each may give. */
  readonly gives?: 'in-order' | 'in-proportion';
  /** Whether it cuts a hedged position only when all others are used up. */
  readonly hedgedLast?: boolean;
}

/**
 * What of a design a mechanism may be unable to work without: a settlement period (`settlement`), members with commitments (a fund that
 * has `members`), a margin rule with a close-out level, or that a pool it names is of
 * a kind.
 */
export type Need = 'settlement' | 'members' | 'close-out' | PoolNeed;

/** What kind of account holds a pool. A `pool` is the counterparty of its traders. */
export type PoolKind = 'fund' | 'vault' | 'pool';

/** A pool that has to be of a kind, or of one of some. */
export interface PoolNeed {
  /** Its name among the funds of the design. */
  readonly pool: string;
  readonly holds: PoolKind | readonly PoolKind[];
}

/** The part of a mechanism that is the same in every slot. */
export interface MechanismHead<P extends ParamsSchema> {
  /** Kebab-case, unique within its slot. */
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  /** Where the rule is published: an address, a paper, a contract file. */
  readonly source: string | readonly string[];
  /** Strict zod object: each field with default, unit, range and description. */
  readonly params: P;
  /** The rule in one line of plain text, with the names used in it. */
  readonly formula?: string;
  /** What it cannot work without, with these parameters; a design that lacks it is refused when it is read. */
  needs?(params: z.infer<P>): readonly Need[];
  /** What invariants must know of it. */
  readonly capabilities?: Capabilities;
  /** Invariants or conformance facts it honestly fails, each with a reason; a reason that does not fail is an error. */
  readonly exempt?: Readonly<Record<string, string>>;
}

/** The head with the stamps that a define function adds. */
export interface Stamp<S extends Slot> {
  /** Slot it fills. */
  readonly slot: S;
  /** Contract it was written against. */
  readonly contractVersion: number;
}

/** Any mechanism, as a registry holds it. */
export type Mechanism<S extends Slot = Slot> = Stamp<S> & MechanismHead<ParamsSchema>;

/** What a stateful mechanism declares: what its state is keyed by, and its first value. */
export interface Stateful<State extends Json, Params> {
  /** What the state belongs to; one JSON value is kept for each. Defaults to `venue`. */
  readonly stateOf?: 'case' | 'account' | 'market' | 'pool' | 'venue';
  /** First value of the state; mechanisms may write into it, the engine keeps and snapshots it. */
  initial?(params: Params): State;
}

/** A number of a rule's own, which a run records beside what the rule decided. */
export interface Figure<State, Params> {
  /** What it counts, in a word or two: `share`, `lots`. */
  readonly unit: string;
  /** One sentence: what it is. */
  readonly says: string;
  /** Its value after a decision, finite; read from the state, which stays as it is. */
  of(state: State, params: Params): number;
}

/** What a mechanism declares that has figures of its own: a bound on a gap, a regret. */
export interface Figured<State extends Json, Params> extends Stateful<State, Params> {
  /** By name, kebab-case. After each decision that raised or did anything the engine records them all. */
  readonly figures?: Readonly<Record<string, Figure<State, Params>>>;
}

/** Freezes a declaration and stamps its slot, so that two module loaders agree on what it is. */
export const stamp = <S extends Slot, T extends object>(slot: S, declaration: T): Readonly<T & Stamp<S>> =>
  Object.freeze({ ...declaration, slot, contractVersion: CONTRACT_VERSION });

/** Whether a value looks like a mechanism made by one of the define functions. */
export const isMechanism = (value: unknown): value is Mechanism =>
  value !== null &&
  typeof value === 'object' &&
  'slot' in value &&
  'contractVersion' in value &&
  'name' in value &&
  'params' in value &&
  ([...EXCHANGE_SLOTS, ...WORLD_SLOTS] as readonly unknown[]).includes(value.slot);
