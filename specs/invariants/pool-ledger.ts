import { defineInvariant, same } from 'breakwater';

const MONEY: ReadonlySet<string> = new Set(['transfer', 'fill', 'settle-index', 'sell-collateral']);

/** IF2: a pool's balance has a history. */
export const poolLedger = defineInvariant({
  id: 'IF2/pool-ledger',
  says: 'What a pool has is its opening capital plus what it received less what it paid, line by line of the event log, and every line names its cause.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, law 5; catalogue IF2',
  over: 'step',
  reaches: ({ books, rows }) => {
    const pools = new Set(books.pools.map((pool) => pool.account));
    return rows.reduce(
      (lines, { kind, a, b }) => lines + (MONEY.has(kind) && (pools.has(a) || pools.has(b)) ? 1 : 0),
      0,
    );
  },
  holds: ({ rows, books, folded }) => {
    const pools = new Map(books.pools.map((pool) => [pool.account, pool]));
    for (const row of rows) {
      const pool = MONEY.has(row.kind) ? (pools.get(row.a) ?? pools.get(row.b)) : undefined;
      if (pool !== undefined && row.cause === 'none')
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
