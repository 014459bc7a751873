/**
 * Events that say what was decided and move nothing.
 *
 * @module
 */
import { CASE_KINDS, CAUSE, type CaseKind, EVENT } from './event.ts';
import type { EventLog } from './event-log.ts';

/** What an ADL layer decided for one market side. */
export interface Decision {
  /** Case it was for; 0 for several at once. */
  readonly case: number;
  readonly market: number;
  /** Subject of the first case. */
  readonly subject: number;
  /** Claims the rule was asked about: all who were eligible, or those of the shortest prefix for a rule that declares one. */
  readonly candidates: number;
  /** Lots or units needed, and raised. */
  readonly need: number;
  readonly raised: number;
  /** Score of the last candidate that gives anything. */
  readonly cutOff: number;
  /** Number of the layer in the waterfall. */
  readonly layer: number;
}

/** Records what a layer decided. */
export const recordDecision = (log: EventLog, decision: Decision): void => {
  const { market, subject, candidates, need, raised, cutOff, layer } = decision;
  log.push(EVENT.decision, CAUSE.none, decision.case, market, subject, candidates, need, raised, cutOff, layer);
};

/** Records that what was cut and charged since the last decision was so by a layer without one; case 0 for several cases. */
export const recordTaken = (log: EventLog, caseId: number, subject: number, layer: number): void => {
  log.push(EVENT.taken, CAUSE.none, caseId, -1, subject, -1, 0, 0, 0, layer);
};

/** Records who was eligible, with limit, score and what is given: one event a candidate, for traces only. */
export const recordScore = (
  log: EventLog,
  score: {
    readonly case: number;
    readonly market: number;
    readonly account: number;
    readonly limit: number;
    readonly score: number;
    readonly gives: number;
    readonly layer: number;
  },
): void => {
  log.push(
    EVENT.score,
    CAUSE.none,
    score.case,
    score.market,
    score.account,
    -1,
    score.limit,
    score.score,
    score.gives,
    score.layer,
  );
};

/** Records that a step or a round begins, or that a bound was reached with so many accounts in breach. */
export const recordNote = (log: EventLog, kind: 'step' | 'round' | 'bound', value: number, open = -1): void => {
  log.push(EVENT[kind], CAUSE.none, 0, -1, open, -1, 0, value, 0, 0);
};

/** Records that a layer will deleverage in a market, from a time on, in seconds since the run began. */
export const recordNotice = (log: EventLog, market: number, from: number, layer: number): void => {
  log.push(EVENT.notice, CAUSE.none, 0, market, -1, -1, 0, from, 0, layer);
};

/** What is offered to an account in place of what ADL cut. Lots and value are signed as the account's. */
export interface ReplacementRecord {
  /** Number of the offer, and the case of the cut. */
  readonly id: number;
  readonly case: number;
  readonly market: number;
  readonly account: number;
  readonly lots: number;
  readonly value: number;
  /** Seconds until which it stands. */
  readonly until: number;
}

/** Records that a replacement is offered, against the account of a pool. */
export const recordReplacement = (log: EventLog, offer: ReplacementRecord, pool: number): void => {
  const { market, account, lots, value, id, until } = offer;
  // An offer without an end is one for longer than any run.
  const most = Math.min(until, Number.MAX_SAFE_INTEGER);
  log.push(EVENT.replacement, CAUSE.none, offer.case, market, account, pool, lots, value, id, most);
};

/** Records that an offer stands no longer. */
export const recordReplacementOver = (log: EventLog, offer: ReplacementRecord, taken: boolean): void => {
  const { market, account, id } = offer;
  log.push(EVENT['replacement-over'], CAUSE.none, offer.case, market, account, -1, 0, taken ? 1 : 0, id, 0);
};

/** A figure of a rule's own, after a decision. */
export interface FigureRecord {
  /** Case and market the decision was about; 0 and -1 for several. */
  readonly case: number;
  readonly market: number;
  /** Number of the figure among those of the run. */
  readonly figure: number;
  readonly value: number;
  /** Number of the layer in the waterfall. */
  readonly layer: number;
}

/** Records a figure of a rule's own. */
export const recordFigure = (log: EventLog, record: FigureRecord): void => {
  const { market, figure, value, layer } = record;
  // Adding zero makes a -0 a 0, which is another byte pattern.
  log.push(EVENT.figure, CAUSE.none, record.case, market, -1, -1, figure, value + 0, 0, layer);
};

/**
 * Records the book of a market after a step.
 *
 * @param depth - Quoted depth as a share of the calm ladder.
 * @param displacement - Log price by which the run's own flow has pushed the reference down.
 */
export const recordDepth = (log: EventLog, market: number, depth: number, displacement: number): void => {
  // Adding zero makes a rounded -0 a 0, which is another byte pattern.
  const pushed = Math.round(displacement * 1_000_000) + 0;
  log.push(EVENT.depth, CAUSE.none, 0, market, -1, -1, pushed, Math.round(depth * 1_000_000), 0, 0);
};

/** Records the price of an asset: `value` units of the settlement asset for `units` of its own. */
export const recordAssetPrice = (log: EventLog, asset: number, units: number, value: number): void => {
  log.push(EVENT['asset-price'], CAUSE.none, 0, asset, -1, -1, units, value, 0, 0);
};

/** Records that a case opened. */
export const recordCaseOpened = (log: EventLog, caseId: number, kind: CaseKind, subject: number): void => {
  log.push(EVENT['open-case'], CAUSE.none, caseId, -1, subject, -1, 0, CASE_KINDS.indexOf(kind), 0, 0);
};

/** Records that a case closed, with what is left to its subject of each asset, units. */
export const recordCaseClosed = (log: EventLog, caseId: number, subject: number, left: readonly number[]): void => {
  for (let asset = 1; asset < left.length; asset++) {
    const units = left[asset] as number;
    if (units !== 0) log.push(EVENT.left, CAUSE.none, caseId, asset, subject, -1, 0, units, 0, 0);
  }
  log.push(EVENT['close-case'], CAUSE.none, caseId, -1, subject, -1, 0, left[0] ?? 0, 0, 0);
};

/** A piece of inventory that a fill of another case has closed. Lots and values are signed as the holder's. */
export interface NettedInventory {
  readonly case: number;
  readonly market: number;
  readonly holder: number;
  readonly lots: number;
  /** Value at which it was closed, cost memo released, value at mark, units. */
  readonly worth: number;
  readonly released: number;
  readonly atMark: number;
}

/** Records that a fill of another case closed inventory of this one. */
export const recordNetted = (log: EventLog, netted: NettedInventory): void => {
  const { market, holder, lots, worth, released, atMark } = netted;
  log.push(EVENT['net-inventory'], CAUSE['take-over'], netted.case, market, holder, -1, lots, worth, released, atMark);
};
