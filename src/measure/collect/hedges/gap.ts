import { INDEX_SCALE } from '../../../ledger/index.ts';
import { type Instrument, MAX_EXACT, mulDivFloor, value } from '../../../money/index.ts';

/** Lots whose range of value a bound is worked out from. */
const LOTS = 1000;

/** A piece of a position that comes to a hedge group: signed lots for a value that it pays, the same at mark, and the mark. */
export interface Piece {
  readonly market: number;
  readonly lots: number;
  readonly worth: number;
  readonly atMark: number;
  /** Ticks. */
  readonly mark: number;
}

/**
 * Lots of one market by which a hedge group differs from its twin that was never deleveraged, with what they cost.
 *
 * All amounts are units of the asset the market settles in.
 */
export class Gap {
  /** Signed lots of the group less those of its twin. */
  lots = 0;
  #paid = 0;
  #paidAtMark = 0;
  #charges = 0;
  #entered = 0;
  #low = Number.POSITIVE_INFINITY;
  #high = 0;

  /** A piece comes to the group, and not to its twin. */
  add({ lots, worth, atMark, mark }: Piece): void {
    const before = Math.abs(this.lots);
    this.lots += lots;
    this.#paid += worth;
    this.#paidAtMark += atMark;
    this.#entered += Math.max(0, Math.abs(this.lots) - before);
    this.#reach(mark);
  }

  /** The market has a new mark. */
  price(mark: number): void {
    if (this.lots !== 0) this.#reach(mark);
  }

  #reach(mark: number): void {
    this.#low = Math.min(this.#low, mark);
    this.#high = Math.max(this.#high, mark);
  }

  /** The index of a side rises, millionths of a unit per signed lot: the twin, which holds the missing lots, pays. */
  shift(side: number, perLot: number): void {
    if (this.lots !== 0 && Math.sign(this.lots) === -side) this.#charges += mulDivFloor(this.lots, perLot, INDEX_SCALE);
  }

  /** What the twin has more: as marks moved, by what fills were off their marks, and by charges it received or paid. */
  loss(
    instrument: Instrument,
    mark: number,
  ): { readonly price: number; readonly execution: number; readonly funding: number } {
    const now = this.lots === 0 ? 0 : value(instrument, this.lots, mark);
    return { price: this.#paidAtMark - now, execution: this.#paid - this.#paidAtMark, funding: this.#charges };
  }

  /** Most that the price part can be: all lots that ever entered the gap, over the whole range of marks while it was open. */
  bound(instrument: Instrument): number {
    if (this.#entered === 0) return 0;
    // Lots that went in and out many times may be worth more than one value can say, so a few stand for them.
    const at = (ticks: number): number => value(instrument, LOTS, ticks);
    const range = Math.abs(at(this.#high) - at(this.#low));
    return Math.min(MAX_EXACT, Math.ceil((range / LOTS) * this.#entered));
  }
}
