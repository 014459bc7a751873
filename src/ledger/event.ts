/**
 * The event schema: what `replay`, exports and audits read. Public and versioned.
 *
 * An event has ten fields: step, kind, cause, case, market, a, b, lots, value, cost, mark. Which of them a kind uses, and how, is said
 * beside the kind; a field a kind does not use is 0 (numbers) or -1 (ids).
 *
 * @module
 */

/** Version of the event schema; changed with a changelog line only. */
export const EVENT_SCHEMA_VERSION = 1;

/** What happened. The order is part of the schema. */
export const EVENT_KINDS = [
  /** An account comes to life: a = account, b = owner, value = number of its kind in {@link ACCOUNT_KINDS}. */
  'open-account',
  /** Money moves: a pays b `value` units of asset number `market`; `lots` = number of the market it is about, for index charges. */
  'transfer',
  /** A piece of a position moves: signed `lots` leave a for b at signed `value`; `cost` = memo released on a, `mark` = value at mark. */
  'fill',
  /** Accrued index charges of a in `market` are settled: a pays b (the index account) `value`, negative when it receives. */
  'settle-index',
  /** The index of a market side rises: `lots` = 1 long, -1 short; `value` = millionths of a unit per lot. */
  'shift-index',
  /** A market's prices: `value` = mark, `lots` = oracle, both in ticks. */
  'price',
  /** The cost memo of a in `market` rises by `value`, so that a charged gain is not charged again. */
  'raise-cost',
  /** a sells `lots` units of asset number `market` to b for `value` units of the settlement asset; `mark` = their value at the index. */
  'sell-collateral',
  /** A case opens: a = subject, `value` = number of its kind in {@link CASE_KINDS}. */
  'open-case',
  /** A case closes: a = subject, `value` = what is left to it in the settlement asset, units. */
  'close-case',
  /** A layer decided: `market`, a = subject, b = number of claims the rule was asked about, `lots` = need, `value` = raised, `cost` = score at the cut-off, `mark` = layer. */
  'decision',
  /** A step begins: `value` = seconds since the run began. */
  'step',
  /** A round of a step begins: `value` = its number. */
  'round',
  /** A bound was reached: `value` = the bound, a = cases still open. */
  'bound',
  /** Price of asset number `market` in the settlement asset: `value` units for `lots` units. */
  'asset-price',
  /** Inventory of case is closed by a fill of another case: a = holder, signed `lots` at signed `value`; `cost` = memo released, `mark` = value at mark. */
  'net-inventory',
  /** With `--trace`: a was eligible in `market`, with `lots` as its limit and `value` as its score; `cost` = what it gives, `mark` = layer. */
  'score',
  /** a member's commitment beyond its deposit is set to `value` units. */
  'commit',
  /** A market's book after a step: `value` = quoted depth, millionths of the calm ladder; `lots` = displacement by the run's own flow, millionths of log price. */
  'depth',
  /** What is left to a of asset number `market` when a case closes, besides the settlement asset: `value` units, not 0. It stands before `close-case`. */
  'left',
  /** ADL is announced in `market`: it may cut from `value` seconds on; `mark` = layer. */
  'notice',
  /** A figure of a rule's own, after a decision about `market`, -1 for several: `lots` = its number among the figures of the run, `value` = itself, `mark` = layer. */
  'figure',
  /** a is offered again what a cut took in `market`: signed `lots` at signed `value` against pool b, until second `mark`; `cost` = number of the offer. */
  'replacement',
  /** Offer number `cost` stands no longer: `value` = 1 taken by a, 0 over. */
  'replacement-over',
  /** A layer that is no ADL composite has cut or charged others, in the rows since the last decision: a = subject, case, 0 for several; `mark` = layer. */
  'taken',
] as const;

/** Name of an event kind. */
export type EventKind = (typeof EVENT_KINDS)[number];

/** Why it happened. The order is part of the schema. */
export const CAUSES = [
  'none',
  'open',
  'deposit',
  'withdraw',
  'trade',
  'trading-fee',
  'book',
  'offer',
  'take-over',
  'take-over-difference',
  'forfeit',
  'liquidation-fee',
  'pay',
  'adl',
  'adl-difference',
  'companion',
  'charge',
  'index-shift',
  'funding',
  'write-off',
  'collateral',
  'flow',
  'withheld',
  'rounding',
  'commitment',
  'market-close',
] as const;

/** Name of a cause. */
export type Cause = (typeof CAUSES)[number];

/** Kinds of case, in schema order. */
export const CASE_KINDS = ['default', 'inventory', 'pool', 'market-close'] as const;
/** Kind of a case. */
export type CaseKind = (typeof CASE_KINDS)[number];

const codes = <T extends string>(names: readonly T[]): Readonly<Record<T, number>> =>
  Object.freeze(Object.fromEntries(names.map((name, code) => [name, code])) as Record<T, number>);

/** Number of each event kind. */
export const EVENT = codes(EVENT_KINDS);
/** Number of each cause. */
export const CAUSE = codes(CAUSES);

/** One event, as a row. */
export interface LedgerEvent {
  readonly step: number;
  readonly kind: EventKind;
  readonly cause: Cause;
  /** Case it belongs to; 0 for none. */
  readonly case: number;
  readonly market: number;
  readonly a: number;
  readonly b: number;
  readonly lots: number;
  readonly value: number;
  readonly cost: number;
  readonly mark: number;
}
