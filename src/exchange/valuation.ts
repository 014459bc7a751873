import type { Collateral, CollateralView } from '../contract/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { mulDivCeil, mulDivFloor, ratioFloor } from '../money/index.ts';
import type { BoundUse } from './bind.ts';
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
  ) {
    this.#ledger = ledger;
    this.#markets = markets;
    this.#assets = assets;
    this.#collateral = collateral;
    this.prices = assets.map(() => ({ units: 1, value: 1 }));
  }

  /** Reads an account into the fields. */
  read(account: number): this {
    const { accounts, positions } = this.#ledger;
    this.equity = accounts.balance(0, account);
    this.unrealised = 0;
    this.maintenance = 0;
    this.notional = 0;
    for (let row = accounts.head[account] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      const market = this.#markets[positions.market[row] as number] as Market;
      const asset = market.setup.settle;
      const lots = positions.lots[row] as number;
      const value = market.value(lots, market.mark) - this.#ledger.accrued(row);
      const gross = Math.abs(market.value(lots, market.mark));
      const gain = value - (positions.cost[row] as number);
      // A position that settles in another asset counts with that asset's balance, below.
      if (asset === 0) this.equity += value;
      this.unrealised += this.worth(asset, gain);
      this.notional += this.worthUp(asset, gross);
      this.maintenance += this.worthUp(asset, market.schedule.maintenance(gross, lots));
    }
    for (let asset = 1; asset < this.#assets.length; asset++) this.equity += this.#counted(account, asset);
    return this;
  }

  /** Balance of an asset with the positions that settle in it at mark, units of that asset. */
  balanceAtMark(account: number, asset: number): number {
    const { accounts, positions } = this.#ledger;
    let total = accounts.balance(asset, account);
    for (let row = accounts.head[account] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      const market = this.#markets[positions.market[row] as number] as Market;
      if (market.setup.settle !== asset) continue;
      total += market.value(positions.lots[row] as number, market.mark) - this.#ledger.accrued(row);
    }
    return total;
  }

  #counted(account: number, asset: number): number {
    const balance = this.balanceAtMark(account, asset);
    const value = this.worth(asset, balance);
    if (value <= 0) return value;
    if (this.#collateral === undefined) return value;
    const { mechanism, params } = this.#collateral;
    return ratioFloor(value, mechanism.weight(this.collateralView(asset, balance), params as never));
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
    const { accounts, positions } = this.#ledger;
    let total = 0;
    for (let row = accounts.head[account] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      const market = this.#markets[positions.market[row] as number] as Market;
      const lots = positions.lots[row] as number;
      total += this.worthUp(
        market.setup.settle,
        market.schedule.initial(Math.abs(market.value(lots, market.mark)), lots),
      );
    }
    return total;
  }
}
