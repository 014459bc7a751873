import type { Side } from '../contract/index.ts';
import { grown } from '../ledger/index.ts';

const FIRST_CAPACITY = 64;
const NONE = -1;

/** A market the subject held lots in, on which side, and the maintenance margin of the position when first seen, units. */
export interface HeldData {
  readonly market: number;
  readonly side: Side;
  readonly maintenance: number;
}

/** The markets that subjects of cases held lots in, side by side: those of one case are chained in the order in which they were noted. */
export class CaseLegs {
  #count = 0;
  #market = new Int32Array(FIRST_CAPACITY);
  #side = new Int8Array(FIRST_CAPACITY);
  #maintenance = new Float64Array(FIRST_CAPACITY);
  #next = new Int32Array(FIRST_CAPACITY);
  /** First and last leg of each case. */
  #first = new Int32Array(FIRST_CAPACITY);
  #last = new Int32Array(FIRST_CAPACITY);

  /** Makes room for a case that has no leg yet. */
  open(row: number): void {
    if (row >= this.#first.length) {
      this.#first = grown(this.#first, 2 * row);
      this.#last = grown(this.#last, 2 * row);
    }
    this.#first[row] = NONE;
  }

  /** Adds a leg to a case. */
  add(row: number, { market, side, maintenance }: HeldData): void {
    const leg = this.#count++;
    if (leg === this.#market.length) this.#grow(2 * leg);
    this.#market[leg] = market;
    this.#side[leg] = side;
    this.#maintenance[leg] = maintenance;
    this.#next[leg] = NONE;
    if (this.#first[row] === NONE) this.#first[row] = leg;
    else this.#next[this.#last[row] as number] = leg;
    this.#last[row] = leg;
  }

  #grow(capacity: number): void {
    this.#market = grown(this.#market, capacity);
    this.#side = grown(this.#side, capacity);
    this.#maintenance = grown(this.#maintenance, capacity);
    this.#next = grown(this.#next, capacity);
  }

  /** Market of the first leg of a case; -1 when it has none. */
  firstMarket(row: number): number {
    const leg = this.#first[row] as number;
    return leg === NONE ? NONE : (this.#market[leg] as number);
  }

  /** Whether a case has a leg in a market. */
  has(row: number, market: number): boolean {
    for (let leg = this.#first[row] as number; leg !== NONE; leg = this.#next[leg] as number)
      if (this.#market[leg] === market) return true;
    return false;
  }

  /** Legs of a case, in the order in which they were noted: copies. */
  of(row: number): HeldData[] {
    const legs: HeldData[] = [];
    for (let leg = this.#first[row] as number; leg !== NONE; leg = this.#next[leg] as number)
      legs.push({
        market: this.#market[leg] as number,
        side: this.#side[leg] as Side,
        maintenance: this.#maintenance[leg] as number,
      });
    return legs;
  }
}
