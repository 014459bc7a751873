import { greedyQueue } from '../../mechanisms/adl/index.ts';
import type { rowsOf } from '../record/event-data.ts';
import { give, sum } from './published.ts';

type Row = ReturnType<typeof rowsOf>[number];

/** What the queue pipeline of the paper's repository works out for one market and cluster of fills. */
export interface Shock {
  readonly rows: number;
  readonly deficit: number;
  readonly budget: number;
  readonly capacity: number;
}

const number = (row: Row, column: string): number => Number(row[column]);
const isLoser = (row: Row): boolean => row.is_negative_equity === 'True';

/** Runs of rows of one market with gaps of at most five seconds, in order of time. */
export const clustersOf = (rows: readonly Row[]): Row[][] => {
  const clusters: Row[][] = [];
  for (const row of [...rows].sort((a, b) => number(a, 'time') - number(b, 'time'))) {
    const last = clusters.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && number(row, 'time') - number(before, 'time') <= 5000)
      last.push(row);
    else clusters.push([row]);
  }
  return clusters;
};

/** Score and capacity of a row of a winner; undefined where it has neither. */
const claimOf = (row: Row, winners: readonly Row[]): { readonly score: number; readonly claim: number } | undefined => {
  const score = number(row, 'closed_pnl');
  const position = Math.max(0, number(row, 'position_unrealized_pnl'));
  if (score <= 0 || position <= 0) return undefined;
  const first = winners.find(({ user }) => user === row.user) as Row;
  const account = number(first, 'total_unrealized_pnl');
  // No less than the score, so that a budget made of scores can always be raised.
  return { score, claim: Math.max(score, account > 0 ? Math.min(position, account) : position) };
};

/**
 * The queue of `src/oss_adl/queue_overshoot.py`, before anybody in the cluster was hit.
 *
 * Deficit: what losers miss in equity. Budget: the sum of winners' closed gains, taken from the highest on, each up to its capacity: so the
 * ranking moves who pays and never how much.
 */
export const shockOf = (cluster: readonly Row[]): Shock => {
  const winners = cluster.filter((row) => !isLoser(row) && number(row, 'closed_pnl') > 0);
  const claims = winners.flatMap((row) => claimOf(row, winners) ?? []);
  const budget = sum(claims.map(({ score }) => score));
  const losers = cluster.filter(isLoser).map((row) => Math.max(0, -number(row, 'total_equity')));
  return {
    rows: cluster.length,
    deficit: sum(losers),
    budget: claims.length === 0 ? 0 : sum(give(greedyQueue, budget, claims)),
    capacity: sum(claims.map(({ claim }) => claim)),
  };
};
