import type { AccountKind, AccountView, MarketView, PoolView, ReplacementView, VenueView } from '../contract/index.ts';
import { type RandomStream, stream } from '../math/index.ts';
import { LiveAccount } from './live-account.ts';
import type { Venue } from './venue.ts';

/** The venue as mechanisms see it: getters on the live engine, nothing copied. */
export class LiveVenueView implements VenueView {
  readonly #venue: Venue;
  readonly unit: number;

  constructor(venue: Venue) {
    this.#venue = venue;
    this.unit = Number(`1e-${venue.assets[0]?.decimals ?? 0}`);
  }

  get now(): number {
    return this.#venue.now;
  }

  get step(): number {
    return this.#venue.step;
  }

  get stepSeconds(): number {
    return this.#venue.stepSeconds;
  }

  get markets(): readonly MarketView[] {
    return this.#venue.markets;
  }

  get pools(): readonly PoolView[] {
    return this.#venue.pools;
  }

  get replacements(): readonly ReplacementView[] {
    return this.#venue.replacements.standing;
  }

  get periodStart(): number {
    return this.#venue.periods.start;
  }

  get periodEnd(): number {
    return this.#venue.periods.end;
  }

  pool(name: string, market?: number): PoolView | undefined {
    return market === undefined
      ? this.#venue.pools.find((pool) => pool.name === name || pool.name.startsWith(`${name}/`))
      : this.#venue.findPoolFor(name, market);
  }

  account(id: number): AccountView {
    return new LiveAccount(this.#venue, id);
  }

  accountsOf(kind: AccountKind): readonly number[] {
    return this.#venue.accountsOf(kind);
  }

  accountsOfOwner(owner: number): readonly number[] {
    return this.#venue.accountsOfOwner(owner);
  }

  random(...purpose: (string | number)[]): RandomStream {
    return stream(this.#venue.seed, this.#venue.guard.current, this.#venue.step, ...purpose);
  }
}
