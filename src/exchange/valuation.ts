import { type Collateral, type CollateralView, contractError } from '../contract/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { mulDivCeil, mulDivFloor, type Ratio, ratioFloor, value } from '../money/index.ts';
import type { BoundUse } from './bind.ts';
import type { Guard } from './guard.ts';
import type { Market } from './market.ts';

/** Price of an asset: `value` units of the settlement asset for `units` of its own. */
export interface AssetPrice {
  readonly units: number;
  readonly value: number;
}

/**
 * What an account is worth and what it must hold, read from the columns.
 *
 * `read` fills the fields in place, so that a sweep over a million accounts allocates nothing.
 */
export class Valuation {
  readonly #ledger: Ledger;
  readonly #markets: readonly Market[];
  readonly #assets: readonly string[];
  readonly #collateral: BoundUse<Collateral> | undefined;
  readonly #guard: Guard;
  /** Prices of the assets in the settlement asset; entry 0 is 1 for 1. */
  readonly prices: AssetPrice[];
  /** Equity, units of the settlement asset, signed. */
  equity = 0;
  /** Value less cost of all positions, less accrued index charges, units. */
  unrealised = 0;
  /** Maintenance margin, units. */
  maintenance = 0;
  /** Sum of absolute values at mark, units. */
  notional = 0;

  constructor(
    ledger: Ledger,
    markets: readonly Market[],
    assets: readonly string[],
    collateral: BoundUse<Collateral> | undefined,
    guard: Guard,
  ) {
    this.#guard = guard;
    this.#ledger = ledger;
    this.#markets = markets;
    this.#assets = assets;
    this.#collateral = collateral;
    this.prices = assets.map(() => ({ units: 1, value: 1 }));
  }

  /** Reads an account into the fields. */
  read(account: number): this {
    const ledger = this.#ledger;
    const markets = this.#markets;
    const { accounts, positions, mark } = ledger;
    let equity = accounts.balance(0, account);
    let unrealised = 0;
    let maintenance = 0;
    let notional = 0;
    for (let row = accounts.head[account] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      const number = positions.market[row] as number;
      const { setup, schedule } = markets[number] as Market;
      const lots = positions.lots[row] as number;
      const atMark = value(setup.instrument, lots, mark[number] as number);
      const gross = Math.abs(atMark);
      const worth = atMark - ledger.accrued(row);
      const needed = schedule.maintenance(gross, lots);
      const gain = worth - (positions.cost[row] as number);
      if (setup.settle === 0) {
        equity += worth;
        unrealised += gain;
        notional += gross;
        maintenance += needed;
      } else {
        // A position that settles in another asset counts with that asset's balance, below.
        unrealised += this.worth(setup.settle, gain);
        notional += this.worthUp(setup.settle, gross);
        maintenance += this.worthUp(setup.settle, needed);
      }
    }
    for (let asset = 1; asset < this.#assets.length; asset++) equity += this.#counted(account, asset);
    this.equity = equity;
    this.unrealised = unrealised;
    this.maintenance = maintenance;
    this.notional = notional;
    return this;
  }

  /** Equity alone, as {@link read} reads it: several times cheaper, as no margin rule is asked. */
  equityOf(account: number): number {
    let equity = this.balanceAtMark(account, 0);
    for (let asset = 1; asset < this.#assets.length; asset++) equity += this.#counted(account, asset);
    return equity;
  }

  /** Balance of an asset with the positions that settle in it at mark, units of that asset. */
  balanceAtMark(account: number, asset: number): number {
    const ledger = this.#ledger;
    const { accounts, positions, mark } = ledger;
    let total = accounts.balance(asset, account);
    for (let row = accounts.head[account] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      const number = positions.market[row] as number;
      const { setup } = this.#markets[number] as Market;
      if (setup.settle !== asset) continue;
      total += value(setup.instrument, positions.lots[row] as number, mark[number] as number) - ledger.accrued(row);
    }
    return total;
  }

  #counted(account: number, asset: number): number {
    const balance = this.balanceAtMark(account, asset);
    const counted = this.worth(asset, balance);
    if (counted <= 0 || this.#collateral === undefined) return counted;
    const { mechanism, params } = this.#collateral;
    const view = this.collateralView(asset, balance);
    return ratioFloor(
      counted,
      this.#share('weight', () => mechanism.weight(view, params as never)),
    );
  }

  /** Share of an asset's value that is lost when it is sold. */
  saleDiscount(asset: number, balance: number): Ratio {
    const use = this.#collateral;
    if (use === undefined) return { n: 0, d: 1 };
    const view = this.collateralView(asset, balance);
    return this.#share('sale discount', () => use.mechanism.saleDiscount(view, use.params as never));
  }

  #share(what: string, ask: () => Ratio): Ratio {
    const mechanism = (this.#collateral as BoundUse<Collateral>).mechanism;
    const share = this.#guard.call(mechanism, ask);
    const isShare =
      Number.isSafeInteger(share?.n) &&
      Number.isSafeInteger(share.d) &&
      share.n >= 0 &&
      share.n <= share.d &&
      share.d > 0;
    if (isShare) return share;
    throw contractError(
      'answer',
      `collateral ${mechanism.name}: the ${what} was ${JSON.stringify(share)}; it is a ratio { n, d } from 0 to 1`,
    );
  }

  /** An asset balance as the collateral mechanism sees it. */
  collateralView(asset: number, balance: number): CollateralView {
    return { asset: this.#assets[asset] as string, balance, value: this.worth(asset, balance) };
  }

  /** Value of units of an asset in the settlement asset, rounded down. */
  worth(asset: number, units: number): number {
    if (asset === 0) return units;
    const price = this.prices[asset] as AssetPrice;
    return mulDivFloor(units, price.value, price.units);
  }

  /** The same, rounded up: for what an account must hold. */
  worthUp(asset: number, units: number): number {
    if (asset === 0) return units;
    const price = this.prices[asset] as AssetPrice;
    return mulDivCeil(units, price.value, price.units);
  }

  /** Units of the settlement asset as units of another, rounded down. */
  inAsset(asset: number, units: number): number {
    if (asset === 0) return units;
    const price = this.prices[asset] as AssetPrice;
    return mulDivFloor(units, price.units, price.value);
  }

  /** The same, rounded up: for what must be raised. */
  inAssetUp(asset: number, units: number): number {
    if (asset === 0) return units;
    const price = this.prices[asset] as AssetPrice;
    return mulDivCeil(units, price.units, price.value);
  }

  /** Initial margin of an account, units. */
  initial(account: number): number {
    const { accounts, positions, mark } = this.#ledger;
    let total = 0;
    for (let row = accounts.head[account] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      const number = positions.market[row] as number;
      const { setup, schedule } = this.#markets[number] as Market;
      const lots = positions.lots[row] as number;
      const gross = Math.abs(value(setup.instrument, lots, mark[number] as number));
      total += this.worthUp(setup.settle, schedule.initial(gross, lots));
    }
    return total;
  }
}
