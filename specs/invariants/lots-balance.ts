import { defineRowInvariant, type StepSubject, same, type Witness } from 'breakwater';

const BOTH = 'lots: by fills, by books';

/** Accounts that hold something else than their fills add up to; and markets whose lots do not sum to zero. */
const differing = ({ full, books, folded, accounts }: StepSubject): Witness | undefined => {
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
};

/** CS3: for every lot held long, one is held short. */
export const lotsBalance = defineRowInvariant({
  id: 'CS3/lots-balance',
  says: 'After every event the lots of a market sum to zero: each fill has two different sides, and every account holds what its fills add up to.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, law 3; catalogue CS3',
  rows: {
    kinds: ['fill'],
    // A fill moves lots from one account to another, so a fold of two-sided fills sums to zero after every one of them.
    ask: ({ a, b, market }) =>
      (a >= 0 && b >= 0 && a !== b) || {
        who: `fill in market ${market}`,
        expected: 'two different accounts',
        found: [a, b],
      },
    rest: differing,
  },
});
