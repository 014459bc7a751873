/**
 * Hands what claims give to those who need it: both in their order, each need from the first claims that still have something.
 *
 * The parts stand in two columns, one after the other as they are taken.
 */
export class Pairing {
  readonly #from: Int32Array;
  readonly #gives: Float64Array;
  /** Claim that comes next, and what it has left. */
  #claim = 0;
  #left = 0;
  #parts = 0;
  /** Who gives each part. */
  readonly accounts: Int32Array;
  /** How much, above 0. */
  readonly amounts: Float64Array;
  /** The parts that are looked at: from one to behind another. */
  from = 0;
  end = 0;

  /**
   * @param accounts - Who gives.
   * @param gives - How much, >= 0.
   * @param needs - How many needs there are to be taken for at most.
   */
  constructor(accounts: Int32Array, gives: Float64Array, needs: number) {
    this.#from = accounts;
    this.#gives = gives;
    this.#left = gives[0] ?? 0;
    let givers = 0;
    for (let i = 0; i < gives.length; i++) if ((gives[i] as number) > 0) givers += 1;
    // A claim is split wherever a need ends within it.
    this.accounts = new Int32Array(givers + needs);
    this.amounts = new Float64Array(givers + needs);
  }

  /** Number of parts taken. */
  get parts(): number {
    return this.#parts;
  }

  /** Takes up to an amount from the claims that come next, and returns how much that was. */
  take(amount: number): number {
    let wanted = amount;
    while (wanted > 0 && this.#claim < this.#gives.length) {
      const part = Math.min(wanted, this.#left);
      if (part > 0) {
        this.accounts[this.#parts] = this.#from[this.#claim] as number;
        this.amounts[this.#parts] = part;
        this.#parts += 1;
      }
      wanted -= part;
      this.#left -= part;
      if (this.#left > 0) continue;
      this.#claim += 1;
      this.#left = this.#gives[this.#claim] ?? 0;
    }
    return amount - wanted;
  }
}
