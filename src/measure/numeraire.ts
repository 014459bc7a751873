import { mulDivFloor, type Total } from '../money/index.ts';
import type { RunRecord } from './run-record.ts';

/** Names of assets that count as a dollar, at one: USD itself and the stablecoins named after it. */
const DOLLAR = /^USD|USD$/;
/** Decimals of the dollar where amounts had to be converted into it. */
const DOLLAR_DECIMALS = 6;
/** A tick is read to so many units per dollar. */
const TICK_SCALE = 1_000_000_000;

/**
 * Turns amounts of any asset into what a run is compared in, at the prices of the event that is being read.
 *
 * The rule, in order:
 * 1. An amount of another asset becomes settlement asset at that asset's last `asset-price` event (one for one before the first).
 * 2. When the settlement asset is named as a dollar (USD, USDT, USDC, FDUSD), it counts as one, and that is the amount.
 * 3. Otherwise the oracle price of the first inverse market that settles in it turns it into dollars of six decimals.
 * 4. Without such a market amounts stay in the settlement asset, and the result names it.
 *
 * Each conversion rounds down.
 */
export class Numeraire {
  /** `USD`, or the settlement asset when it has no price in dollars. */
  readonly name: string;
  /** Decimals of the unit that {@link Numeraire.of} answers in. */
  readonly decimals: number;
  /** Market whose oracle prices the settlement asset; -1 when none is needed or there is none. */
  readonly market: number;
  readonly #assets: { units: number; value: number }[];
  readonly #tick: number;
  readonly #scale: number;
  #ticks = 1;

  /** @param run - Its assets and markets. */
  constructor(run: Pick<RunRecord, 'assets' | 'markets'>) {
    const settle = run.assets[0] ?? { name: '', decimals: 0 };
    const dollar = DOLLAR.test(settle.name);
    this.market = dollar ? -1 : run.markets.findIndex((one) => one.settle === 0 && one.instrument.kind === 'inverse');
    const converted = this.market !== -1;
    this.name = dollar || converted ? 'USD' : settle.name;
    this.decimals = converted ? DOLLAR_DECIMALS : settle.decimals;
    this.#assets = run.assets.map(() => ({ units: 1, value: 1 }));
    this.#tick = Math.round((run.markets[this.market]?.tick ?? 1) * TICK_SCALE);
    // Settlement units x ticks x (dollars a tick) / (units a coin), in units of a millionth of a dollar.
    this.#scale = (TICK_SCALE / 1_000_000) * Number(`1e${settle.decimals}`);
  }

  /** Takes note of an `asset-price` event: `value` settlement units for `units` of the asset. */
  assetPrice(asset: number, units: number, value: number): void {
    this.#assets[asset] = { units, value };
  }

  /** Takes note of a `price` event: the oracle of a market, ticks. */
  price(market: number, oracle: number): void {
    if (market === this.market) this.#ticks = oracle;
  }

  /** Units of an asset as units of the numeraire, at the last prices noted. */
  of(asset: number, units: number): number {
    let settled = units;
    if (asset !== 0) {
      const price = this.#assets[asset] as { units: number; value: number };
      settled = mulDivFloor(units, price.value, price.units);
    }
    return this.market === -1 ? settled : mulDivFloor(settled, this.#ticks * this.#tick, this.#scale);
  }

  /** Adds a total of an asset to a total of the numeraire. Only a total that needs converting has to fit into one number. */
  addTotal(to: Total, asset: number, units: Total): void {
    if (asset === 0 && this.market === -1) to.addTotal(units);
    else if (!units.isZero()) to.add(this.of(asset, units.toNumber()));
  }
}
