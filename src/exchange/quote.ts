import type { Side } from '../contract/index.ts';

/** A resting order. */
export interface RestingOrder {
  readonly account: number;
  /** 1 bids, -1 asks. */
  readonly side: Side;
  /** Price, ticks. */
  readonly ticks: number;
  /** Lots still to be filled, > 0. */
  readonly lots: number;
  /** When it expires, seconds since the run began. */
  readonly expires: number;
  /** Case on whose behalf it rests; 0 for none. */
  readonly case: number;
}

/**
 * Orders of one account on one side that came to rest together, prices from best to worst; a single order is a quote of one price.
 *
 * It stands in the book where its best order does, and reads as that order. Between quotes the earlier has its turn first at any price.
 */
export class Quote implements RestingOrder {
  account = -1;
  side: Side = 1;
  expires = 0;
  case = 0;
  /** Price of its best order, ticks. */
  ticks = 0;
  /** Lots of its best order still to be filled. */
  lots = 0;
  /** When it came to rest: the earlier has the smaller number. */
  turn = 0;
  /** Where it stands in the heap of its side. */
  at = 0;
  /** Older and newer quote of the same account. */
  older: Quote | undefined;
  newer: Quote | undefined;
  readonly #ticks: number[] = [];
  readonly #lots: number[] = [];
  #first = 0;
  #count = 0;

  /** Orders it still holds. */
  get count(): number {
    return this.#count - this.#first;
  }

  /** Makes it an empty quote of somebody. */
  begin(account: number, side: Side, expires: number, caseId: number): this {
    this.account = account;
    this.side = side;
    this.expires = expires;
    this.case = caseId;
    this.older = undefined;
    this.newer = undefined;
    this.#first = 0;
    this.#count = 0;
    return this;
  }

  /** Adds an order behind those it has: at a worse price. */
  add(ticks: number, lots: number): void {
    if (this.#count === 0) {
      this.ticks = ticks;
      this.lots = lots;
    }
    this.#ticks[this.#count] = ticks;
    this.#lots[this.#count] = lots;
    this.#count += 1;
  }

  /** Lets go of its best order; false when there is no other. */
  advance(): boolean {
    this.#first += 1;
    if (this.#first === this.#count) return false;
    this.ticks = this.#ticks[this.#first] as number;
    this.lots = this.#lots[this.#first] as number;
    return true;
  }

  /** Whether its best order stands before that of another. */
  precedes(other: Quote): boolean {
    if (this.ticks === other.ticks) return this.turn < other.turn;
    return this.side === 1 ? this.ticks > other.ticks : this.ticks < other.ticks;
  }

  /** Whether its best order is worse than a price. */
  isBeyond(limit: number | undefined): boolean {
    return limit !== undefined && (this.side === 1 ? this.ticks < limit : this.ticks > limit);
  }

  /** Lots of its orders down to a price that its best order reaches, none of them counted for more than `most`. */
  lotsWithin(limit: number | undefined, most: number): number {
    let lots = Math.min(this.lots, most);
    for (let i = this.#first + 1; i < this.#count; i++) {
      const ticks = this.#ticks[i] as number;
      if (limit !== undefined && (this.side === 1 ? ticks < limit : ticks > limit)) break;
      lots += Math.min(this.#lots[i] as number, most);
    }
    return lots;
  }

  /** Its orders, best first, as plain objects. */
  orders(): RestingOrder[] {
    const { account, side, expires, case: caseId } = this;
    return Array.from({ length: this.count }, (_, i) => ({
      account,
      side,
      ticks: this.#ticks[this.#first + i] as number,
      lots: i === 0 ? this.lots : (this.#lots[this.#first + i] as number),
      expires,
      case: caseId,
    }));
  }
}
