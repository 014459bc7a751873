import type { CloseOutPiece } from '../../contract/index.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';
import { bankruptcyValue, type LiveCase } from '../views.ts';

/** A piece of a subject's leg as a close-out rule sees it: its values are worked out when asked for. */
export class Piece implements CloseOutPiece {
  readonly #venue: Venue;
  readonly #keep: number;
  readonly subject: LiveCase;
  readonly market: Market;
  readonly lots: number;
  /** A field of its own, so that a rule may take it out of the piece. */
  readonly at = (ticks: number): number => this.market.value(this.lots, ticks);

  /**
   * @param lots - Lots of the piece, unsigned.
   * @param keep - Units the subject keeps back.
   */
  constructor(venue: Venue, subject: LiveCase, market: Market, lots: number, keep: number) {
    this.#venue = venue;
    this.#keep = keep;
    this.subject = subject;
    this.market = market;
    this.lots = Math.sign(venue.ledger.lots(subject.data.subject, market.number)) * lots;
  }

  get mark(): number {
    return this.market.value(this.lots, this.market.mark);
  }

  get bankruptcy(): number {
    return bankruptcyValue(this.#venue, this.subject.data.subject, this.market, this.lots, { keep: this.#keep });
  }

  get bankruptcyOnLeg(): number {
    const options = { keep: this.#keep, whole: true };
    return bankruptcyValue(this.#venue, this.subject.data.subject, this.market, this.lots, options);
  }
}
