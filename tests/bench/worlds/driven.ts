import type { Venue } from '../../../src/exchange/index.ts';
import { type BigVenue, type BigVenueOptions, bigVenue, coinPrice, OPEN } from './big-venue.ts';
import { type Crash, step, Trading, Walk } from './drive.ts';

/** What moves a big venue. */
export interface DrivenOptions extends BigVenueOptions {
  /** Standard deviation of a move, basis points a step. */
  readonly sigma: number;
  readonly crash?: Crash;
  /** Accounts that trade in each step. */
  readonly trading?: number;
  /** Length of a step, seconds. Defaults to 1. */
  readonly seconds?: number;
}

/** A big venue with the prices, and the trades, that drive it: the same options give the same run. */
export class Driven {
  readonly venue: Venue;
  readonly first: number;
  readonly #options: DrivenOptions;
  readonly #walk: Walk;
  readonly #coin = new Walk(1, OPEN, 1, undefined, 5);
  readonly #trading: Trading;

  constructor(options: DrivenOptions) {
    const big: BigVenue = bigVenue(options);
    this.venue = big.venue;
    this.first = big.first;
    this.#options = options;
    this.#walk = new Walk(options.markets ?? 200, OPEN, options.sigma, options.crash);
    this.#trading = new Trading(big.first, big.accounts, options.trading ?? 0);
  }

  /** Does one step; rows of the log that nobody reads again are let go. */
  step(): void {
    const { venue } = this;
    const { seconds = 1, coins = false } = this.#options;
    const { spot } = this.#walk.next();
    const assets = coins ? coinPrice((this.#coin.next().spot[0] as number) / OPEN) : undefined;
    step(venue, { spot, seconds, ...(assets === undefined ? {} : { assets }) });
    this.#trading.trade(venue);
    venue.releaseLog();
  }

  /** Does so many steps and returns what each took, microseconds. */
  steps(count: number): Float64Array {
    const times = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const start = performance.now();
      this.step();
      times[i] = (performance.now() - start) * 1000;
    }
    return times;
  }

  /** Does so many steps and returns the hash of all that happened. */
  digestAfter(steps: number): string {
    for (let i = 0; i < steps; i++) this.step();
    return this.venue.ledger.log.digest();
  }
}

/** Steps until the engine has found its feet: every account was read and settled once. */
export const SETTLING = 100;

/** Runs the engine and the plain sweep over the same steps, and returns the hash both end with. */
export const sameDigest = (
  options: DrivenOptions,
  steps: number,
): { readonly ours: string; readonly plain: string } => ({
  ours: new Driven(options).digestAfter(steps),
  plain: new Driven({ ...options, plainSweep: true }).digestAfter(steps),
});
