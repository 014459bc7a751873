import { defineInvariant, same } from 'breakwater';
import { countRows } from './count-rows.ts';

const BOTH = 'lots: by fills, by books';

/** CS3: for every lot held long, one is held short. */
export const lotsBalance = defineInvariant({
  id: 'CS3/lots-balance',
  says: 'After every event the lots of a market sum to zero: each fill has two different sides, and every account holds what its fills add up to.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, law 3; catalogue CS3',
  over: 'step',
  reaches: ({ walk }) => countRows(walk('fill')),
  holds: ({ full, walk, books, folded, accounts }) => {
    // A fill moves lots from one account to another, so a fold of two-sided fills sums to zero after every one of them.
    for (const { a, b, market } of walk('fill'))
      if (a < 0 || b < 0 || a === b)
        return { who: `fill in market ${market}`, expected: 'two different accounts', found: [a, b] };
    const sums = books.markets.map(() => 0);
    /** Account that was last seen to hold lots of each market. */
    const holders = books.markets.map(() => -1);
    for (const id of accounts()) {
      const differs = (market: number, lots: number) =>
        same(folded.lots(id, market), lots, `account ${id}, market ${books.markets[market]?.id}`, BOTH);
      for (const { market, lots } of books.walk(id)) {
        // The words of a witness are made only when one is due: this runs for every account a step touched.
        if (folded.lots(id, market) !== lots) return differs(market, lots);
        sums[market] = (sums[market] as number) + lots;
        holders[market] = id;
      }
      for (const market of folded.markets(id)) if (holders[market] !== id) return differs(market, 0);
    }
    if (!full) return undefined;
    for (const [market, sum] of sums.entries()) {
      const witness = same(0, sum, `market ${books.markets[market]?.id}`, 'sum of all lots');
      if (witness !== undefined) return witness;
    }
    return undefined;
  },
});
