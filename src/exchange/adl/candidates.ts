import type { AdlEligible, CaseView, LegView } from '../../contract/index.ts';
import { chargeable } from '../actions/chargeable.ts';
import type { BoundUse } from '../bind.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';
import type { ClaimColumns } from './claim-columns.ts';
import type { Claims } from './claims.ts';
import type { FrozenRanking } from './frozen-ranking.ts';
import { StillLeg } from './still-leg.ts';

/** What a claim is on: lots that can be closed, or gains that can be charged. */
export type ClaimOn = 'lots' | 'gain';

/** Where candidates are looked for, and for whom. */
export interface Query {
  readonly market: Market;
  readonly on: ClaimOn;
  readonly ranking: FrozenRanking;
  readonly eligible: readonly BoundUse<AdlEligible>[];
  /** How many holders are looked at; Infinity for all. */
  readonly scan: number;
  /** Case for pair predicates; left out when no predicate looks at pairs. */
  readonly subject?: CaseView;
}

/** How far along the ranking is looked: all of it, or until claims reach a need and are no fewer than `least`. */
export interface Reach {
  readonly need: number;
  readonly least: number;
}

/** Number of claims in the shortest prefix that reaches far enough; `count` when none does. */
export const prefixLength = (limit: Float64Array, count: number, { need, least }: Reach): number => {
  let reached = 0;
  let n = 0;
  while (n < count && (n < least || reached < need)) reached += limit[n++] as number;
  return n;
};

/** Holders are looked at in bunches, so that a predicate is entered once for many: the first bunch, and the largest. */
const FIRST_BUNCH = 4;
const LARGEST_BUNCH = 1024;

/** What can be charged to an account for its gain in a market: no more than it has. */
const gainOf = (venue: Venue, account: number, market: Market): number =>
  Math.min(chargeable(venue, 'gains', account, market.number), chargeable(venue, 'equity', account));

/**
 * Looks along a frozen ranking for those who may be cut now, and makes claims of them, in ranked order.
 *
 * Nothing is settled while it looks, so what it has seen holds until the solve is over.
 */
export class CandidateWalk {
  readonly #venue: Venue;
  readonly #query: Query;
  readonly #columns: ClaimColumns;
  readonly #predicates: readonly BoundUse<AdlEligible>[];
  readonly #leg: LegView | undefined;
  /** Holders that may still be looked at. */
  #scan: number;
  /** Place after the last one looked at. */
  #place = 0;
  /** Number and sum of the claims found. */
  #count = 0;
  #total = 0;

  constructor(venue: Venue, query: Query, columns: ClaimColumns) {
    this.#venue = venue;
    this.#query = query;
    this.#columns = columns;
    this.#scan = query.scan;
    this.#predicates = query.eligible.filter(
      ({ mechanism }) =>
        mechanism.candidate !== undefined || (mechanism.pair !== undefined && query.subject !== undefined),
    );
    const leg = query.subject?.legs.find((one) => one.market.number === query.market.number);
    this.#leg = leg === undefined ? undefined : new StillLeg(leg);
    query.ranking.recall();
  }

  /** Looks on until the claims reach far enough, or to the end; the claims stand in the walk's own columns. */
  claims(reach?: Reach): Claims {
    const { ranking, market, on } = this.#query;
    const columns = this.#columns;
    if (reach === undefined) ranking.orderAll();
    let bunch = reach === undefined ? LARGEST_BUNCH : FIRST_BUNCH;
    while (reach === undefined || this.#count < reach.least || this.#total < reach.need) {
      if (!this.#look(bunch)) break;
      bunch = Math.min(2 * bunch, LARGEST_BUNCH);
    }
    const n = reach === undefined ? this.#count : prefixLength(columns.limit, this.#count, reach);
    return {
      market,
      on,
      ranking,
      places: columns.places.subarray(0, n),
      accounts: columns.accounts.subarray(0, n),
      claim: columns.claim.subarray(0, n),
      limit: columns.limit.subarray(0, n),
      weights: ranking.weighs ? columns.weights.subarray(0, n) : undefined,
    };
  }

  /** Leaves accounts out that were found before; others may be looked at in their place. */
  leaveOut(accounts: ReadonlySet<number>): void {
    const columns = this.#columns;
    const before = this.#count;
    this.#count = 0;
    this.#total = 0;
    for (let i = 0; i < before; i++) {
      if (accounts.has(columns.accounts[i] as number)) continue;
      columns.move(i, this.#count);
      this.#total += columns.claim[i] as number;
      this.#count += 1;
    }
    this.#scan += before - this.#count;
  }

  /** Looks at the next holders, and says whether there were any. */
  #look(most: number): boolean {
    const start = this.#count;
    const found = this.#holders(most);
    if (found === 0) return false;
    let left = found;
    for (const use of this.#predicates) left = this.#passing(use, start, left);
    this.#claim(start, left);
    return true;
  }

  /** Puts the places of the next holders behind the claims, and returns how many there are. */
  #holders(most: number): number {
    const venue = this.#venue;
    const { ranking, subject } = this.#query;
    const columns = this.#columns;
    const first = this.#count;
    columns.reserve(first + most);
    const { places, rows, accounts } = columns;
    const self = subject?.subject.id ?? -1;
    const wanted = Math.min(most, this.#scan);
    let found = 0;
    let place = ranking.next(this.#place);
    for (; found < wanted && place < ranking.size; place = ranking.next(place + 1)) {
      const row = ranking.row(place);
      const account = ranking.account(place);
      if (row === -1 || !venue.mayBeCut(account, self)) continue;
      places[first + found] = place;
      rows[first + found] = row;
      accounts[first + found] = account;
      found += 1;
    }
    this.#place = place;
    this.#scan -= found;
    return found;
  }

  /** Keeps those of the places behind the claims whom one predicate lets be cut, and returns how many are left. */
  #passing({ mechanism, params }: BoundUse<AdlEligible>, first: number, count: number): number {
    const venue = this.#venue;
    const { ranking, subject } = this.#query;
    const { cursor } = ranking;
    const columns = this.#columns;
    const { rows } = columns;
    const leg = this.#leg;
    const passes = (): boolean => {
      if (mechanism.candidate !== undefined && !mechanism.candidate(cursor, venue.view, params as never)) return false;
      if (mechanism.pair === undefined || subject === undefined) return true;
      return leg !== undefined && mechanism.pair(cursor, subject, leg, params as never);
    };
    return venue.guard.call(mechanism, () => {
      let left = 0;
      for (let i = first; i < first + count; i++) {
        cursor.at(rows[i] as number);
        if (!passes()) continue;
        columns.move(i, first + left);
        left += 1;
      }
      return left;
    });
  }

  /** Makes claims of the places behind the claims. */
  #claim(first: number, count: number): void {
    const { ranking, market, on } = this.#query;
    const { places, rows, accounts, claim, limit, weights } = this.#columns;
    const { lots } = this.#venue.ledger.positions;
    for (let i = first; i < first + count; i++) {
      const place = places[i] as number;
      const row = rows[i] as number;
      const account = accounts[i] as number;
      const amount = on === 'lots' ? Math.abs(lots[row] as number) : gainOf(this.#venue, account, market);
      if (amount <= 0) continue;
      const n = this.#count;
      places[n] = place;
      rows[n] = row;
      accounts[n] = account;
      claim[n] = amount;
      limit[n] = amount;
      if (ranking.weighs) weights[n] = ranking.weight(place);
      this.#total += amount;
      this.#count = n + 1;
    }
  }
}
