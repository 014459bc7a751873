import { type AdlRanking, contractError, type Side } from '../../contract/index.ts';
import type { BoundUse } from '../bind.ts';
import { CandidateCursor } from '../candidate.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';

/**
 * The order in which holders of one market side come up, frozen for a round.
 *
 * Limits and eligibility stay current: only the order is kept, by account.
 */
export interface FrozenRanking {
  /** Accounts, the first to be cut first. */
  readonly accounts: Int32Array;
  /** First score of each, in the same order: what the log shows as the cut-off. */
  readonly scores: Float64Array;
  /** Real weights in the same order; undefined when the ranking weighs nothing. */
  readonly weights: Float64Array | undefined;
}

const rowsOf = (venue: Venue, market: Market, side: Side | 0): number[] => {
  const { positions } = venue.ledger;
  const rows: number[] = [];
  for (
    let row = positions.headOfMarket[market.number] as number;
    row !== -1;
    row = positions.nextInMarket[row] as number
  ) {
    if (side === 0 || (positions.lots[row] as number) > 0 === (side === 1)) rows.push(row);
  }
  return rows;
};

/** Scores and orders all holders of a market side who may be cut at all. */
export const freezeRanking = (
  venue: Venue,
  market: Market,
  side: Side | 0,
  use: BoundUse<AdlRanking>,
): FrozenRanking => {
  const { mechanism, params } = use;
  const cursor = new CandidateCursor(venue, market);
  const rows = rowsOf(venue, market, side).filter((row) =>
    venue.mayBeCut(venue.ledger.positions.account[row] as number, -1),
  );
  return venue.guard.call(mechanism, () => {
    const keys = mechanism.keys ?? (mechanism.score === undefined ? [() => 0] : [mechanism.score]);
    const prepared = mechanism.prepare?.(market, venue.view, params as never) ?? 0;
    const accounts = new Int32Array(rows.length);
    const columns = keys.map(() => new Float64Array(rows.length));
    const weights = mechanism.weigh === undefined ? undefined : new Float64Array(rows.length);
    rows.forEach((row, i) => {
      const candidate = cursor.at(row);
      accounts[i] = candidate.account;
      keys.forEach((key, k) => {
        const score = key(candidate, params as never, prepared);
        if (typeof score !== 'number' || Number.isNaN(score)) {
          throw contractError(
            'score',
            `${mechanism.name}: the score of account ${candidate.account} in ${market.id} was ${score}; it is a number or Infinity`,
          );
        }
        (columns[k] as Float64Array)[i] = score;
      });
      if (weights !== undefined && mechanism.weigh !== undefined) {
        weights[i] = weightOf(mechanism.name, candidate.account, mechanism.weigh(candidate, params as never));
      }
    });
    return inOrder(accounts, columns, weights);
  });
};

const weightOf = (name: string, account: number, weight: number): number => {
  if (Number.isFinite(weight) && weight >= 0) return weight;
  throw contractError('weight', `${name}: the weight of account ${account} was ${weight}; it is a finite number >= 0`);
};

/** A column in another order. Written as a loop: `from` walks an iterator, several times slower. */
const permuted = <T extends Int32Array | Float64Array>(column: T, order: Uint32Array): T => {
  const moved = column.slice() as T;
  for (let i = 0; i < order.length; i++) moved[i] = column[order[i] as number] as number;
  return moved;
};

const inOrder = (
  accounts: Int32Array,
  columns: readonly Float64Array[],
  weights: Float64Array | undefined,
): FrozenRanking => {
  const order = new Uint32Array(accounts.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  order.sort((a, b) => {
    for (const column of columns) {
      const x = column[a] as number;
      const y = column[b] as number;
      if (x !== y) return x > y ? -1 : 1;
    }
    return (accounts[a] as number) - (accounts[b] as number);
  });
  return {
    accounts: permuted(accounts, order),
    scores: permuted(columns[0] as Float64Array, order),
    weights: weights === undefined ? undefined : permuted(weights, order),
  };
};
