import { ACCOUNT_KINDS } from '../../ledger/index.ts';
import { Total, value } from '../../money/index.ts';
import type { Numeraire } from '../numeraire.ts';
import type { RunRecord } from '../run-record.ts';
import { AccountSet } from './account-set.ts';
import type { Prices } from './prices.ts';

const POOLS: ReadonlySet<number> = new Set(
  (['fund', 'vault', 'pool'] as const).map((kind) => ACCOUNT_KINDS.indexOf(kind)),
);

/**
 * What all pools together (funds, vaults, counterparty pools) are worth: cash, other assets and positions at mark.
 *
 * Index charges count when they are settled.
 */
export class Pools {
  readonly #run: RunRecord;
  readonly #members = new AccountSet();
  readonly #money: Total[];
  readonly #lots: Float64Array;
  /** Equity before the first step and the least at the end of any step, numeraire units; undefined without a pool. */
  opening: Total | undefined;
  low: Total | undefined;
  /** Equity when it was last marked. */
  equity: Total | undefined;

  /** @param run - Its markets and assets. */
  constructor(run: RunRecord) {
    this.#run = run;
    this.#money = run.assets.map(() => new Total());
    this.#lots = new Float64Array(run.markets.length);
  }

  /** An account opens. */
  open(account: number, kind: number): void {
    if (POOLS.has(kind)) this.#members.add(account);
  }

  /** Whether an account is a pool. */
  has(account: number): boolean {
    return this.#members.has(account);
  }

  /** `a` pays `b` units, signed. */
  move(asset: number, a: number, b: number, units: number): void {
    if (this.#members.size === 0) return;
    if (this.#members.has(a)) this.#money[asset]?.subtract(units);
    if (this.#members.has(b)) this.#money[asset]?.add(units);
  }

  /** Signed lots at signed value leave `a` for `b`. */
  fill(market: number, a: number, b: number, lots: number, worth: number): void {
    if (this.#members.size === 0) return;
    const from = this.#members.has(a);
    const to = this.#members.has(b);
    if (!from && !to) return;
    this.#lots[market] = (this.#lots[market] as number) + (to ? lots : 0) - (from ? lots : 0);
    this.move(this.#run.markets[market]?.settle ?? 0, b, a, worth);
  }

  /** A step ends: what are the pools worth? */
  mark(prices: Prices, numeraire: Numeraire): void {
    if (this.#members.size === 0) return;
    const equity = new Total();
    this.#run.assets.forEach((_, asset) => {
      const inAsset = (this.#money[asset] as Total).clone();
      this.#run.markets.forEach((market, number) => {
        const lots = this.#lots[number] as number;
        if (market.settle === asset && lots !== 0)
          inAsset.add(value(market.instrument, lots, prices.mark[number] as number));
      });
      numeraire.addTotal(equity, asset, inAsset);
    });
    this.equity = equity;
    this.opening ??= equity;
    if (this.low === undefined || equity.compare(this.low) < 0) this.low = equity;
  }
}
