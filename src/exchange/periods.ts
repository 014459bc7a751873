import type { Ledger } from '../ledger/index.ts';
import type { Valuation } from './valuation.ts';

/**
 * Settlement periods: what each account had when the running one began, and what it has put in since, by asset.
 *
 * Gains are counted against what that is worth now: who holds a coin gains nothing here when the coin becomes dearer.
 */
export class Periods {
  readonly #length: number | undefined;
  readonly #ledger: Ledger;
  readonly #valuation: Valuation;
  /** By asset and account, units of the asset: what it had when the period began, with its positions at mark, and has put in since; zero beyond its end. */
  #base: Float64Array[];
  /** What one account has put in, by asset. */
  readonly #one: Float64Array;
  /** When the running period began, seconds since the run began. */
  start = 0;

  /** @param length - Seconds of a period; undefined for one that lasts the whole run. */
  constructor(length: number | undefined, ledger: Ledger, valuation: Valuation) {
    this.#length = length;
    this.#ledger = ledger;
    this.#valuation = valuation;
    this.#base = valuation.prices.map(() => new Float64Array(0));
    this.#one = new Float64Array(this.#base.length);
  }

  /** When the running period ends. */
  get end(): number {
    return this.#length === undefined ? Number.POSITIVE_INFINITY : this.start + this.#length;
  }

  /** Begins a period now: what everybody has is the base from which gains are counted. */
  begin(now: number): void {
    this.start = now;
    const { accounts } = this.#ledger;
    this.#base = this.#base.map((_, asset) => {
      const base = new Float64Array(accounts.count);
      for (let account = 0; account < accounts.count; account++)
        if (accounts.high(asset, account) === 0) base[account] = this.#valuation.balanceAtMark(account, asset);
      return base;
    });
  }

  /** Counts units of an asset put in (positive) or taken out since the period began. */
  deposited(account: number, units: number, asset = 0): void {
    if (account >= (this.#base[asset] as Float64Array).length) this.#grow();
    const base = this.#base[asset] as Float64Array;
    base[account] = (base[account] as number) + units;
  }

  /** Makes room for all the accounts that the ledger has room for. */
  #grow(): void {
    this.#base = this.#base.map((before) => {
      const longer = new Float64Array(this.#ledger.accounts.kind.length);
      longer.set(before);
      return longer;
    });
  }

  /** Gain since the period began, net of deposits, units. */
  gain(account: number, equity: number): number {
    const first = this.#base[0] as Float64Array;
    if (account >= first.length) return equity;
    if (this.#base.length === 1) return equity - (first[account] as number);
    for (let asset = 0; asset < this.#one.length; asset++)
      this.#one[asset] = (this.#base[asset] as Float64Array)[account] as number;
    return equity - this.#valuation.worthOf(this.#one);
  }

  /** Plain copy for a snapshot. */
  save(): PeriodsSnapshot {
    return { start: this.start, base: this.#base.map((base) => base.slice(0, this.#ledger.accounts.count)) };
  }

  /** Continues a snapshot. */
  restore(saved: PeriodsSnapshot): void {
    this.start = saved.start;
    this.#base = saved.base.map((base) => base.slice());
  }
}

/** Settlement periods as plain data. */
export interface PeriodsSnapshot {
  readonly start: number;
  /** By asset. */
  readonly base: readonly Float64Array[];
}
