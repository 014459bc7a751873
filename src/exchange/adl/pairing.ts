/** Hands what claims give to those who need it: both in their order, each need from the first claims that still have something. */
export class Pairing {
  readonly #accounts: Int32Array;
  readonly #left: Float64Array;
  #at = 0;

  constructor(accounts: Int32Array, gives: Float64Array) {
    this.#accounts = accounts;
    this.#left = gives.slice();
  }

  /** Takes up to an amount from the claims that come next. */
  take(amount: number): { readonly account: number; readonly amount: number }[] {
    const parts: { account: number; amount: number }[] = [];
    let wanted = amount;
    while (wanted > 0 && this.#at < this.#left.length) {
      const left = this.#left[this.#at] as number;
      const part = Math.min(wanted, left);
      if (part > 0) parts.push({ account: this.#accounts[this.#at] as number, amount: part });
      wanted -= part;
      this.#left[this.#at] = left - part;
      if (part === left) this.#at += 1;
    }
    return parts;
  }
}
