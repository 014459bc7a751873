import type { Market } from '../market.ts';
import type { AssetPrice } from '../valuation.ts';
import type { Venue } from '../venue.ts';
import { TriggerLadders } from './trigger-ladders.ts';

/** Units that rounding may take from an account for each position: its value, its charges and its margin, then and now. */
const ROUNDING = 6;
/** Share by which every bound is shortened, far above what float64 loses on the way. */
const CAUTION = 1e-9;
const MILLION = 1_000_000;

/** Steepest tier of a rule that jumps whose positions are settled; those in steeper ones are few and large. */
const STEEPEST_TIER = 250_000;

/** Slope of the maintenance margin of a market as a share, or NaN where nothing bounds it. */
const slopeOf = ({ schedule }: Market): number => {
  const { slopePerMillion, slopesPerMillion = [] } = schedule;
  const slope = slopePerMillion ?? Math.max(...slopesPerMillion.filter((one) => one <= STEEPEST_TIER));
  return slope >= 0 && slope < MILLION ? slope / MILLION : Number.NaN;
};

const jumps = ({ schedule }: Market): boolean =>
  schedule.slopePerMillion === undefined && schedule.slopesPerMillion !== undefined;

/**
 * Which accounts need not be read until prices have moved against them far enough.
 *
 * Take a market in which one lot is worth w, with maintenance of slope s < 1, and a side whose index has charged it K per lot in all,
 * counting only moves against it. The coordinate of that side is
 *
 *     c = (1 - s) w - K   where value rises with w,      c = -(1 - s) w - K   where it falls,
 *
 * and a position of q lots takes at most q (1 + s) / (1 - s) times the fall of c from the account's spare equity (equity less
 * maintenance): a move of w against it takes (1 + s) per lot, one in its favour gives at least (1 - s), and a charge takes itself. An
 * account with spare S therefore stays out of breach while no coordinate falls by more than d (1 - s) w, where
 * d = S / sum of q w (1 + s). A balance of another asset is such a position too, in a ladder by the asset's price. One trigger is linked
 * for each; when any is met the account is due.
 *
 * Where a margin rule jumps up at the end of a tier, the bound holds within the tier, and a second trigger is linked where the worth of a
 * lot has carried the position there.
 *
 * An account for which no such bound holds is never settled here: in a market without a slope, with collateral whose weight is not
 * fixed, or with positions that settle in several assets.
 */
export class Triggers {
  readonly #venue: Venue;
  readonly #slope: Float64Array;
  /** What a move of the whole worth of a lot takes from its holder (NaN without a bound), and how far the coordinate moves then; units of its asset. */
  readonly #lossOfLot: Float64Array;
  readonly #moveOfLot: Float64Array;
  /** Index of each side as last seen, and what its moves have charged since the beginning, units per lot: longs, then shorts. */
  readonly #index: Float64Array;
  readonly #charged: Float64Array;
  /** Value of one unit of each asset. */
  readonly #price: Float64Array;
  /** Weight of a positive balance of each asset as a share; NaN where it is not fixed. */
  readonly #weight: Float64Array;
  readonly #positions: TriggerLadders;
  /** By market, for rules that jump: triggers at the ends of tiers, met as the worth of a lot rises. */
  readonly #edges: TriggerLadders | undefined;
  readonly #worth: Float64Array;
  readonly #assets: readonly TriggerLadders[];

  /** @param due - Told of each account whose triggers are met; it may be told several times. */
  constructor(venue: Venue, due: (account: number) => void) {
    const { markets, assets, valuation } = venue;
    this.#venue = venue;
    this.#slope = Float64Array.from(markets, slopeOf);
    this.#lossOfLot = new Float64Array(markets.length).fill(Number.NaN);
    this.#moveOfLot = new Float64Array(markets.length);
    this.#index = new Float64Array(2 * markets.length);
    this.#charged = new Float64Array(2 * markets.length);
    this.#price = new Float64Array(assets.length).fill(1);
    this.#weight = Float64Array.from(assets, (_, asset) => valuation.fixedWeight(asset));
    this.#worth = new Float64Array(markets.length);
    const holderDue = (row: number): void => {
      const account = venue.ledger.positions.account[row] as number;
      if (account !== -1) due(account);
    };
    this.#positions = new TriggerLadders(2 * markets.length, holderDue);
    this.#edges = markets.some(jumps) ? new TriggerLadders(markets.length, holderDue) : undefined;
    this.#assets = assets.slice(1).map(() => new TriggerLadders(2, due));
  }

  /** Numbers of the markets whose margin rule gives no bound, so that their holders are read at every check. */
  get unbounded(): number[] {
    return [...this.#slope.keys()].filter((market) => Number.isNaN(this.#slope[market]));
  }

  /** Takes in prices, indices and asset prices as they are now, and tells whose triggers are met. */
  move(): void {
    const { ledger, markets, valuation } = this.#venue;
    this.#positions.reserve(ledger.positions.lots.length);
    this.#edges?.reserve(ledger.positions.lots.length);
    for (let asset = 1; asset <= this.#assets.length; asset++) {
      const { units, value } = valuation.prices[asset] as AssetPrice;
      const price = value / units;
      const ladders = this.#assets[asset - 1] as TriggerLadders;
      ladders.reserve(ledger.accounts.owner.length);
      this.#price[asset] = price;
      ladders.move(0, price, price);
      ladders.move(1, -price, price);
    }
    for (let market = 0; market < markets.length; market++) {
      const slope = this.#slope[market] as number;
      if (Number.isNaN(slope)) continue;
      const { instrument } = (markets[market] as Market).setup;
      const mark = ledger.mark[market] as number;
      const linear = instrument.kind === 'linear';
      const worth = linear ? instrument.tickValue * mark : instrument.face / mark;
      const move = (1 - slope) * worth;
      this.#worth[market] = worth;
      this.#edges?.move(market, -worth, worth);
      this.#lossOfLot[market] = (1 + slope) * worth;
      this.#moveOfLot[market] = move;
      const long = linear ? move : -move;
      this.#positions.move(2 * market, long - this.#charge(2 * market, ledger.longIndex[market] as number), worth);
      // A short is charged `lots x index` with lots below zero: it pays where its index falls.
      this.#positions.move(
        2 * market + 1,
        -long - this.#charge(2 * market + 1, -(ledger.shortIndex[market] as number)),
        worth,
      );
    }
  }

  #charge(side: number, index: number): number {
    const rise = index - (this.#index[side] as number);
    const charged = (this.#charged[side] as number) + Math.max(0, rise) / MILLION;
    this.#index[side] = index;
    this.#charged[side] = charged;
    return charged;
  }

  /**
   * Links the triggers of an account that was just read.
   *
   * @param spare - Equity beyond maintenance, units of the settlement asset, >= 0.
   * @returns Whether the account may be passed over until it is told of; if not, nothing of it is linked.
   */
  settle(account: number, spare: number): boolean {
    this.drop(account);
    if (this.#link(account, this.#reach(account, spare))) return true;
    this.drop(account);
    return false;
  }

  /** Takes all triggers of an account back. */
  drop(account: number): void {
    const { accounts, positions } = this.#venue.ledger;
    for (let row = accounts.head[account] as number; row !== -1; row = positions.nextOfAccount[row] as number)
      this.#unlink(row);
    for (const ladders of this.#assets) ladders.unlink(account);
  }

  #unlink(row: number): void {
    this.#positions.unlink(row);
    this.#edges?.unlink(row);
  }

  /** How far the worth of a lot may rise before a position stands at the end of its tier, units; infinite when there is none, NaN in too steep a tier. */
  #toEdge(market: number, lots: number): number {
    const { schedule } = this.#venue.markets[market] as Market;
    const { tiers = [] } = schedule;
    const slopes = schedule.slopesPerMillion as readonly number[];
    const size = Math.abs(lots);
    // Values are rounded to a unit, so the last two units before an edge count as beyond it.
    const notional = size * (this.#worth[market] as number) + 2;
    const beyond = tiers.findIndex((edge) => notional <= edge);
    const tier = beyond === -1 ? tiers.length : beyond;
    const started = tier === 0 || notional - 4 > (tiers[tier - 1] as number);
    if (!started || (slopes[tier] as number) > STEEPEST_TIER) return Number.NaN;
    return tier === tiers.length ? Number.POSITIVE_INFINITY : ((tiers[tier] as number) - notional) / size;
  }

  /** Fraction of its worth that everything the account holds may lose; at most 0 or NaN when there is none. */
  #reach(account: number, spare: number): number {
    const { ledger, markets } = this.#venue;
    const { accounts, positions } = ledger;
    let rounding = 0;
    let exposure = 0;
    let settle = -1;
    for (let row = accounts.head[account] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      const market = positions.market[row] as number;
      const asset = (markets[market] as Market).setup.settle;
      if (settle !== -1 && settle !== asset) return Number.NaN;
      settle = asset;
      const price = this.#price[asset] as number;
      rounding += ROUNDING * (1 + price);
      exposure += Math.abs(positions.lots[row] as number) * (this.#lossOfLot[market] as number) * price;
    }
    if (settle > 0) {
      // All in one asset: its price scales spare and exposure alike, and is watched only so that a unit of ours stays as small beside them.
      if (this.#weight[settle] !== 1) return Number.NaN;
      for (let asset = 0; asset <= this.#assets.length; asset++)
        if (asset !== settle && accounts.balance(asset, account) !== 0) return Number.NaN;
      rounding = 2 * (rounding + ROUNDING);
    } else
      for (let asset = 1; asset <= this.#assets.length; asset++) {
        const balance = accounts.balance(asset, account);
        if (balance === 0) continue;
        const counted = balance > 0 ? (this.#weight[asset] as number) : 1;
        rounding += ROUNDING;
        exposure += Math.abs(balance) * (this.#price[asset] as number) * counted;
      }
    // What has no price yet may get one: where something is held without an exposure there is no bound.
    if (exposure === 0) return Number.NaN;
    return ((spare - rounding) / exposure) * (1 - CAUTION);
  }

  /** @returns Whether every trigger lies far enough away, as where nothing is held; if not, some may be linked. */
  #link(account: number, reach: number): boolean {
    const { accounts, positions } = this.#venue.ledger;
    for (let row = accounts.head[account] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      const market = positions.market[row] as number;
      const side = (positions.lots[row] as number) > 0 ? 0 : 1;
      if (!this.#positions.link(row, 2 * market + side, reach * (this.#moveOfLot[market] as number))) return false;
      if (jumps(this.#venue.markets[market] as Market)) {
        const rise = this.#toEdge(market, positions.lots[row] as number);
        if (rise !== Number.POSITIVE_INFINITY && this.#edges?.link(row, market, rise) === false) return false;
      }
    }
    const first = accounts.head[account] as number;
    const settle = first === -1 ? 0 : (this.#venue.markets[positions.market[first] as number] as Market).setup.settle;
    for (let asset = 1; asset <= this.#assets.length; asset++) {
      const price = this.#price[asset] as number;
      const ladders = this.#assets[asset - 1] as TriggerLadders;
      if (asset === settle) {
        if (!ladders.link(account, 0, price / 2)) return false;
        continue;
      }
      const balance = accounts.balance(asset, account);
      if (balance !== 0 && !ladders.link(account, balance > 0 ? 0 : 1, reach * price)) return false;
    }
    return true;
  }
}
