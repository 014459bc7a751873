import { type Books, defineInvariant, type PoolBooks, type StepRow, same } from 'breakwater';
import { countRows } from './count-rows.ts';
import { poolOf } from './pool-of.ts';

const MONEY = ['transfer', 'fill', 'settle-index', 'sell-collateral'] as const;

/** The pool whose money a row moves. */
const poolIn = ({ a, b }: StepRow, books: Books): PoolBooks | undefined => poolOf(books, a) ?? poolOf(books, b);

/** IF2: a pool's balance has a history. */
export const poolLedger = defineInvariant({
  id: 'IF2/pool-ledger',
  says: 'What a pool has is its opening capital plus what it received less what it paid, line by line of the event log, and every line names its cause.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, law 5; catalogue IF2',
  over: 'step',
  reaches: ({ books, walk }) =>
    MONEY.reduce((sum, kind) => sum + countRows(walk(kind), (row) => poolIn(row, books) !== undefined), 0),
  holds: ({ walk, books, folded }) => {
    for (const kind of MONEY)
      for (const row of walk(kind)) {
        const pool = row.cause === 'none' ? poolIn(row, books) : undefined;
        if (pool !== undefined)
          return { who: `pool ${pool.name}`, expected: 'a cause', found: `${kind} of ${row.value} without one` };
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
