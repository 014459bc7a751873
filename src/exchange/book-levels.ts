import type { Side } from '../contract/index.ts';

/** A resting order. */
export interface RestingOrder {
  readonly account: number;
  /** 1 bids, -1 asks. */
  readonly side: Side;
  /** Price, ticks. */
  readonly ticks: number;
  /** Lots still to be filled, > 0. */
  lots: number;
  /** When it expires, seconds since the run began. */
  readonly expires: number;
  /** Case on whose behalf it rests; 0 for none. */
  readonly case: number;
}

/** An order in the book, linked to its neighbours: of its level in time priority, and of its account. */
export class Order implements RestingOrder {
  readonly account: number;
  readonly side: Side;
  readonly ticks: number;
  lots: number;
  readonly expires: number;
  readonly case: number;
  before: Order | undefined;
  behind: Order | undefined;
  previousOwn: Order | undefined;
  nextOwn: Order | undefined;

  constructor({ account, side, ticks, lots, expires, case: caseId }: RestingOrder) {
    this.account = account;
    this.side = side;
    this.ticks = ticks;
    this.lots = lots;
    this.expires = expires;
    this.case = caseId;
  }
}

/** Orders of one price, in time priority. */
export interface Level {
  readonly ticks: number;
  first: Order;
  last: Order;
}

/** Orders of one side in priority order. */
export function* ordersOf(levels: readonly Level[]): Generator<Order> {
  for (const level of levels)
    for (let order: Order | undefined = level.first; order !== undefined; order = order.behind) yield order;
}

/** First place at which a level is at or behind a price, best first. */
export const place = (levels: readonly Level[], side: Side, ticks: number): number => {
  let low = 0;
  let high = levels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = (levels[middle] as Level).ticks;
    if (side === 1 ? at > ticks : at < ticks) low = middle + 1;
    else high = middle;
  }
  return low;
};
