import {
  beginStep,
  collateralPhase,
  endStep,
  fundingPhase,
  indexPhase,
  markPhase,
  observePhase,
  place,
  runRounds,
  type Venue,
} from '../../../src/exchange/index.ts';
import { pow } from '../../../src/math/index.ts';
import { draws } from '../draws.ts';

/** Prices of the other assets, as {@link collateralPhase} takes them. */
export type AssetPrices = Parameters<typeof collateralPhase>[1];

/** What a step is driven with. */
export interface StepInput {
  /** Spot price of each market, ticks. */
  readonly spot: ArrayLike<number>;
  /** Length of the step, seconds. */
  readonly seconds: number;
  readonly assets?: AssetPrices;
}

/** One whole step of a venue, phase by phase as the world runs it. */
export const step = (venue: Venue, { spot, seconds, assets }: StepInput): void => {
  beginStep(venue, venue.step + 1, venue.now + seconds, seconds);
  indexPhase(venue, spot);
  markPhase(venue);
  fundingPhase(venue);
  if (assets !== undefined) collateralPhase(venue, assets);
  observePhase(venue);
  runRounds(venue);
  endStep(venue);
};

/** A fall of all markets at once. */
export interface Crash {
  /** Step before which it begins, and steps it takes. */
  readonly at: number;
  readonly over: number;
  /** Share of the price that is lost. */
  readonly depth: number;
}

/** Prices that walk at random and may crash once: the same for every engine that is driven with the same seed. */
export class Walk {
  /** Prices now, ticks, real. */
  readonly spot: Float64Array;
  readonly #sigma: number;
  readonly #crash: Crash | undefined;
  readonly #draw: () => number;
  /** Multiplier of a step of the crash. */
  readonly #fall: number;
  #step = 0;

  /** @param sigma - Standard deviation of a move, basis points a step. */
  constructor(markets: number, open: number, sigma: number, crash?: Crash, seed = 11) {
    this.spot = new Float64Array(markets).fill(open);
    this.#sigma = sigma * 1e-4;
    this.#crash = crash;
    this.#fall = crash === undefined ? 1 : pow(1 - crash.depth, 1 / crash.over);
    this.#draw = draws(seed);
  }

  /** Moves all prices by one step. */
  next(): this {
    const { spot } = this;
    const crash = this.#crash;
    const falling = crash !== undefined && this.#step >= crash.at && this.#step < crash.at + crash.over;
    const drift = falling ? this.#fall : 1;
    // Uniform on [-sqrt 3, sqrt 3): of variance one, and made of exact operations only.
    const width = this.#sigma * Math.sqrt(3);
    for (let i = 0; i < spot.length; i++) spot[i] = (spot[i] as number) * drift * (1 + width * (2 * this.#draw() - 1));
    this.#step += 1;
    return this;
  }
}

/** Pairs of accounts that trade a lot with each other through the book, step by step. */
export class Trading {
  readonly #pairs: number;
  readonly #first: number;
  readonly #accounts: number;
  readonly #draw: () => number;

  /** @param first - First of the accounts that trade. @param each - Accounts that trade in a step, half of them as makers. */
  constructor(first: number, accounts: number, each: number, seed = 13) {
    this.#first = first;
    this.#accounts = accounts;
    this.#pairs = each / 2;
    this.#draw = draws(seed);
  }

  /** Lets one account of each pair quote at mark in a market it holds, and the other take. Returns the lots that changed hands. */
  trade(venue: Venue): number {
    const { ledger } = venue;
    const markets = venue.markets.length;
    let traded = 0;
    for (let pair = 0; pair < this.#pairs; pair++) {
      const maker = Math.floor(this.#draw() * this.#accounts);
      // Accounts whose numbers differ by a multiple of the markets hold the same markets.
      const apart = markets * (1 + Math.floor(this.#draw() * (this.#accounts / markets - 1)));
      const taker = (maker + apart) % this.#accounts;
      const row = ledger.accounts.head[this.#first + maker] as number;
      if (row === -1) continue;
      const market = ledger.positions.market[row] as number;
      const side = this.#draw() < 0.5 ? 1 : -1;
      const limit = ledger.mark[market] as number;
      place(venue, { do: 'place', account: this.#first + maker, market, lots: side, limit, timeInForce: 'post-only' });
      const taken = place(venue, {
        do: 'place',
        account: this.#first + taker,
        market,
        lots: -side,
        limit,
        timeInForce: 'ioc',
      });
      traded += Math.abs(taken.filled);
      if (taken.filled === 0) venue.markets[market]?.book.cancel(this.#first + maker);
    }
    return traded;
  }
}
