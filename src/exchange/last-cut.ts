import { grown } from '../ledger/index.ts';

/** When ADL last took lots from each account, seconds since the run began. */
export class LastCut {
  /** NaN for accounts it never took lots from; empty until it does. */
  #at = new Float64Array(0);

  /** When it last did; undefined when it never did. */
  get(account: number): number | undefined {
    const at = account < this.#at.length ? (this.#at[account] as number) : Number.NaN;
    return Number.isNaN(at) ? undefined : at;
  }

  /** @param accounts - Accounts to make room for, more than `account`. */
  set(account: number, now: number, accounts: number): void {
    if (account >= this.#at.length) this.#at = grown(this.#at, accounts, Number.NaN);
    this.#at[account] = now;
  }

  /** Plain copy for a snapshot: account and time. */
  save(): readonly (readonly [number, number])[] {
    const saved: (readonly [number, number])[] = [];
    this.#at.forEach((at, account) => {
      if (!Number.isNaN(at)) saved.push([account, at]);
    });
    return saved;
  }

  /** Continues a snapshot. @param accounts - Accounts to make room for. */
  restore(saved: readonly (readonly [number, number])[], accounts: number): void {
    for (const [account, at] of saved) this.set(account, at, accounts);
  }
}
