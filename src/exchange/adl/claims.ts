import { type AdlAllocation, type ClaimsProblem, contractError, type Rank } from '../../contract/index.ts';
import type { RandomStream } from '../../math/index.ts';
import { gridWeights } from '../../money/index.ts';
import type { BoundUse } from '../bind.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';

/** The claims of a problem, in ranked order: the first to be cut first. */
export interface Claims {
  readonly accounts: Int32Array;
  /** Market of each claim. */
  readonly market: Market;
  readonly claim: Float64Array;
  readonly limit: Float64Array;
  /** Real weights; undefined for the claim itself. */
  readonly weights: Float64Array | undefined;
  readonly scores: Float64Array;
}

/** Claims stand in ranked order, so a prefix is a range. */
const rankOf = (limit: Float64Array): Rank => ({
  order: () => Int32Array.from(limit, (_, i) => i),
  prefix: (need) => {
    let reached = 0;
    let n = 0;
    while (n < limit.length && reached < need) reached += limit[n++] as number;
    return Int32Array.from({ length: n }, (_, i) => i);
  },
});

/** Picks some claims out of a set, keeping their order. */
export const pick = (claims: Claims, keep: readonly number[], limits?: readonly number[]): Claims => {
  const of = (column: Float64Array): Float64Array => Float64Array.from(keep, (i) => column[i] as number);
  return {
    accounts: Int32Array.from(keep, (i) => claims.accounts[i] as number),
    market: claims.market,
    claim: of(claims.claim),
    limit: limits === undefined ? of(claims.limit) : Float64Array.from(limits),
    weights: claims.weights === undefined ? undefined : of(claims.weights),
    scores: of(claims.scores),
  };
};

/** Makes a column when it is first asked for: most rules look at claims and weights only. */
const onDemand = (claims: Claims, of: (account: number) => number): (() => Float64Array) => {
  let made: Float64Array | undefined;
  return () => {
    made ??= Float64Array.from(claims.accounts, of);
    return made;
  };
};

/** Asks an allocation rule who gives how much, and checks the answer. */
export const allocate = (
  venue: Venue,
  use: BoundUse<AdlAllocation>,
  claims: Claims,
  need: number,
  random: RandomStream,
): Float64Array => {
  const { mechanism, params } = use;
  const n = claims.accounts.length;
  const { market } = claims;
  const exposure = onDemand(claims, (account) =>
    Math.abs(market.value(venue.ledger.lots(account, market.number), market.mark)),
  );
  const equity = onDemand(claims, (account) => Math.max(0, venue.valuation.equityOf(account)));
  const problem: ClaimsProblem = {
    n,
    need,
    claim: claims.claim,
    limit: claims.limit,
    get exposure() {
      return exposure();
    },
    get equity() {
      return equity();
    },
    weight: claims.weights === undefined ? claims.claim : gridWeights(claims.weights),
    rank: rankOf(claims.limit),
    random,
  };
  const gives = venue.guard.call(mechanism, () => {
    const state = venue.states.of(use.place, market.number, mechanism, params);
    return mechanism.allocate(problem, params as never, state);
  });
  checkGives(mechanism.name, gives, claims, need);
  return gives;
};

const checkGives = (name: string, gives: unknown, claims: Claims, need: number): void => {
  const refuse = (message: string): never => {
    throw contractError('allocation', `${name}: ${message}`, {
      hint: 'the ledger is as it was; each claim gives a whole 0 <= give <= limit, in sum min(need, total limit)',
    });
  };
  if (!(gives instanceof Float64Array))
    return refuse(`it answered ${gives === null ? 'null' : typeof gives}, not a Float64Array`);
  if (gives.length !== claims.accounts.length)
    refuse(`it answered for ${gives.length} claims of ${claims.accounts.length}`);
  let given = 0;
  let most = 0;
  gives.forEach((give, i) => {
    const limit = claims.limit[i] as number;
    if (!Number.isSafeInteger(give) || give < 0)
      refuse(`account ${claims.accounts[i]} gives ${give}; it is a whole number >= 0`);
    if (give > limit) refuse(`account ${claims.accounts[i]} gives ${give}, but its limit is ${limit}`);
    given += give;
    most += limit;
  });
  if (given !== Math.min(need, most))
    refuse(`the claims give ${given} in sum, but the need was ${need} and the limits sum to ${most}`);
};
