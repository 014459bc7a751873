import { grown } from '../../ledger/index.ts';

const FIRST_CAPACITY = 64;

/** Columns that the claims of one solve stand in, in ranked order; they serve solve after solve and grow as they must. */
export class ClaimColumns {
  /** Place of each claim in the ranking. */
  places = new Int32Array(FIRST_CAPACITY);
  /** Position row of each, as long as nothing is settled. */
  rows = new Int32Array(FIRST_CAPACITY);
  /** Account of each. */
  accounts = new Int32Array(FIRST_CAPACITY);
  /** Lots held, or gains in units. */
  claim = new Float64Array(FIRST_CAPACITY);
  /** The most each may give. */
  limit = new Float64Array(FIRST_CAPACITY);
  /** Real weights, where the ranking weighs. */
  weights = new Float64Array(FIRST_CAPACITY);

  /** Makes room for a number of claims, keeping those there are. */
  reserve(size: number): void {
    if (this.places.length >= size) return;
    const capacity = Math.max(size, 2 * this.places.length);
    this.places = grown(this.places, capacity);
    this.rows = grown(this.rows, capacity);
    this.accounts = grown(this.accounts, capacity);
    this.claim = grown(this.claim, capacity);
    this.limit = grown(this.limit, capacity);
    this.weights = grown(this.weights, capacity);
  }

  /** Moves a claim to an earlier number. */
  move(from: number, to: number): void {
    if (from === to) return;
    this.places[to] = this.places[from] as number;
    this.rows[to] = this.rows[from] as number;
    this.accounts[to] = this.accounts[from] as number;
    this.claim[to] = this.claim[from] as number;
    this.limit[to] = this.limit[from] as number;
    this.weights[to] = this.weights[from] as number;
  }
}
