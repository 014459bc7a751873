const isSafe = Number.isSafeInteger;

/**
 * Sums of whole units by account, exact at any size.
 *
 * A sum is a number as long as it and what is added are safe integers, and a bigint from then on.
 */
export class ExactSums {
  /** NaN where the sum is among the wide ones. */
  #near = new Float64Array(64);
  readonly #wide = new Map<number, bigint>();

  /**
   * Adds units.
   *
   * @param account - An integer >= 0.
   * @throws RangeError for units that are no whole number.
   */
  add(account: number, units: number): void {
    if (account >= this.#near.length) this.#grow(account + 1);
    const sum = (this.#near[account] as number) + units;
    // Two safe integers whose float sum is safe have no other sum.
    if (isSafe(sum) && isSafe(units)) this.#near[account] = sum;
    else this.#widen(account, units);
  }

  #widen(account: number, units: number): void {
    const sum = this.exact(account) + BigInt(units);
    this.#wide.set(account, sum);
    this.#near[account] = Number.NaN;
  }

  #grow(least: number): void {
    const larger = new Float64Array(Math.max(least, this.#near.length * 2));
    larger.set(this.#near);
    this.#near = larger;
  }

  /** The sum; 0 for an account nothing was added to. */
  exact(account: number): bigint {
    return this.#wide.get(account) ?? BigInt(this.#near[account] ?? 0);
  }

  /** The sum as the nearest number. */
  nearest(account: number): number {
    const near = this.#near[account] ?? 0;
    return Number.isNaN(near) ? Number(this.#wide.get(account)) : near;
  }
}
