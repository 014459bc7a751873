import type { Market } from '../market.ts';
import { mostLots } from '../order-admission.ts';
import type { Venue } from '../venue.ts';

/** Units and share by which what the filter reckons may differ from what an exact reading finds: far above rounding and float64. */
const SLACK = 64;
const CAUTION = 1e-9;
const MILLION = 1_000_000;

/**
 * Whether a rule asks for nothing but what its slope bounds: at a notional of nothing no more than a unit, for one lot and for as many as
 * anybody may hold. A slope is a bound for the lots as they are, so a rule may ask for something by lots besides.
 */
const isAllSlope = (market: Market): boolean => {
  const { schedule } = market;
  const most = mostLots(market);
  try {
    return [1, -1, most, -most].every((lots) => schedule.maintenance(0, lots) <= 1);
  } catch {
    // A rule need not know what so many lots of no worth must hold.
    return false;
  }
};

/**
 * Tells most accounts that are not in breach from a bound alone, in one multiplication a position.
 *
 * What a position of one lot adds to an account's spare equity is at least its worth less slope times its worth, for longs and for shorts
 * a number of the market. Their sum is a bound from below; where it is above zero the exact reading, several times slower, is not needed.
 */
export class SpareFilter {
  readonly #venue: Venue;
  /** Least that a lot adds, for each market the long side and then the short: units; NaN where the margin rule gives no bound. */
  readonly #perLot: Float64Array;
  /** Index of each side, millionths of a unit per lot. */
  readonly #index: Float64Array;
  readonly #bounded: readonly boolean[];

  constructor(venue: Venue) {
    this.#venue = venue;
    this.#perLot = new Float64Array(2 * venue.markets.length);
    this.#index = new Float64Array(2 * venue.markets.length);
    this.#bounded = venue.markets.map(
      (market) => market.setup.settle === 0 && market.schedule.slopePerMillion !== undefined && isAllSlope(market),
    );
  }

  /** Takes in prices and indices as they are now. */
  prepare(): void {
    const { ledger, markets } = this.#venue;
    for (let market = 0; market < markets.length; market++) {
      const { setup, schedule } = markets[market] as Market;
      const mark = ledger.mark[market] as number;
      const linear = setup.instrument.kind === 'linear';
      const worth = linear ? setup.instrument.tickValue * mark : -setup.instrument.face / mark;
      const margin =
        this.#bounded[market] === true
          ? Math.abs(worth) * ((schedule.slopePerMillion as number) / MILLION + CAUTION)
          : Number.NaN;
      this.#perLot[2 * market] = worth - margin;
      this.#perLot[2 * market + 1] = worth + margin;
      this.#index[2 * market] = ledger.longIndex[market] as number;
      this.#index[2 * market + 1] = ledger.shortIndex[market] as number;
    }
  }

  /** Whether an account is certainly not in breach; false says nothing. */
  isSafe(account: number): boolean {
    const { accounts, positions } = this.#venue.ledger;
    const { lots, market, nextOfAccount } = positions;
    for (let asset = 1; asset < accounts.quote.length; asset++)
      if ((accounts.quote[asset] as Float64Array)[account] !== 0) return false;
    const perLot = this.#perLot;
    const index = this.#index;
    let spare = (accounts.quote[0] as Float64Array)[account] as number;
    for (let row = accounts.head[account] as number; row !== -1; row = nextOfAccount[row] as number) {
      const held = lots[row] as number;
      const side = 2 * (market[row] as number) + (held > 0 ? 0 : 1);
      spare +=
        held * ((perLot[side] as number) - ((index[side] as number) - positions.entryIndexOf(row)) / MILLION) - SLACK;
    }
    return spare > SLACK;
  }
}
