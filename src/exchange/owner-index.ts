import type { Ledger } from '../ledger/index.ts';

/** Accounts by owner, so that an owner is seen whole without a walk over everybody. */
export class OwnerIndex {
  readonly #ledger: () => Ledger;
  readonly #accounts = new Map<number, number[]>();
  #indexed = 0;

  /** @param ledger - The ledger of now; accounts only ever come to it. */
  constructor(ledger: () => Ledger) {
    this.#ledger = ledger;
  }

  /** Accounts of an owner, ascending; none for an owner without any. */
  accounts(owner: number): readonly number[] {
    const { accounts } = this.#ledger();
    for (; this.#indexed < accounts.count; this.#indexed++) {
      const of = accounts.owner[this.#indexed] as number;
      const present = this.#accounts.get(of);
      if (present === undefined) this.#accounts.set(of, [this.#indexed]);
      else present.push(this.#indexed);
    }
    return this.#accounts.get(owner) ?? [];
  }
}
