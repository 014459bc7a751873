import { CAUSE } from '../../ledger/index.ts';
import { value } from '../../money/index.ts';
import type { Numeraire } from '../numeraire.ts';
import type { MeasuredMarket, RunRecord } from '../run-record.ts';
import { PEOPLE } from './opening-equity.ts';
import type { Positions } from './positions.ts';
import type { Prices } from './prices.ts';

/** Money that people bring, take out, or turn into another asset: none of it is a gain or a loss of trading. */
const BROUGHT: ReadonlySet<number> = new Set([CAUSE.deposit, CAUSE.withdraw]);

const FIRST_CAPACITY = 1024;

/**
 * What people have gained since they took their positions, and what they have in all: cash flows by account, with positions at mark.
 *
 * A position that somebody comes with counts from its entry value, so a gain made before the run began is in it. Index charges count
 * when they are settled; sales of collateral are no gain.
 */
export class Gains {
  readonly #run: RunRecord;
  readonly #people: number[] = [];
  /** By asset: money of each account, and the part of it that was brought, units. */
  readonly #money: Float64Array[];
  readonly #brought: Float64Array[];
  #worth: { readonly equity: Float64Array; readonly gain: Float64Array } | undefined;

  /** @param run - Its markets and assets. */
  constructor(run: RunRecord) {
    this.#run = run;
    this.#money = run.assets.map(() => new Float64Array(FIRST_CAPACITY));
    this.#brought = run.assets.map(() => new Float64Array(FIRST_CAPACITY));
  }

  /** An account opens. */
  open(account: number, kind: number): void {
    if (PEOPLE.has(kind)) this.#people.push(account);
    if (account < (this.#money[0] as Float64Array).length) return;
    for (const columns of [this.#money, this.#brought])
      columns.forEach((column, asset) => {
        const longer = new Float64Array(column.length * 2);
        longer.set(column);
        columns[asset] = longer;
      });
  }

  /** `a` pays `b` units, signed. */
  move(asset: number, a: number, b: number, units: number, cause: number): void {
    add(this.#money[asset], a, b, units);
    if (BROUGHT.has(cause)) add(this.#brought[asset], a, b, units);
  }

  /** Units of an asset leave `a` for `b` against units of the settlement asset. */
  sellCollateral(asset: number, a: number, b: number, units: number, proceeds: number): void {
    for (const columns of [this.#money, this.#brought]) {
      add(columns[asset], a, b, units);
      add(columns[0], b, a, proceeds);
    }
  }

  /** Lots leave `a` for `b` at signed value. */
  fill(market: number, a: number, b: number, worth: number): void {
    add(this.#money[this.#run.markets[market]?.settle ?? 0], b, a, worth);
  }

  /** The run is over: positions are worth what they are at the last marks, and other assets what they are then. */
  end(positions: Positions, prices: Prices, numeraire: Numeraire): void {
    const { assets, markets } = this.#run;
    positions.eachHeld((account, market, lots) => {
      const { settle, instrument } = markets[market] as MeasuredMarket;
      const money = this.#money[settle] as Float64Array;
      money[account] = (money[account] as number) + value(instrument, lots, prices.mark[market] as number);
    });
    const count = (this.#money[0] as Float64Array).length;
    const [equity, gain] = [new Float64Array(count), new Float64Array(count)];
    for (const account of this.#people) {
      for (let asset = 0; asset < assets.length; asset++) {
        const money = this.#money[asset]?.[account] as number;
        equity[account] = (equity[account] as number) + numeraire.of(asset, money);
        const traded = money - (this.#brought[asset]?.[account] as number);
        gain[account] = (gain[account] as number) + numeraire.of(asset, traded);
      }
    }
    this.#worth = { equity, gain };
  }

  /** Equity of an account when the run ended, numeraire units, signed. */
  equityOf(account: number): number {
    return this.#worth?.equity[account] ?? 0;
  }

  /** What everybody who gained has kept of it when the run ended, numeraire units > 0, by account. */
  *kept(): Iterable<readonly [account: number, units: number]> {
    for (const account of this.#people) {
      const gain = this.#worth?.gain[account] ?? 0;
      if (gain > 0) yield [account, gain];
    }
  }
}

const add = (column: Float64Array | undefined, a: number, b: number, units: number): void => {
  if (column === undefined) return;
  column[a] = (column[a] as number) - units;
  column[b] = (column[b] as number) + units;
};
