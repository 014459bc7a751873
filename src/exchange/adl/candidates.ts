import type { AdlEligible, CaseView, Side } from '../../contract/index.ts';
import { wholeOf } from '../answers.ts';
import type { BoundUse } from '../bind.ts';
import { CandidateCursor } from '../candidate.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';
import type { Claims } from './claims.ts';
import type { FrozenRanking } from './frozen-ranking.ts';

/** What a claim is on: lots that can be closed, or gains that can be charged. */
export type ClaimOn = 'lots' | 'gain';

interface Query {
  readonly market: Market;
  readonly side: Side | 0;
  readonly on: ClaimOn;
  readonly ranking: FrozenRanking;
  readonly eligible: readonly BoundUse<AdlEligible>[];
  /** Case and leg for pair predicates; left out when no predicate looks at pairs. */
  readonly subject?: CaseView;
  /** Accounts left out of this solve. */
  readonly without?: ReadonlySet<number>;
}

const holds = (venue: Venue, cursor: CandidateCursor, query: Query): boolean =>
  query.eligible.every(({ mechanism, params }) =>
    venue.guard.call(mechanism, () => {
      if (mechanism.candidate !== undefined && !mechanism.candidate(cursor, venue.view, params as never)) return false;
      if (mechanism.pair === undefined || query.subject === undefined) return true;
      const leg = query.subject.legs.find((one) => one.market.number === query.market.number);
      return leg !== undefined && mechanism.pair(cursor, query.subject, leg, params as never);
    }),
  );

const scanLimitOf = (venue: Venue, mechanism: AdlEligible, params: unknown): number => {
  const limit = venue.guard.call(mechanism, () => mechanism.scanLimit?.(params as never));
  return limit === undefined ? Number.POSITIVE_INFINITY : wholeOf(`${mechanism.name}: the scan limit`, limit, 1);
};

/** What can be charged to an account for its gain in a market: no more than it has. */
const gainOf = (venue: Venue, account: number, market: Market): number =>
  Math.min(venue.chargeable('gains', account, market.number), venue.chargeable('equity', account));

/** The claims of a market side as they stand now, in the frozen order. */
export const collectClaims = (venue: Venue, query: Query): Claims => {
  const { market, ranking } = query;
  const cursor = new CandidateCursor(venue, market);
  const scan = Math.min(...query.eligible.map(({ mechanism, params }) => scanLimitOf(venue, mechanism, params)));
  const columns = {
    account: [] as number[],
    claim: [] as number[],
    exposure: [] as number[],
    equity: [] as number[],
    weight: [] as number[],
    score: [] as number[],
  };
  let looked = 0;
  for (let i = 0; i < ranking.accounts.length && looked < scan; i++) {
    const account = ranking.accounts[i] as number;
    const row = venue.ledger.row(account, market.number);
    if (row === -1 || (query.side !== 0 && (venue.ledger.positions.lots[row] as number) > 0 !== (query.side === 1)))
      continue;
    if (query.without?.has(account) === true || !venue.mayBeCut(account, query.subject?.subject.id ?? -1)) continue;
    looked += 1;
    cursor.at(row);
    if (!holds(venue, cursor, query)) continue;
    const claim = query.on === 'lots' ? cursor.limit : gainOf(venue, account, market);
    if (claim <= 0) continue;
    columns.account.push(account);
    columns.claim.push(claim);
    columns.exposure.push(cursor.notional);
    columns.equity.push(Math.max(0, cursor.equity));
    columns.score.push(ranking.scores[i] as number);
    if (ranking.weights !== undefined) columns.weight.push(ranking.weights[i] as number);
  }
  const claim = Float64Array.from(columns.claim);
  return {
    accounts: Int32Array.from(columns.account),
    market: market.number,
    claim,
    limit: claim.slice(),
    exposure: Float64Array.from(columns.exposure),
    equity: Float64Array.from(columns.equity),
    weights: ranking.weights === undefined ? undefined : Float64Array.from(columns.weight),
    scores: Float64Array.from(columns.score),
  };
};
