import { defineRowInvariant, same } from 'breakwater';

/** IF2: a pool's balance has a history. */
export const poolLedger = defineRowInvariant({
  id: 'IF2/pool-ledger',
  says: 'What a pool has is its opening capital plus what it received less what it paid, line by line of the event log, and every line names its cause.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, law 5; catalogue IF2',
  rows: {
    kinds: ['transfer', 'fill', 'settle-index', 'sell-collateral'],
    ask: (row, { books }) => {
      const pool = books.poolOf(row.a) ?? books.poolOf(row.b);
      if (pool === undefined || row.cause !== 'none') return pool !== undefined;
      return { who: `pool ${pool.name}`, expected: 'a cause', found: `${row.kind} of ${row.value} without one` };
    },
    rest: ({ books, folded }) => {
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
  },
});
