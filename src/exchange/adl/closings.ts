import type { CloseOutPrice } from '../../contract/index.ts';
import type { LiveCase } from '../views.ts';

/** What the counterparties' value is and who bears the difference, where they differ from the subject's. */
interface Differing {
  readonly counterpartyValue?: number;
  readonly difference?: string;
}

/** Pieces that are about to be closed, in columns: whose, against which parts of a pairing, at what. */
export class Closings {
  readonly subjects: LiveCase[] = [];
  /** Parts of the pairing, from the first to behind the last. */
  readonly from: Int32Array;
  readonly end: Int32Array;
  /** Lots of the piece, signed as the subject's. */
  readonly lots: Float64Array;
  /** What the subject receives, units. */
  readonly value: Float64Array;
  /** By number of the piece, for the few rules that have two prices. */
  readonly differing = new Map<number, Differing>();
  /** Pieces whose orders may rest only where they would not cross the book. */
  readonly postOnly = new Set<number>();

  /** @param most - Pieces to make room for. */
  constructor(most: number) {
    this.from = new Int32Array(most);
    this.end = new Int32Array(most);
    this.lots = new Float64Array(most);
    this.value = new Float64Array(most);
  }

  /** Number of pieces. */
  get length(): number {
    return this.subjects.length;
  }

  /** Adds a piece. */
  add(subject: LiveCase, from: number, end: number, lots: number, price: CloseOutPrice): void {
    const i = this.subjects.push(subject) - 1;
    this.from[i] = from;
    this.end[i] = end;
    this.lots[i] = lots;
    this.value[i] = price.subject;
    if (price.postOnly === true) this.postOnly.add(i);
    if (price.counterparty === undefined && price.difference === undefined) return;
    this.differing.set(i, {
      ...(price.counterparty === undefined ? {} : { counterpartyValue: price.counterparty }),
      ...(price.difference === undefined ? {} : { difference: price.difference }),
    });
  }
}
