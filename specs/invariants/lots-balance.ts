import { defineInvariant, same } from 'breakwater';

const BOTH = 'lots: by fills, by books';

/** CS3: for every lot held long, one is held short. */
export const lotsBalance = defineInvariant({
  id: 'CS3/lots-balance',
  says: 'After every event the lots of a market sum to zero: each fill has two different sides, and every account holds what its fills add up to.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, law 3; catalogue CS3',
  over: 'step',
  reaches: ({ rows }) => rows.reduce((fills, row) => fills + (row.kind === 'fill' ? 1 : 0), 0),
  holds: ({ full, rows, books, folded, accounts }) => {
    // A fill moves lots from one account to another, so a fold of two-sided fills sums to zero after every one of them.
    for (const row of rows)
      if (row.kind === 'fill' && (row.a < 0 || row.b < 0 || row.a === row.b))
        return { who: `fill in market ${row.market}`, expected: 'two different accounts', found: [row.a, row.b] };
    const sums = books.markets.map(() => 0);
    for (const id of accounts()) {
      const differs = (market: number, lots: number) =>
        same(folded.lots(id, market), lots, `account ${id}, market ${books.markets[market]?.id}`, BOTH);
      const { positions } = books.account(id);
      for (const { market, lots } of positions) {
        // The words of a witness are made only when one is due: this runs for every account a step touched.
        if (folded.lots(id, market) !== lots) return differs(market, lots);
        sums[market] = (sums[market] as number) + lots;
      }
      for (const market of folded.markets(id))
        if (!positions.some((one) => one.market === market)) return differs(market, 0);
    }
    if (!full) return undefined;
    for (const [market, sum] of sums.entries()) {
      const witness = same(0, sum, `market ${books.markets[market]?.id}`, 'sum of all lots');
      if (witness !== undefined) return witness;
    }
    return undefined;
  },
});
