import type { ClaimBooks, ClaimsProblem } from '../../contract/index.ts';
import type { RandomStream } from '../../math/index.ts';
import { gridWeights } from '../../money/index.ts';
import type { Venue } from '../venue.ts';
import { prefixLength } from './candidates.ts';
import { liveBooks } from './claim-books.ts';
import type { Claims } from './claims.ts';
import { ofAccounts, onDemand } from './on-demand.ts';

/** The numbers 0 to n - 1. */
const firstNumbers = (n: number): Int32Array => {
  const numbers = new Int32Array(n);
  for (let i = 0; i < n; i++) numbers[i] = i;
  return numbers;
};

/** A claims problem as a rule sees it: its fields are its own, so that a rule may spread it into another's problem. */
export class LiveProblem implements ClaimsProblem {
  readonly n: number;
  readonly need: number;
  readonly claim: Float64Array;
  readonly limit: Float64Array;
  readonly rank: ClaimsProblem['rank'];
  declare readonly exposure: ClaimsProblem['exposure'];
  declare readonly equity: ClaimsProblem['equity'];
  declare readonly books: ClaimsProblem['books'];
  declare readonly weight: ClaimsProblem['weight'];
  declare readonly random: ClaimsProblem['random'];
  readonly #random: () => RandomStream;
  readonly #exposure: () => Float64Array;
  readonly #equity: () => Float64Array;
  readonly #weight: () => Float64Array;
  readonly #bookOf: () => ClaimBooks | undefined;
  #books: ClaimBooks | undefined;

  constructor(venue: Venue, claims: Claims, need: number, random: () => RandomStream) {
    const { claim, limit, market, on, weights } = claims;
    const n = claim.length;
    this.n = n;
    this.need = need;
    this.claim = claim;
    this.limit = limit;
    // Claims stand in ranked order, so that a prefix is a range.
    this.rank = {
      order: () => firstNumbers(n),
      prefix: (wanted) => firstNumbers(prefixLength(limit, n, { need: wanted, least: 0 })),
    };
    this.#random = random;
    this.#exposure = ofAccounts(claims, (account) =>
      Math.abs(market.value(venue.ledger.lots(account, market.number), market.mark)),
    );
    this.#equity = ofAccounts(claims, (account) => Math.max(0, venue.valuation.equityOf(account)));
    this.#weight = onDemand(() => (weights === undefined ? claim : gridWeights(weights)));
    this.#bookOf = () => (on === 'lots' ? liveBooks(venue, claims) : undefined);
    Object.defineProperties(this, LiveProblem.#onDemand);
  }

  /** The fields made on demand: the same functions for every problem, so that all problems have one shape and are read fast. */
  static readonly #onDemand: PropertyDescriptorMap & ThisType<LiveProblem> = Object.fromEntries(
    Object.entries<(this: LiveProblem) => unknown>({
      exposure() {
        return this.#exposure();
      },
      equity() {
        return this.#equity();
      },
      books() {
        this.#books ??= this.#bookOf();
        return this.#books;
      },
      weight() {
        return this.#weight();
      },
      random() {
        return this.#random();
      },
    }).map(([field, get]) => [field, { get, enumerable: true }]),
  );
}
