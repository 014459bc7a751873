import { ACCOUNT_KINDS } from '../../ledger/index.ts';
import { value } from '../../money/index.ts';
import type { Numeraire } from '../numeraire.ts';
import type { MeasuredMarket, RunRecord } from '../run-record.ts';
import type { Prices } from './prices.ts';

/** Kinds of account that are people: traders, makers, members. */
export const PEOPLE: ReadonlySet<number> = new Set(
  (['trader', 'maker', 'member'] as const).map((kind) => ACCOUNT_KINDS.indexOf(kind)),
);

/** Equity of traders, makers and members when a run begins: money of all assets, and positions at the first marks. */
export class OpeningEquity {
  readonly #run: RunRecord;
  readonly #money = new Map<number, Float64Array>();
  readonly #legs: { readonly account: number; readonly market: number; readonly lots: number }[] = [];
  #begun = false;
  /** Numeraire units by account, of everybody who was ever opened; 0 for who came after the start. */
  readonly equity = new Map<number, number>();

  /** @param run - Its markets and assets. */
  constructor(run: RunRecord) {
    this.#run = run;
  }

  /** An account opens. */
  open(account: number, kind: number): void {
    if (!PEOPLE.has(kind)) return;
    this.equity.set(account, 0);
    if (!this.#begun) this.#money.set(account, new Float64Array(this.#run.assets.length));
  }

  /** `a` pays `b` units, signed. */
  move(asset: number, a: number, b: number, units: number): void {
    if (this.#begun) return;
    this.#add(a, asset, -units);
    this.#add(b, asset, units);
  }

  /** Signed lots at signed value leave `a` for `b`. */
  fill(market: number, a: number, b: number, lots: number, worth: number): void {
    if (this.#begun) return;
    this.move((this.#run.markets[market] as MeasuredMarket).settle, b, a, worth);
    if (this.#money.has(a)) this.#legs.push({ account: a, market, lots: -lots });
    if (this.#money.has(b)) this.#legs.push({ account: b, market, lots });
  }

  /** The run begins. */
  begin(prices: Prices, numeraire: Numeraire): void {
    for (const { account, market, lots } of this.#legs) {
      const { instrument, settle } = this.#run.markets[market] as MeasuredMarket;
      this.#add(account, settle, value(instrument, lots, prices.mark[market] as number));
    }
    for (const [account, money] of this.#money)
      this.equity.set(
        account,
        money.reduce((sum, units, asset) => sum + numeraire.of(asset, units), 0),
      );
    this.#begun = true;
    this.#money.clear();
    this.#legs.length = 0;
  }

  #add(account: number, asset: number, units: number): void {
    const money = this.#money.get(account);
    if (money !== undefined) money[asset] = (money[asset] as number) + units;
  }
}
