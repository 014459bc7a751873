import type { CloseOutPiece, CloseOutPrice } from '../../contract/index.ts';
import type { Market } from '../market.ts';
import type { Pool } from '../pools.ts';
import type { Venue } from '../venue.ts';
import { bankruptcyValue, type LiveCase } from '../views.ts';

/**
 * A piece of a subject's leg as a close-out rule sees it: its values are worked out when asked for.
 *
 * One object is moved from piece to piece of a decision, as a candidate is.
 */
export class Piece implements CloseOutPiece {
  readonly #venue: Venue;
  readonly #keep: number;
  /** What pieces that were priced take from each pool, units of the settlement asset. */
  readonly #taken = new Map<Pool, number>();
  readonly market: Market;
  subject: LiveCase;
  lots = 0;
  /** A field of its own, so that a rule may take it out of the piece. */
  readonly at = (ticks: number): number => this.market.value(this.lots, ticks);

  /**
   * @param subject - Subject of the first piece.
   * @param keep - Units each subject keeps back.
   */
  constructor(venue: Venue, market: Market, subject: LiveCase, keep: number) {
    this.#venue = venue;
    this.#keep = keep;
    this.market = market;
    this.subject = subject;
  }

  /** Moves to a piece. @param lots - Its lots, unsigned. */
  of(subject: LiveCase, lots: number): this {
    this.subject = subject;
    this.lots = this.#venue.ledger.lots(subject.data.subject, this.market.number) > 0 ? lots : -lots;
    return this;
  }

  get mark(): number {
    return this.market.value(this.lots, this.market.mark);
  }

  get bankruptcy(): number {
    return bankruptcyValue(this.#venue, this.subject.data.subject, this.market, this.lots, this.#keep, false);
  }

  get bankruptcyOnLeg(): number {
    return bankruptcyValue(this.#venue, this.subject.data.subject, this.market, this.lots, this.#keep, true);
  }

  spendable(name: string): number {
    const pool = this.#venue.findPoolFor(name, this.market.number);
    if (pool === undefined) return 0;
    const left = Math.max(0, pool.spendable - (this.#taken.get(pool) ?? 0));
    return this.#venue.valuation.inAsset(this.market.setup.settle, left);
  }

  /** Counts what the price of this piece takes from a pool against those that are priced after it. */
  count({ subject, counterparty = subject, difference }: CloseOutPrice): void {
    if (difference === undefined || !(subject > counterparty)) return;
    const pool = this.#venue.findPoolFor(difference, this.market.number);
    if (pool === undefined) return;
    const worth = this.#venue.valuation.worthUp(this.market.setup.settle, subject - counterparty);
    this.#taken.set(pool, (this.#taken.get(pool) ?? 0) + worth);
  }
}
