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

const scanLimitOf = (venue: Venue, mechanism: AdlEligible, params: unknown): number => {
  const limit = venue.guard.call(mechanism, () => mechanism.scanLimit?.(params as never));
  return limit === undefined ? Number.POSITIVE_INFINITY : wholeOf(`${mechanism.name}: the scan limit`, limit, 1);
};

/** Position rows of the side's holders now, in the frozen order, as many as the predicates are willing to look at. */
const holdersOf = (venue: Venue, query: Query): number[] => {
  const { market, side, ranking, without } = query;
  const scan = Math.min(...query.eligible.map(({ mechanism, params }) => scanLimitOf(venue, mechanism, params)));
  const subject = query.subject?.subject.id ?? -1;
  const rows: number[] = [];
  for (let i = 0; i < ranking.accounts.length && rows.length < scan; i++) {
    const account = ranking.accounts[i] as number;
    const row = venue.ledger.row(account, market.number);
    if (row === -1 || (side !== 0 && (venue.ledger.positions.lots[row] as number) > 0 !== (side === 1))) continue;
    if (without?.has(account) === true || !venue.mayBeCut(account, subject)) continue;
    rows.push(row);
  }
  return rows;
};

/** Those of the holders whom one predicate lets be cut. */
const passing = (
  venue: Venue,
  { mechanism, params }: BoundUse<AdlEligible>,
  query: Query,
  rows: readonly number[],
): readonly number[] => {
  if (mechanism.candidate === undefined && mechanism.pair === undefined) return rows;
  const cursor = new CandidateCursor(venue, query.market);
  const leg = query.subject?.legs.find((one) => one.market.number === query.market.number);
  const passes = (row: number): boolean => {
    cursor.at(row);
    if (mechanism.candidate !== undefined && !mechanism.candidate(cursor, venue.view, params as never)) return false;
    if (mechanism.pair === undefined || query.subject === undefined) return true;
    return leg !== undefined && mechanism.pair(cursor, query.subject, leg, params as never);
  };
  return venue.guard.call(mechanism, () => rows.filter(passes));
};

/** What can be charged to an account for its gain in a market: no more than it has. */
const gainOf = (venue: Venue, account: number, market: Market): number =>
  Math.min(venue.chargeable('gains', account, market.number), venue.chargeable('equity', account));

/** The claims of a market side as they stand now, in the frozen order. */
export const collectClaims = (venue: Venue, query: Query): Claims => {
  const { market, ranking } = query;
  const { positions } = venue.ledger;
  const rows = query.eligible.reduce<readonly number[]>(
    (left, use) => passing(venue, use, query, left),
    holdersOf(venue, query),
  );
  const accounts = new Int32Array(rows.length);
  const claim = new Float64Array(rows.length);
  const weights = ranking.weights === undefined ? undefined : new Float64Array(rows.length);
  const scores = new Float64Array(rows.length);
  let n = 0;
  let place = 0;
  for (const row of rows) {
    const account = positions.account[row] as number;
    const amount = query.on === 'lots' ? Math.abs(positions.lots[row] as number) : gainOf(venue, account, market);
    if (amount <= 0) continue;
    // Rows stand in the order of the ranking, so the place of each is behind the one before.
    while (ranking.accounts[place] !== account) place += 1;
    accounts[n] = account;
    claim[n] = amount;
    if (weights !== undefined) weights[n] = ranking.weights?.[place] as number;
    scores[n] = ranking.scores[place] as number;
    n += 1;
  }
  return {
    accounts: accounts.subarray(0, n),
    market,
    claim: claim.subarray(0, n),
    limit: claim.slice(0, n),
    weights: weights?.subarray(0, n),
    scores: scores.subarray(0, n),
  };
};
