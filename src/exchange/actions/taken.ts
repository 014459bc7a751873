import type { Action } from '../../contract/index.ts';

/** Whether actions take lots or money from others than the subject and the pools. */
export const takesFromOthers = (actions: readonly Action[]): boolean =>
  actions.some(({ do: what }) => what === 'cut' || what === 'charge');

/** What an amount charged to an account is counted against. */
export type Base = 'gains' | 'equity' | 'deposits' | 'commitment' | 'money';

/** Sums by a key. Most decisions take from one account only, so the first key has its own place and the map is for those after it. */
export class Tally {
  #first = -1;
  #sum = 0;
  #others: Map<number, number> | undefined;

  /** Sum of a key >= 0; undefined when nothing was counted under it. */
  get(key: number): number | undefined {
    return key === this.#first ? this.#sum : this.#others?.get(key);
  }

  /** Replaces the sum of a key >= 0. */
  set(key: number, sum: number): void {
    if (this.#first === -1) this.#first = key;
    if (key === this.#first) this.#sum = sum;
    else {
      this.#others ??= new Map();
      this.#others.set(key, sum);
    }
  }
}

/** What the actions of one decision take from everybody but their subjects, added up before any of them is done. */
export class Taken {
  readonly #markets: number;
  #lots: Tally | undefined;
  #pools: Tally | undefined;
  #charges: Partial<Record<Base, Tally>> | undefined;

  /** @param markets - Number of markets of the venue. */
  constructor(markets: number) {
    this.#markets = markets;
  }

  /** Counts signed lots of an account in a market. */
  takeLots(account: number, market: number, lots: number): void {
    this.#lots ??= new Tally();
    this.#lots.set(account * this.#markets + market, this.lots(account, market) + lots);
  }

  /** Signed lots of an account in a market that were counted. */
  lots(account: number, market: number): number {
    return this.#lots?.get(account * this.#markets + market) ?? 0;
  }

  /** What a pool may still spend after what was counted, units; undefined when nothing was. */
  spendable(pool: number): number | undefined {
    return this.#pools?.get(pool);
  }

  /** Notes what a pool may still spend, units. */
  leave(pool: number, spendable: number): void {
    this.#pools ??= new Tally();
    this.#pools.set(pool, spendable);
  }

  /** Counts units charged to an account on a base, in a market or, with -1, in all; returns the sum so far. */
  charge(base: Base, account: number, market: number, units: number): number {
    this.#charges ??= {};
    const tally = this.#charges[base] ?? new Tally();
    this.#charges[base] = tally;
    const key = account * (this.#markets + 1) + market + 1;
    const sum = (tally.get(key) ?? 0) + units;
    tally.set(key, sum);
    return sum;
  }
}
