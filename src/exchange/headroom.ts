import { EVENT } from '../ledger/index.ts';
import type { Market } from './market.ts';
import type { Venue } from './venue.ts';

/** Units that rounding may take from an account for each position: its value and its margin, then and now. */
const ROUNDING = 4;
/** Share by which every bound is shortened, far above what float64 loses on the way. */
const CAUTION = 1e-9;

/** What a lot is worth now, as a multiple of what it was worth at the opening price. */
const relativeWorth = ({ setup, mark }: Market): number =>
  setup.instrument.kind === 'linear' ? mark / setup.open : setup.open / mark;

/** What prices can take from the holder of one lot, by value and by margin, for each unit of the clock; infinite where nothing bounds it. */
const exposureOfLot = ({ setup, schedule }: Market): number => {
  if (setup.settle !== 0 || schedule.slopePerMillion === undefined) return Number.POSITIVE_INFINITY;
  const { instrument, open } = setup;
  const worth = instrument.kind === 'linear' ? instrument.tickValue * open : instrument.face / open;
  return worth * (1 + schedule.slopePerMillion / 1_000_000);
};

/**
 * Tells accounts that cannot be in breach yet from those that have to be read.
 *
 * A clock advances, sweep by sweep, by the largest move of any market, as a share of its opening price. While the clock advances by d,
 * an account with a lot of `exposure` e loses at most e x d: its value moves by no more, and its maintenance by no more than the slope of
 * the schedule times that. An account found with room to spare is therefore safe until the clock has advanced by room / exposure, or
 * until an event names it, whichever is first. What the log cannot tell is not assumed: accounts that hold other assets are always read.
 */
export class Headroom {
  readonly #venue: Venue;
  /** Worth of a lot in each market at the last sweep. */
  readonly #worth: Float64Array;
  readonly #exposure: readonly number[];
  /** Clock until which each account is safe. */
  #safeUntil = new Float64Array(0);
  #clock = 0;
  /** Rows of the log that were taken in. */
  #seen = 0;

  constructor(venue: Venue) {
    this.#venue = venue;
    this.#worth = new Float64Array(venue.markets.length).fill(1);
    this.#exposure = venue.markets.map(exposureOfLot);
  }

  /** Takes in what happened since the last sweep. */
  advance(): void {
    const { markets, ledger } = this.#venue;
    let largest = 0;
    for (const market of markets) {
      const now = relativeWorth(market);
      largest = Math.max(largest, Math.abs(now - (this.#worth[market.number] as number)));
      this.#worth[market.number] = now;
    }
    this.#clock += largest;
    if (this.#safeUntil.length < ledger.accounts.count) this.#grow(2 * ledger.accounts.count);
    const { kind, a, b } = ledger.log.columns();
    for (; this.#seen < kind.length; this.#seen++) {
      // A shift of an index charges every holder of a side without naming one.
      if (kind[this.#seen] === EVENT['shift-index']) this.#safeUntil.fill(0);
      this.#touch(a[this.#seen] as number);
      this.#touch(b[this.#seen] as number);
    }
  }

  #touch(account: number): void {
    if (account >= 0) this.#safeUntil[account] = 0;
  }

  #grow(capacity: number): void {
    const longer = new Float64Array(capacity);
    longer.set(this.#safeUntil);
    this.#safeUntil = longer;
  }

  /** Whether an account is certainly not in breach. */
  isSafe(account: number): boolean {
    return (this.#safeUntil[account] as number) > this.#clock;
  }

  /** Notes that an account that was just read has so much equity beyond what it must hold, units >= 0. */
  found(account: number, spare: number): void {
    const { accounts, positions } = this.#venue.ledger;
    for (let asset = 1; asset < this.#venue.assets.length; asset++) if (accounts.balance(asset, account) !== 0) return;
    let room = spare;
    let exposure = 0;
    for (let row = accounts.head[account] as number; row !== -1; row = positions.nextOfAccount[row] as number) {
      room -= ROUNDING;
      exposure += Math.abs(positions.lots[row] as number) * (this.#exposure[positions.market[row] as number] as number);
    }
    if (room < 0) return;
    const reach = exposure === 0 ? Number.POSITIVE_INFINITY : room / exposure;
    this.#safeUntil[account] = (this.#clock + reach) * (1 - CAUTION);
  }
}
