import { defineInvariant } from 'breakwater';
import { ExactTotal } from './exact-total.ts';

/** CS2: what one side of a market is worth, the other side owes. */
export const zeroSumMark = defineInvariant({
  id: 'CS2/zero-sum-mark',
  says: 'The values at mark of all positions of a market sum to zero.',
  scope: 'universal',
  tolerance:
    'none for linear markets; one unit a holder for inverse ones, whose values are rounded to whole units one by one',
  source:
    'design.md, section 3; catalogue CS2, reworded: values, since realised gains leave no zero sum of unrealised ones',
  over: 'step',
  reaches: ({ full }) => (full ? 1 : 0),
  holds: ({ full, books, accounts }) => {
    if (!full) return undefined;
    const sums = books.markets.map(() => ({ total: new ExactTotal(), holders: 0 }));
    for (const id of accounts()) {
      for (const { market, value } of books.walk(id)) {
        const sum = sums[market];
        if (sum === undefined) return { who: `account ${id}`, expected: 'a market of the venue', found: market };
        sum.total.add(value);
        sum.holders += 1;
      }
    }
    for (const { number, id, kind } of books.markets) {
      const { total, holders } = sums[number] as (typeof sums)[number];
      const { value } = total;
      const most = kind === 'linear' ? 0 : holders;
      const off = value < 0n ? -value : value;
      if (off > BigInt(most))
        return {
          who: `market ${id}`,
          expected: 0,
          found: String(value),
          detail: `${holders} holders, at most ${most} units off`,
        };
    }
    return undefined;
  },
});
