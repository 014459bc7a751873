import { defineInvariant, type PoolBooks, type StepRow, type StepSubject, type Witness } from 'breakwater';
import { countRows } from './count-rows.ts';

const PAYS: ReadonlySet<string> = new Set(['pay', 'take-over-difference', 'adl-difference']);

/** Within which cap a row must stay: what it is called, the cap and what was found. */
const capOf = (row: StepRow, pools: readonly PoolBooks[]): { who: string; most: number; found: number } | undefined => {
  if (row.kind === 'decision')
    return { who: `decision for account ${row.a} in step ${row.step}`, most: row.lots, found: row.value };
  if (row.kind === 'score')
    return { who: `account ${row.a} in a decision of step ${row.step}`, most: row.lots, found: row.cost };
  if (row.kind !== 'transfer' || row.resultAfter === undefined || !PAYS.has(row.cause)) return undefined;
  const pool = pools.find(({ account, lossCap }) => account === row.a && lossCap !== Number.POSITIVE_INFINITY);
  if (pool === undefined) return undefined;
  return { who: `pool ${pool.name}, by its loss cap`, most: pool.lossCap, found: -row.resultAfter };
};

/** Pools with other assets than the settlement asset count those at prices that move. */
const inOneAsset = ({ books }: StepSubject): boolean => books.assets.length === 1;

/** WF3: no stage goes beyond what it may. */
export const stageCaps = defineInvariant({
  id: 'WF3/stage-caps',
  says: 'A decision raises no more than it was asked for and takes from nobody more than its limit; and no payment in a case takes what a pool has lost beyond its loss cap.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue WF3; the floor of a pool is IF1',
  over: 'step',
  reaches: ({ walk, books }) => countRows(walk(), (row) => capOf(row, books.pools) !== undefined),
  holds: (subject) => {
    const pools = inOneAsset(subject) ? subject.books.pools : [];
    for (const row of subject.walk()) {
      const cap = capOf(row, pools);
      if (cap === undefined || cap.found <= cap.most) continue;
      const witness: Witness = {
        who: cap.who,
        expected: `at most ${cap.most}`,
        found: cap.found,
        difference: cap.found - cap.most,
        detail: `${row.kind} of case ${row.case} in step ${row.step}`,
      };
      return witness;
    }
    return undefined;
  },
});
