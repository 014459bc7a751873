import type { Candidate, Side } from '../contract/index.ts';
import { deltaOf, hedgedShareOf } from './hedge.ts';
import type { Market } from './market.ts';
import type { ViewSource } from './views.ts';

/**
 * One cursor over all holders of a market side: `at` moves it, the getters read the columns.
 *
 * The account's sums are read once for each position of the cursor, so that a score that uses several costs one walk of the account.
 */
export class CandidateCursor implements Candidate {
  readonly #source: ViewSource;
  #row = -1;
  #read = false;
  #equity = 0;
  #unrealised = 0;
  #maintenance = 0;
  #notional = 0;
  market: Market;
  account = -1;
  limit = 0;

  constructor(source: ViewSource, market: Market) {
    this.#source = source;
    this.market = market;
  }

  /** Moves the cursor to a position row. */
  at(row: number): this {
    const { positions } = this.#source.ledger;
    this.#row = row;
    this.#read = false;
    this.account = positions.account[row] as number;
    this.limit = Math.abs(positions.lots[row] as number);
    return this;
  }

  #account(): this {
    if (this.#read) return this;
    const valuation = this.#source.valuation.read(this.account);
    this.#equity = valuation.equity;
    this.#unrealised = valuation.unrealised;
    this.#maintenance = valuation.maintenance;
    this.#notional = valuation.notional;
    this.#read = true;
    return this;
  }

  get owner(): number {
    return this.#source.ledger.accounts.owner[this.account] as number;
  }

  get lots(): number {
    return this.#source.ledger.positions.lots[this.#row] as number;
  }

  get side(): Side {
    return this.lots > 0 ? 1 : -1;
  }

  get #cost(): number {
    return this.#source.ledger.positions.cost[this.#row] as number;
  }

  get #value(): number {
    return this.market.value(this.lots, this.market.mark);
  }

  get entryPrice(): number {
    const lots = this.lots;
    // An inverse position's value falls with one over the price, so its entry price is face over cost, not cost over lots.
    if (this.market.kind === 'inverse') return (this.market.value(lots, 1) / this.#cost) * this.market.tick;
    return (this.#cost / this.market.value(lots, 1)) * this.market.tick;
  }

  get markPrice(): number {
    return this.market.mark * this.market.tick;
  }

  get priceRatio(): number {
    const ratio = this.markPrice / this.entryPrice;
    return this.side === 1 ? ratio : 1 / ratio;
  }

  get profit(): number {
    return this.#value - this.#cost - this.#source.ledger.accrued(this.#row);
  }

  get profitRatio(): number {
    return this.profit / Math.abs(this.#cost);
  }

  get notional(): number {
    return Math.abs(this.#value);
  }

  get maintenance(): number {
    return this.market.schedule.maintenance(this.notional, this.lots);
  }

  get equity(): number {
    return this.#account().#equity;
  }

  get wallet(): number {
    this.#account();
    return this.#equity - this.#unrealised;
  }

  get accountMaintenance(): number {
    return this.#account().#maintenance;
  }

  get accountLeverage(): number {
    this.#account();
    return this.#equity <= 0 ? Number.POSITIVE_INFINITY : this.#notional / this.#equity;
  }

  get effectiveLeverage(): number {
    this.#account();
    if (this.#equity <= 0) return Number.POSITIVE_INFINITY;
    // Mark value less bankruptcy value is the part of the equity that stands behind this position.
    const behind = this.#maintenance === 0 ? this.#equity : (this.#equity * this.maintenance) / this.#maintenance;
    return this.notional / behind;
  }

  get netExposureRatio(): number {
    const own = deltaOf(this.market, this.lots);
    if (own === 0) return 0;
    const { accounts, positions } = this.#source.ledger;
    let net = 0;
    for (let row = accounts.head[this.account] as number; row !== -1; row = positions.nextOfAccount[row] as number)
      net += deltaOf(this.#source.markets[positions.market[row] as number] as Market, positions.lots[row] as number);
    return net / own;
  }

  get hedgedShare(): number {
    return hedgedShareOf(this.#source, [this.account], this.market, this.lots);
  }

  get ownerHedgedShare(): number {
    return hedgedShareOf(this.#source, this.#source.accountsOfOwner(this.owner), this.market, this.lots);
  }
}
