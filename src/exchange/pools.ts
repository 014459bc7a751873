import type { Fund, MarketView, PoolView } from '../contract/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { BoundUse } from './bind.ts';
import type { Market } from './market.ts';

/** A pool of a venue: one account, with a floor and a cap on what it may lose. It is the view mechanisms get. */
export class Pool implements PoolView {
  readonly name: string;
  readonly account: number;
  readonly floor: number;
  readonly opening: number;
  /** Most it may lose before it takes no more over, units; Infinity for no cap. */
  readonly lossCap: number;
  readonly use: BoundUse<Fund>;
  readonly #ledger: Ledger;
  readonly #markets: readonly Market[];
  /** Cash received less paid for each market, units: what its profit is made of besides what it holds. */
  readonly flows: Float64Array;

  constructor(
    head: {
      readonly name: string;
      readonly account: number;
      readonly floor: number;
      readonly opening: number;
      readonly lossCap: number;
    },
    use: BoundUse<Fund>,
    ledger: Ledger,
    markets: readonly Market[],
  ) {
    this.name = head.name;
    this.account = head.account;
    this.floor = head.floor;
    this.opening = head.opening;
    this.lossCap = head.lossCap;
    this.use = use;
    this.#ledger = ledger;
    this.#markets = markets;
    this.flows = new Float64Array(markets.length);
  }

  get cash(): number {
    const { accounts, positions } = this.#ledger;
    let cash = accounts.balance(0, this.account);
    for (let row = accounts.head[this.account] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      cash += positions.cost[row] as number;
    }
    return cash;
  }

  get equity(): number {
    let equity = this.#ledger.accounts.balance(0, this.account);
    for (const market of this.#markets) equity += this.#held(market);
    return equity;
  }

  get spendable(): number {
    // What inventory has lost at mark is spoken for, so free cash is the lesser of the two; a loss cap leaves less of it.
    const free = Math.min(this.cash, this.equity) - this.floor;
    return Math.max(
      0,
      this.lossCap === Number.POSITIVE_INFINITY ? free : Math.min(free, this.lossCap + this.#result()),
    );
  }

  lots(market: number): number {
    return this.#ledger.lots(this.account, market);
  }

  profit(market: number): number {
    return (this.flows[market] as number) + this.#held(this.#markets[market] as Market);
  }

  /** Profit from all markets since the run began, units, signed. */
  #result(): number {
    return this.#markets.reduce((sum, market) => sum + this.profit(market.number), 0);
  }

  #held(market: Market): number {
    const row = this.#ledger.row(this.account, market.number);
    if (row === -1) return 0;
    return market.value(this.#ledger.positions.lots[row] as number, market.mark) - this.#ledger.accrued(row);
  }

  /** Whether the pool serves a market. */
  serves(key: string, market: MarketView): boolean {
    return this.use.mechanism.scope(market, this.use.params as never) === key;
  }
}
