/** A venue's markets, assets and pools as books show them: made once a run, read when asked. @module */
import type { AssetBooks, MarketBooks, PoolBooks } from '../contract/index.ts';
import type { Market, Pool, Venue } from '../exchange/index.ts';
import type { Ledger } from '../ledger/index.ts';

/** A market of a live venue. */
export class LiveMarket implements MarketBooks {
  readonly #ledger: Ledger;
  readonly #market: Market;
  readonly number: number;
  readonly id: string;
  readonly kind: MarketBooks['kind'];
  readonly settle: number;
  readonly floor: number;
  readonly cap: number;
  // Invariants take it out of the market, so it brings its market along.
  readonly value: MarketBooks['value'];

  constructor({ ledger }: Venue, market: Market) {
    this.#ledger = ledger;
    this.#market = market;
    this.number = market.number;
    this.id = market.id;
    this.kind = market.kind;
    this.settle = market.setup.settle;
    this.floor = market.setup.floor;
    this.cap = market.setup.cap;
    this.value = (lots, ticks) => market.value(lots, ticks);
  }

  get mark(): number {
    return this.#market.mark;
  }

  get long(): number {
    return this.#ledger.longLots[this.number] as number;
  }

  get short(): number {
    return this.#ledger.shortLots[this.number] as number;
  }

  get indexBalance(): number {
    return this.#ledger.indexBalance[this.number] as number;
  }
}

/** An asset of a live venue. Its world is closed. */
export class LiveAsset implements AssetBooks {
  readonly #venue: Venue;
  readonly #asset: number;
  readonly name: string;
  readonly total = 0n;

  constructor(venue: Venue, name: string, asset: number) {
    this.#venue = venue;
    this.#asset = asset;
    this.name = name;
  }

  get price(): AssetBooks['price'] {
    return this.#venue.valuation.prices[this.#asset] ?? { units: 1, value: 1 };
  }

  get drift(): number {
    return this.#venue.ledger.drift[this.#asset] as number;
  }
}

/** A pool of a live venue. */
export class LivePool implements PoolBooks {
  readonly #pool: Pool;
  readonly name: string;
  readonly account: number;
  readonly floor: number;
  readonly opening: number;
  readonly lossCap: number;
  readonly servesMarket: PoolBooks['servesMarket'];

  constructor(venue: Venue, pool: Pool) {
    this.#pool = pool;
    this.name = pool.name;
    this.account = pool.account;
    this.floor = pool.floor;
    this.opening = pool.opening;
    this.lossCap = pool.lossCap;
    this.servesMarket = (market) => venue.findPoolFor(pool.use.place.slice('funds.'.length), market) === pool;
  }

  get cash(): number {
    return this.#pool.cash;
  }

  get equity(): number {
    return this.#pool.equity;
  }

  get spendable(): number {
    return this.#pool.spendable;
  }
}
