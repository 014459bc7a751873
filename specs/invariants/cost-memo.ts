import { defineRowInvariant, same } from 'breakwater';

/** What a position is said to have cost, held against the fills that made it. */
export const costMemo = defineRowInvariant({
  id: 'CS8/cost-memo',
  says: 'The cost of a position is what its fills add up to: a part that closes takes its share of the cost along, rounded down, and what turns a position begins at its own cost.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, section 3: cost basis is a memo, split on partial close; catalogue CS8',
  rows: {
    kinds: ['fill'],
    ask: ({ lots, heldByA }) => heldByA !== 0 && heldByA > 0 === lots > 0,
    rest: ({ accounts, books, folded }) => {
      for (const id of accounts())
        for (const { market, cost } of books.walk(id)) {
          const byFills = folded.cost(id, market);
          if (byFills === cost) continue;
          return same(byFills, cost, `account ${id}, market ${books.markets[market]?.id}`, 'cost: by fills, by books');
        }
      return undefined;
    },
  },
});
