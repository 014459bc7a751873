/** An account that is due and was looked at since it was last named, and one that was not. */
const SEEN = 1;
const NAMED = 2;

/** Accounts that are due, each once. */
export class DueList {
  #isDue = new Uint8Array(0);
  #accounts = new Int32Array(0);
  #size = 0;

  /** Number of accounts that are due. */
  get size(): number {
    return this.#size;
  }

  /** Makes room for accounts 0 to `count - 1`. */
  reserve(count: number): void {
    if (count <= this.#isDue.length) return;
    const capacity = Math.max(64, 2 * this.#isDue.length, count);
    const isDue = new Uint8Array(capacity);
    const accounts = new Int32Array(capacity);
    isDue.set(this.#isDue);
    accounts.set(this.#accounts);
    this.#isDue = isDue;
    this.#accounts = accounts;
  }

  /** Adds an account, unless it is there already or is none that room was made for. */
  add(account: number): void {
    const before = this.#isDue[account];
    if (before === undefined) return;
    this.#isDue[account] = NAMED;
    if (before === 0) this.#accounts[this.#size++] = account;
  }

  /** Asks about each account, in no particular order, whether it stays. Nothing may be added meanwhile. */
  keep(stays: (account: number) => boolean): void {
    const accounts = this.#accounts;
    let kept = 0;
    for (let i = 0; i < this.#size; i++) {
      const account = accounts[i] as number;
      if (stays(account)) accounts[kept++] = account;
      else this.#isDue[account] = 0;
    }
    this.#size = kept;
  }

  /**
   * The same by account id.
   *
   * @param namedOnly - Keeps those that were not named since they were last asked about, without asking again.
   */
  keepInOrder(stays: (account: number) => boolean, namedOnly = false): void {
    let kept = 0;
    let left = this.#size;
    for (let account = 0; left > 0; account++) {
      const due = this.#isDue[account] as number;
      if (due === 0) continue;
      left -= 1;
      const isKept = (namedOnly && due === SEEN) || stays(account);
      this.#isDue[account] = isKept ? SEEN : 0;
      if (isKept) this.#accounts[kept++] = account;
    }
    this.#size = kept;
  }
}
