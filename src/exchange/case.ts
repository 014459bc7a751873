import type { Side } from '../contract/index.ts';
import type { CaseKind } from '../ledger/index.ts';
import { type CaseLine, emptyLine } from './case-record.ts';
import type { Market } from './market.ts';

/** Lots of inventory and the case they came from. */
export interface Origin {
  readonly case: number;
  /** Signed lots still held. */
  lots: number;
}

/** A market the subject held lots in, on which side, and the maintenance margin of the position when first seen, units. */
export interface HeldData {
  readonly market: number;
  readonly side: Side;
  readonly maintenance: number;
}

/** Plain data of a case: what a record shows and a snapshot holds. */
export interface CaseData {
  readonly id: number;
  readonly kind: CaseKind;
  /** Account the case is about. */
  readonly subject: number;
  /** Seconds and step at which it was opened. */
  readonly opened: number;
  readonly openedStep: number;
  /** Notional at mark when it was opened, units. */
  readonly openedNotional: number;
  /** Market of an inventory or pool case; -1 for the whole account. */
  readonly market: number;
  /** Layer that works the inventory out; -1 for other kinds. */
  readonly workedBy: number;
  /** Seconds at which it was closed; undefined while it is open. */
  closed: number | undefined;
  /** Accounts by asset number. */
  readonly lines: CaseLine[];
  /** Markets in which the subject held lots at some time while the case was open. */
  legs: readonly HeldData[];
  /** Inventory, oldest first. */
  readonly origins: Origin[];
  /** Cases whose lots this one ever held. */
  chain: number[];
  /** Time until which each layer waits, by layer number. */
  holds: Readonly<Record<number, number>>;
  /** Margin received from subjects of other cases, units: for inventory cases. */
  forfeitedReceived: number;
}

/** What most cases never have, shared by all of them: a crash leaves tens of thousands of cases on the heap. */
const NOTHING: readonly never[] = Object.freeze([]);
const NO_HOLDS = Object.freeze({});

/** Opens the data of a case. */
export const openCaseData = (
  head: Pick<CaseData, 'id' | 'kind' | 'subject' | 'opened' | 'openedStep' | 'openedNotional' | 'market' | 'workedBy'>,
  assets: number,
): CaseData => {
  const lines = new Array<CaseLine>(assets);
  for (let asset = 0; asset < assets; asset++) lines[asset] = emptyLine();
  return {
    id: head.id,
    kind: head.kind,
    subject: head.subject,
    opened: head.opened,
    openedStep: head.openedStep,
    openedNotional: head.openedNotional,
    market: head.market,
    workedBy: head.workedBy,
    closed: undefined,
    lines,
    legs: NOTHING,
    origins: [],
    chain: [],
    holds: NO_HOLDS,
    forfeitedReceived: 0,
  };
};

/** Whether it was noted that the subject held lots in a market. */
export const hasLeg = ({ legs }: CaseData, market: Market): boolean => {
  for (const leg of legs) if (leg.market === market.number) return true;
  return false;
};

/** Notes that the subject holds lots in a market, the first time it is seen. */
export const noteLeg = (data: CaseData, market: Market, lots: number): void => {
  if (lots === 0 || hasLeg(data, market)) return;
  const maintenance = market.schedule.maintenance(Math.abs(market.value(lots, market.mark)), lots);
  const leg: HeldData = { market: market.number, side: lots > 0 ? 1 : -1, maintenance };
  data.legs = data.legs.length === 0 ? [leg] : [...data.legs, leg];
};

/** Signed lots of inventory. */
export const inventoryLots = (data: CaseData): number => data.origins.reduce((sum, origin) => sum + origin.lots, 0);

/** Takes closed lots off the inventory, first in, first out; returns how many lots were attributed. */
export const attribute = (data: CaseData, lots: number): number => {
  let left = Math.abs(lots);
  while (left > 0 && data.origins.length > 0) {
    const oldest = data.origins[0] as Origin;
    const taken = Math.min(left, Math.abs(oldest.lots));
    oldest.lots -= Math.sign(oldest.lots) * taken;
    left -= taken;
    if (oldest.lots === 0) data.origins.shift();
  }
  return Math.abs(lots) - left;
};
