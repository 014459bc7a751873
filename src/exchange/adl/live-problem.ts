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
export const liveProblem = (venue: Venue, claims: Claims, need: number, random: () => RandomStream): ClaimsProblem => {
  const { claim, limit, market, weights } = claims;
  const n = claim.length;
  const exposure = ofAccounts(claims, (account) =>
    Math.abs(market.value(venue.ledger.lots(account, market.number), market.mark)),
  );
  const equity = ofAccounts(claims, (account) => Math.max(0, venue.valuation.equityOf(account)));
  let behind: ClaimBooks | undefined;
  const books = (): ClaimBooks => {
    behind ??= liveBooks(venue, claims);
    return behind;
  };
  const weight = onDemand(() => (weights === undefined ? claim : gridWeights(weights)));
  return {
    n,
    need,
    claim,
    limit,
    get exposure() {
      return exposure();
    },
    get equity() {
      return equity();
    },
    get books() {
      return claims.on === 'lots' ? books() : undefined;
    },
    get weight() {
      return weight();
    },
    get random() {
      return random();
    },
    // Claims stand in ranked order, so that a prefix is a range.
    rank: {
      order: () => firstNumbers(n),
      prefix: (wanted) => firstNumbers(prefixLength(limit, n, { need: wanted, least: 0 })),
    },
  };
};
