import type { Fund, MarketView, PoolView, Side } from '../contract/index.ts';
import type { Ratio } from '../money/index.ts';
import type { BoundUse } from './bind.ts';
import type { Market } from './market.ts';
import type { ViewSource } from './views.ts';

/** A pool of a venue: one account, with a floor and a cap on what it may lose. It is the view mechanisms get. */
export class Pool implements PoolView {
  readonly name: string;
  readonly account: number;
  readonly floor: number;
  readonly opening: number;
  /** Most it may lose before it takes no more over, units; Infinity for no cap. */
  readonly lossCap: number;
  /** Share of the trading fees of its markets that it gets. */
  readonly feeShare: Ratio;
  readonly use: BoundUse<Fund>;
  readonly #source: ViewSource;
  /** Cash received less paid for the lots of each market, units of the asset it settles in; kept by the ledger. */
  readonly flows: Float64Array;
  /** Other money received less paid in cases of each market, units of the settlement asset. */
  readonly payments: Float64Array;

  constructor(
    head: {
      readonly name: string;
      readonly account: number;
      readonly floor: number;
      readonly opening: number;
      readonly lossCap: number;
      readonly feeShare: Ratio;
    },
    use: BoundUse<Fund>,
    source: ViewSource,
  ) {
    this.name = head.name;
    this.account = head.account;
    this.floor = head.floor;
    this.opening = head.opening;
    this.lossCap = head.lossCap;
    this.feeShare = head.feeShare;
    this.use = use;
    this.#source = source;
    this.flows = new Float64Array(source.markets.length);
    this.payments = new Float64Array(source.markets.length);
    source.ledger.flows.watch(this.account, this.flows);
  }

  get cash(): number {
    return this.#source.valuation.walletOf(this.account);
  }

  get equity(): number {
    return this.#source.valuation.equityOf(this.account);
  }

  get spendable(): number {
    const free = this.#free() - this.floor;
    return Math.max(
      0,
      this.lossCap === Number.POSITIVE_INFINITY ? free : Math.min(free, this.lossCap + this.#result()),
    );
  }

  get withdrawable(): number {
    return Math.max(0, this.#free() - this.floor);
  }

  /**
   * Cash that nothing else can claim: each position counts at the lesser of cost and mark and with what it owes, so that neither an
   * unrealised gain is spent nor an unrealised loss forgotten. Other assets cannot be paid out, but what is owed of them counts.
   */
  #free(): number {
    const { ledger, valuation, markets } = this.#source;
    const { accounts, positions } = ledger;
    const byAsset: number[] = [];
    for (let asset = 0; asset < valuation.prices.length; asset++) byAsset.push(accounts.balance(asset, this.account));
    for (let row = accounts.head[this.account] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      const { number, setup, mark } = markets[positions.market[row] as number] as Market;
      const atMark = ledger.value(number, positions.lots[row] as number, mark);
      const least = Math.min(positions.cost[row] as number, atMark) - Math.max(0, ledger.accrued(row));
      byAsset[setup.settle] = (byAsset[setup.settle] as number) + least;
    }
    let free = byAsset[0] as number;
    for (let asset = 1; asset < byAsset.length; asset++)
      free += Math.min(0, valuation.worth(asset, byAsset[asset] as number));
    return free;
  }

  lots(market: number): number {
    return this.#source.ledger.lots(this.account, market);
  }

  profit(market: number): number {
    const { markets, ledger, valuation } = this.#source;
    const { setup, mark } = markets[market] as Market;
    const row = ledger.row(this.account, market);
    const held =
      row === -1 ? 0 : ledger.value(market, ledger.positions.lots[row] as number, mark) - ledger.accrued(row);
    return valuation.worth(setup.settle, (this.flows[market] as number) + held) + (this.payments[market] as number);
  }

  /** Profit from all markets since the run began, units, signed. */
  #result(): number {
    let sum = 0;
    for (const { number } of this.#source.markets) sum += this.profit(number);
    return sum;
  }

  get faces(): Side | 0 {
    const { holds, faces } = this.use.mechanism;
    return holds === 'pool' ? (faces?.(this.use.params as never) ?? 0) : 0;
  }

  /** Whether traders who open a position of that side open it against this pool. */
  facesSide(side: Side): boolean {
    if (this.use.mechanism.holds !== 'pool') return false;
    return this.faces === 0 || this.faces === side;
  }

  /** Whether the pool serves a market. */
  serves(key: string, market: MarketView): boolean {
    return this.use.mechanism.scope(market, this.use.params as never) === key;
  }
}
