import { type AdlRanking, contractError, type Side } from '../../contract/index.ts';
import { grown } from '../../ledger/index.ts';
import type { BoundUse } from '../bind.ts';
import { CandidateCursor } from '../candidate.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';
import { LazyOrder } from './lazy-order.ts';
import { PlaceSet } from './place-set.ts';

const FIRST_CAPACITY = 64;

type Score = NonNullable<AdlRanking['score']>;

/**
 * The order in which holders of one market side come up, frozen for a round.
 *
 * Only the order is kept, by account; limits and eligibility stay current. Places count from 0, the first to be cut first, and are put in
 * order only as far as they are asked for. The columns serve round after round.
 */
export class FrozenRanking {
  readonly #venue: Venue;
  readonly #market: Market;
  readonly #side: Side | 0;
  readonly #order = new LazyOrder();
  /** Places whose account has not lost its position, as far as anybody has looked. */
  readonly #present = new PlaceSet();
  /** Places of accounts that were found without a position, by account: such a one may open it anew within the round. */
  readonly #gone = new Map<number, number>();
  /** Positions opened in the market when the accounts without one were last looked for. */
  #opened = 0;
  #accounts = new Int32Array(FIRST_CAPACITY);
  #rows = new Int32Array(FIRST_CAPACITY);
  readonly #scores: Float64Array[] = [];
  #weights: Float64Array | undefined;
  /** Reads one holder of the market at a time. */
  readonly cursor: CandidateCursor;

  constructor(venue: Venue, market: Market, side: Side | 0) {
    this.#venue = venue;
    this.#market = market;
    this.#side = side;
    this.cursor = new CandidateCursor(venue, market);
  }

  /** Number of places. */
  get size(): number {
    return this.#order.size;
  }

  /** Whether the ranking weighs its candidates. */
  get weighs(): boolean {
    return this.#weights !== undefined;
  }

  /** Scores all holders of the side who may be cut at all, as they stand now. */
  freeze({ mechanism, params }: BoundUse<AdlRanking>): this {
    const { cursor } = this;
    const market = this.#market;
    const venue = this.#venue;
    const size = this.#gather();
    const rows = this.#rows;
    const keys: readonly Score[] = mechanism.keys ?? (mechanism.score === undefined ? [() => 0] : [mechanism.score]);
    while (this.#scores.length < keys.length) this.#scores.push(new Float64Array(this.#accounts.length));
    if (mechanism.weigh !== undefined) this.#weights ??= new Float64Array(this.#accounts.length);
    venue.guard.call(mechanism, () => {
      const prepared = mechanism.prepare?.(market, venue.view, params as never) ?? 0;
      for (const [k, key] of keys.entries())
        scoreAll(mechanism.name, cursor, rows, size, key, params, prepared, this.#scores[k] as Float64Array);
      if (this.#weights !== undefined) weighAll(mechanism, cursor, rows, size, params, this.#weights);
    });
    this.#order.begin(size, this.#scores, this.#accounts);
    this.#present.fill(size);
    this.#gone.clear();
    this.#opened = venue.ledger.positions.opened[market.number] as number;
    return this;
  }

  /** Notes the accounts and rows of all holders of the side who may be cut at all, and returns how many they are. */
  #gather(): number {
    const venue = this.#venue;
    const side = this.#side;
    const { headOfMarket, nextInMarket, lots, account: holder } = venue.ledger.positions;
    let size = 0;
    for (let row = headOfMarket[this.#market.number] as number; row !== -1; row = nextInMarket[row] as number) {
      if (side !== 0 && (lots[row] as number) > 0 !== (side === 1)) continue;
      const account = holder[row] as number;
      if (!venue.mayBeCut(account, -1)) continue;
      if (size === this.#accounts.length) this.#grow();
      this.#accounts[size] = account;
      this.#rows[size] = row;
      size += 1;
    }
    return size;
  }

  #grow(): void {
    const capacity = this.#accounts.length * 2;
    this.#accounts = grown(this.#accounts, capacity);
    this.#rows = grown(this.#rows, capacity);
    for (const [k, scores] of this.#scores.entries()) this.#scores[k] = grown(scores, capacity);
    if (this.#weights !== undefined) this.#weights = grown(this.#weights, capacity);
  }

  /** Puts all places in order at once: cheaper than one by one for who looks at all of them. */
  orderAll(): void {
    this.#order.complete();
  }

  /** Account at a place. */
  account(place: number): number {
    return this.#accounts[this.#order.row(place)] as number;
  }

  /** First score at a place. */
  score(place: number): number {
    return (this.#scores[0] as Float64Array)[this.#order.row(place)] as number;
  }

  /** Weight at a place, real; only where the ranking weighs. */
  weight(place: number): number {
    return (this.#weights as Float64Array)[this.#order.row(place)] as number;
  }

  /** Position row now of the account at a place; -1 when it has none, or not on this side. */
  row(place: number): number {
    const at = this.#order.row(place);
    const account = this.#accounts[at] as number;
    const { positions } = this.#venue.ledger;
    const { number } = this.#market;
    let row = this.#rows[at] as number;
    if (positions.account[row] !== account || positions.market[row] !== number) {
      row = this.#venue.ledger.row(account, number);
      if (row === -1) {
        this.#present.delete(place);
        this.#gone.set(account, place);
        return -1;
      }
      this.#rows[at] = row;
    }
    return this.#side === 0 || (positions.lots[row] as number) > 0 === (this.#side === 1) ? row : -1;
  }

  /** The first place at or after one whose account may hold a position; `size` when there is none. */
  next(place: number): number {
    return this.#present.next(place);
  }

  /** Brings back the places of accounts that have opened a position since they were found without one. */
  recall(): void {
    const { positions } = this.#venue.ledger;
    const opened = positions.opened[this.#market.number] as number;
    let fresh = opened - this.#opened;
    this.#opened = opened;
    if (this.#gone.size === 0) return;
    let row = positions.headOfMarket[this.#market.number] as number;
    // New rows stand in front of the chain, so that those opened since are among its first.
    for (; fresh > 0 && row !== -1; fresh--) {
      const account = positions.account[row] as number;
      const place = this.#gone.get(account);
      if (place !== undefined) {
        this.#present.add(place);
        this.#gone.delete(account);
      }
      row = positions.nextInMarket[row] as number;
    }
  }
}

/**
 * Writes the score of each row.
 *
 * A loop of its own, small enough that scores are worked out within it: a number that is handed from one function to another lands on the
 * heap.
 */
const scoreAll = (
  name: string,
  cursor: CandidateCursor,
  rows: Int32Array,
  size: number,
  score: Score,
  params: unknown,
  prepared: number,
  into: Float64Array,
): void => {
  for (let i = 0; i < size; i++) {
    const given = score(cursor.at(rows[i] as number), params as never, prepared);
    if (typeof given !== 'number' || Number.isNaN(given)) throw badScore(name, cursor, given);
    into[i] = given;
  }
};

const weighAll = (
  mechanism: AdlRanking,
  cursor: CandidateCursor,
  rows: Int32Array,
  size: number,
  params: unknown,
  into: Float64Array,
): void => {
  for (let i = 0; i < size; i++) {
    const weight = mechanism.weigh?.(cursor.at(rows[i] as number), params as never) as number;
    if (!(weight >= 0 && Number.isFinite(weight))) throw badWeight(mechanism.name, cursor, weight);
    into[i] = weight;
  }
};

// Made apart, so that the checks on the hot path stay small.
const badScore = (name: string, { account, market }: CandidateCursor, score: unknown): Error =>
  contractError(
    'score',
    `${name}: the score of account ${account} in ${market.id} was ${score}; it is a number or Infinity`,
  );

const badWeight = (name: string, { account }: CandidateCursor, weight: unknown): Error =>
  contractError('weight', `${name}: the weight of account ${account} was ${weight}; it is a finite number >= 0`);
