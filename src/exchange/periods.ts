import type { Ledger } from '../ledger/index.ts';
import type { Valuation } from './valuation.ts';

/** Settlement periods: what each account was worth when the running one began, and what it has put in since. */
export class Periods {
  readonly #length: number | undefined;
  readonly #ledger: Ledger;
  readonly #valuation: Valuation;
  /** What each account was worth when the period began, and has put in since, units; zero beyond its end. */
  #base = new Float64Array(0);
  /** When the running period began, seconds since the run began. */
  start = 0;

  /** @param length - Seconds of a period; undefined for one that lasts the whole run. */
  constructor(length: number | undefined, ledger: Ledger, valuation: Valuation) {
    this.#length = length;
    this.#ledger = ledger;
    this.#valuation = valuation;
  }

  /** When the running period ends. */
  get end(): number {
    return this.#length === undefined ? Number.POSITIVE_INFINITY : this.start + this.#length;
  }

  /** Begins a period now: what everybody is worth is the base from which gains are counted. */
  begin(now: number): void {
    this.start = now;
    const { accounts } = this.#ledger;
    this.#base = new Float64Array(accounts.count);
    for (let account = 0; account < accounts.count; account++) {
      if (accounts.high(0, account) === 0) this.#base[account] = this.#valuation.equityOf(account);
    }
  }

  /** Counts money put in (positive) or taken out since the period began. */
  deposited(account: number, units: number): void {
    if (account >= this.#base.length) this.#grow();
    this.#base[account] = (this.#base[account] as number) + units;
  }

  /** Makes room for all the accounts that the ledger has room for. */
  #grow(): void {
    const longer = new Float64Array(this.#ledger.accounts.kind.length);
    longer.set(this.#base);
    this.#base = longer;
  }

  /** Gain since the period began, net of deposits, units. */
  gain(account: number, equity: number): number {
    return equity - (account < this.#base.length ? (this.#base[account] as number) : 0);
  }

  /** Plain copy for a snapshot. */
  save(): PeriodsSnapshot {
    return { start: this.start, base: this.#base.slice(0, this.#ledger.accounts.count) };
  }

  /** Continues a snapshot. */
  restore(saved: PeriodsSnapshot): void {
    this.start = saved.start;
    this.#base = saved.base.slice();
  }
}

/** Settlement periods as plain data. */
export interface PeriodsSnapshot {
  readonly start: number;
  readonly base: Float64Array;
}
