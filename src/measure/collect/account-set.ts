/** A set of accounts, as a flag an account: asked of both sides of every fill. */
export class AccountSet {
  #flags = new Uint8Array(1024);
  /** Accounts in it. */
  size = 0;

  /** Whether an account is in it; -1, nobody, never is. */
  has(account: number): boolean {
    return this.#flags[account] === 1;
  }

  /** Puts an account in. */
  add(account: number): void {
    if (this.has(account)) return;
    if (account >= this.#flags.length) this.#grow(account);
    this.#flags[account] = 1;
    this.size += 1;
  }

  /** Takes an account out. */
  delete(account: number): void {
    if (!this.has(account)) return;
    this.#flags[account] = 0;
    this.size -= 1;
  }

  #grow(account: number): void {
    const longer = new Uint8Array(Math.max(2 * this.#flags.length, account + 1));
    longer.set(this.#flags);
    this.#flags = longer;
  }
}
