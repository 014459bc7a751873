import { type Books, defineInvariant, type PoolBooks, type StepRow, same } from 'breakwater';
import { countRows } from './count-rows.ts';

const MONEY: ReadonlySet<string> = new Set(['transfer', 'fill', 'settle-index', 'sell-collateral']);

/** Finds the pool whose money a row moves. */
const poolFinder = ({ pools }: Books): ((row: StepRow) => PoolBooks | undefined) => {
  const byAccount: (PoolBooks | undefined)[] = [];
  for (const pool of pools) byAccount[pool.account] = pool;
  const of = (account: number): PoolBooks | undefined => (account < 0 ? undefined : byAccount[account]);
  return (row) => {
    const pool = of(row.a) ?? of(row.b);
    return pool !== undefined && MONEY.has(row.kind) ? pool : undefined;
  };
};

/** IF2: a pool's balance has a history. */
export const poolLedger = defineInvariant({
  id: 'IF2/pool-ledger',
  says: 'What a pool has is its opening capital plus what it received less what it paid, line by line of the event log, and every line names its cause.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, law 5; catalogue IF2',
  over: 'step',
  reaches: ({ books, walk }) => {
    const poolOf = poolFinder(books);
    return countRows(walk(), (row) => poolOf(row) !== undefined);
  },
  holds: ({ walk, books, folded }) => {
    const poolOf = poolFinder(books);
    for (const row of walk()) {
      const pool = row.cause === 'none' ? poolOf(row) : undefined;
      if (pool !== undefined)
        return { who: `pool ${pool.name}`, expected: 'a cause', found: `${row.kind} of ${row.value} without one` };
    }
    for (const { name, account } of books.pools) {
      for (const [asset, quote] of books.account(account).quote.entries()) {
        const witness = same(
          folded.quote(account, asset),
          quote,
          `pool ${name}`,
          `${books.assets[asset]?.name}: by the log, by the books`,
        );
        if (witness !== undefined) return witness;
      }
    }
    return undefined;
  },
});
