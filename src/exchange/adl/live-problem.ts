import type { ClaimsProblem, Rank } from '../../contract/index.ts';
import type { RandomStream } from '../../math/index.ts';
import { gridWeights } from '../../money/index.ts';
import type { Venue } from '../venue.ts';
import { prefixLength } from './candidates.ts';
import type { Claims } from './claims.ts';

/** The numbers 0 to n - 1. */
const firstNumbers = (n: number): Int32Array => {
  const numbers = new Int32Array(n);
  for (let i = 0; i < n; i++) numbers[i] = i;
  return numbers;
};

/** A claims problem as a rule sees it. Most rules look at claims and weights only, so the other columns are made when first asked for. */
export class LiveProblem implements ClaimsProblem {
  readonly #venue: Venue;
  readonly #claims: Claims;
  readonly #random: () => RandomStream;
  readonly n: number;
  readonly need: number;
  readonly claim: Float64Array;
  readonly limit: Float64Array;
  readonly rank: Rank;
  #exposure: Float64Array | undefined;
  #equity: Float64Array | undefined;
  #weight: Float64Array | undefined;

  constructor(venue: Venue, claims: Claims, need: number, random: () => RandomStream) {
    const { claim, limit } = claims;
    const n = claim.length;
    this.#venue = venue;
    this.#claims = claims;
    this.#random = random;
    this.n = n;
    this.need = need;
    this.claim = claim;
    this.limit = limit;
    // Claims stand in ranked order, so that a prefix is a range.
    this.rank = {
      order: () => firstNumbers(n),
      prefix: (wanted) => firstNumbers(prefixLength(limit, n, { need: wanted, least: 0 })),
    };
  }

  get exposure(): Float64Array {
    const { market } = this.#claims;
    const { ledger } = this.#venue;
    this.#exposure ??= this.#column((account) =>
      Math.abs(market.value(ledger.lots(account, market.number), market.mark)),
    );
    return this.#exposure;
  }

  get equity(): Float64Array {
    const { valuation } = this.#venue;
    this.#equity ??= this.#column((account) => Math.max(0, valuation.equityOf(account)));
    return this.#equity;
  }

  get weight(): Float64Array {
    const { weights, claim } = this.#claims;
    this.#weight ??= weights === undefined ? claim : gridWeights(weights);
    return this.#weight;
  }

  get random(): RandomStream {
    return this.#random();
  }

  #column(of: (account: number) => number): Float64Array {
    const { accounts } = this.#claims;
    const column = new Float64Array(accounts.length);
    for (let i = 0; i < column.length; i++) column[i] = of(accounts[i] as number);
    return column;
  }
}
