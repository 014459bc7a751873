import { type AdlAllocation, contractError } from '../../contract/index.ts';
import type { RandomStream } from '../../math/index.ts';
import type { BoundUse } from '../bind.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';
import type { FrozenRanking } from './frozen-ranking.ts';
import { LiveProblem } from './live-problem.ts';

/** The claims of a problem, in ranked order: the first to be cut first. */
export interface Claims {
  readonly market: Market;
  readonly on: 'lots' | 'gain';
  readonly ranking: FrozenRanking;
  /** Place of each claim in the ranking. */
  readonly places: Int32Array;
  readonly accounts: Int32Array;
  readonly claim: Float64Array;
  readonly limit: Float64Array;
  /** Real weights; undefined for the claim itself. */
  readonly weights: Float64Array | undefined;
}

/** Asks an allocation rule who gives how much, and checks the answer. */
export const allocate = (
  venue: Venue,
  use: BoundUse<AdlAllocation>,
  claims: Claims,
  need: number,
  random: () => RandomStream,
): Float64Array => {
  const { mechanism, params } = use;
  const problem = new LiveProblem(venue, claims, need, random);
  const gives = venue.guard.call(mechanism, () => {
    const state = venue.states.of(use.place, claims.market.number, mechanism, params);
    return mechanism.allocate(problem, params as never, state);
  });
  checkGives(mechanism.name, gives, claims, need);
  return gives;
};

const checkGives = (name: string, gives: unknown, { accounts, limit }: Claims, need: number): void => {
  if (!(gives instanceof Float64Array))
    throw refused(name, `it answered ${gives === null ? 'null' : typeof gives}, not a Float64Array`);
  if (gives.length !== accounts.length)
    throw refused(name, `it answered for ${gives.length} claims of ${accounts.length}`);
  let given = 0;
  let most = 0;
  for (let i = 0; i < gives.length; i++) {
    const give = gives[i] as number;
    const bound = limit[i] as number;
    if (!Number.isSafeInteger(give) || give < 0 || give > bound)
      throw badGive(name, accounts[i] as number, give, bound);
    given += give;
    most += bound;
  }
  if (given !== Math.min(need, most))
    throw refused(name, `the claims give ${given} in sum, but the need was ${need} and the limits sum to ${most}`);
};

const badGive = (name: string, account: number, give: number, limit: number): Error =>
  Number.isSafeInteger(give) && give >= 0
    ? refused(name, `account ${account} gives ${give}, but its limit is ${limit}`)
    : refused(name, `account ${account} gives ${give}; it is a whole number >= 0`);

const refused = (name: string, message: string): Error =>
  contractError('allocation', `${name}: ${message}`, {
    hint: 'the ledger is as it was; each claim gives a whole 0 <= give <= limit, in sum min(need, total limit)',
  });
