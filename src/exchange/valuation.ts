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
  /** The same on the venue's own book; `value` when left out. */
  readonly book?: number;
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
  readonly #held: Float64Array;
  /** Weights that depend on nothing but the asset. */
  readonly #fixedWeights: readonly (Ratio | undefined)[];
  /** Prices of the assets in the settlement asset; entry 0 is 1 for 1. */
  readonly prices: AssetPrice[];
  /** Equity, units of the settlement asset, signed. */
  equity = 0;
  /** Value less cost of all positions, units; index charges are money that is owed, not a loss of a position. */
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
    this.#held = new Float64Array(assets.length);
    this.#fixedWeights = assets.map((asset) =>
      collateral?.mechanism.fixedWeight === undefined
        ? undefined
        : this.#share(
            'fixed weight',
            () => collateral.mechanism.fixedWeight?.(asset, collateral.params as never) as Ratio,
          ),
    );
  }

  /** Reads an account into the fields. */
  read(account: number): this {
    return this.#walk(account, true);
  }

  /** Reads all fields but the maintenance margin, which stays as it is: several times cheaper, as no margin rule is asked. */
  readWorth(account: number): this {
    return this.#walk(account, false);
  }

  /** Equity alone, units of the settlement asset, as {@link readWorth} reads it. */
  equityOf(account: number): number {
    return this.#walk(account, false).equity;
  }

  /** What an account has in money, units of the settlement asset: equity with every position at its cost in the place of its value. */
  walletOf(account: number): number {
    const { accounts, positions } = this.#ledger;
    const held = this.#balances(account);
    for (let row = accounts.head[account] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      const { settle } = (this.#markets[positions.market[row] as number] as Market).setup;
      held[settle] = (held[settle] as number) + (positions.cost[row] as number) - this.#ledger.accrued(row);
    }
    return this.worthOf(held);
  }

  // Sums go to fields: a number that a function returns may be put on the heap.
  #walk(account: number, withMargin: boolean): this {
    if (this.#held.length === 1) return this.#walkOneAsset(account, withMargin);
    const ledger = this.#ledger;
    const { accounts, positions, mark } = ledger;
    const held = this.#balances(account);
    let unrealised = 0;
    let maintenance = 0;
    let notional = 0;
    for (let row = accounts.head[account] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      const number = positions.market[row] as number;
      const { setup, schedule } = this.#markets[number] as Market;
      const { instrument, settle } = setup;
      const lots = positions.lots[row] as number;
      const atMark = value(instrument, lots, mark[number] as number);
      const gross = Math.abs(atMark);
      held[settle] = (held[settle] as number) + atMark - ledger.accrued(row);
      unrealised += this.worth(settle, atMark - (positions.cost[row] as number));
      notional += this.worthUp(settle, gross);
      if (withMargin) maintenance += this.worthUp(settle, schedule.maintenance(gross, lots));
    }
    this.equity = this.worthOf(held);
    this.unrealised = unrealised;
    this.notional = notional;
    if (withMargin) this.maintenance = maintenance;
    return this;
  }

  /** The same where the settlement asset is the only one, so that nothing has to be converted. */
  #walkOneAsset(account: number, withMargin: boolean): this {
    const ledger = this.#ledger;
    const { accounts, positions, mark } = ledger;
    const { lots, cost, market, nextOfAccount } = positions;
    let equity = accounts.balance(0, account);
    let unrealised = 0;
    let maintenance = 0;
    let notional = 0;
    for (let row = accounts.head[account] as number; row !== -1; row = nextOfAccount[row] as number) {
      const number = market[row] as number;
      const { setup, schedule } = this.#markets[number] as Market;
      const size = lots[row] as number;
      const atMark = value(setup.instrument, size, mark[number] as number);
      const gross = Math.abs(atMark);
      equity += atMark - ledger.accrued(row);
      unrealised += atMark - (cost[row] as number);
      notional += gross;
      if (withMargin) maintenance += schedule.maintenance(gross, size);
    }
    this.equity = equity;
    this.unrealised = unrealised;
    this.notional = notional;
    if (withMargin) this.maintenance = maintenance;
    return this;
  }

  /** Balances of an account by asset, units of each: the one array that every reading fills. */
  #balances(account: number): Float64Array {
    const { accounts } = this.#ledger;
    const held = this.#held;
    for (let asset = 0; asset < held.length; asset++) held[asset] = accounts.balance(asset, account);
    return held;
  }

  /** What balances come to as collateral, units of the settlement asset. @param held - By asset, units of each. */
  worthOf(held: Float64Array): number {
    let sum = held[0] as number;
    for (let asset = 1; asset < held.length; asset++) {
      const balance = held[asset] as number;
      if (balance !== 0) sum += this.#counted(asset, balance);
    }
    return sum;
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

  #counted(asset: number, balance: number): number {
    const counted = this.worth(asset, balance);
    if (counted <= 0 || this.#collateral === undefined) return counted;
    return ratioFloor(counted, this.#fixedWeights[asset] ?? this.#weight(asset, balance, this.#collateral));
  }

  #weight(asset: number, balance: number, { mechanism, params }: BoundUse<Collateral>): Ratio {
    const view = this.collateralView(asset, balance);
    return this.#share('weight', () => mechanism.weight(view, params as never));
  }

  /** Weight of a balance above zero of an asset where it depends on nothing else, as a share; NaN where it may. */
  fixedWeight(asset: number): number {
    if (this.#collateral === undefined) return 1;
    const weight = this.#fixedWeights[asset];
    return weight === undefined ? Number.NaN : weight.n / weight.d;
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
    const value = this.worth(asset, balance);
    const { units, book } = this.prices[asset] as AssetPrice;
    return {
      asset: this.#assets[asset] as string,
      balance,
      value,
      book: book === undefined ? value : mulDivFloor(balance, book, units),
    };
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

  /** Close-out margin of an account, units; markets whose margin rule has no such level add nothing. */
  closeOut(account: number): number {
    const { accounts, positions, mark } = this.#ledger;
    let total = 0;
    for (let row = accounts.head[account] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      const number = positions.market[row] as number;
      const { setup, schedule } = this.#markets[number] as Market;
      if (schedule.closeOut === undefined) continue;
      const lots = positions.lots[row] as number;
      const gross = Math.abs(value(setup.instrument, lots, mark[number] as number));
      total += this.worthUp(setup.settle, schedule.closeOut(gross, lots));
    }
    return total;
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
