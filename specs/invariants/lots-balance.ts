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
    /** Lots of the account by fills, of which the books said nothing so far. */
    const open = books.markets.map(() => 0);
    for (const id of accounts()) {
      const differs = (market: number, byFills: number, byBooks: number) =>
        same(byFills, byBooks, `account ${id}, market ${books.markets[market]?.id}`, BOTH);
      let left = 0;
      for (const { market, lots } of folded.walk(id)) {
        open[market] = lots;
        left += 1;
      }
      for (const { market, lots } of books.walk(id)) {
        // The words of a witness are made only when one is due: this runs for every account a step touched.
        if (open[market] !== lots) return differs(market, open[market] ?? 0, lots);
        open[market] = 0;
        if (lots !== 0) left -= 1;
        sums[market] = (sums[market] as number) + lots;
      }
      if (left === 0) continue;
      for (const { market, lots } of folded.walk(id)) if (open[market] !== 0) return differs(market, lots, 0);
    }
    if (!full) return undefined;
    for (const [market, sum] of sums.entries()) {
      const witness = same(0, sum, `market ${books.markets[market]?.id}`, 'sum of all lots');
      if (witness !== undefined) return witness;
    }
    return undefined;
  },
});
