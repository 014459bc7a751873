import { defineInvariant, same } from 'breakwater';

/** CS1: money is neither made nor lost. */
export const valueConservation = defineInvariant({
  id: 'CS1/value-conservation',
  says: 'Per asset, the quotes of all accounts sum to what the rest of the world has put in: zero where it has an account of its own.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, law 3; catalogue CS1, reworded: the sum of quote, not of cash and realised profit',
  over: 'step',
  reaches: ({ full }) => (full ? 1 : 0),
  holds: ({ full, books, accounts }) => {
    if (!full) return undefined;
    const sums = books.assets.map(() => 0n);
    for (const id of accounts()) {
      for (const [asset, quote] of books.account(id).quote.entries()) sums[asset] = (sums[asset] ?? 0n) + quote;
    }
    for (const [asset, { name, total }] of books.assets.entries()) {
      const witness = same(total, sums[asset] ?? 0n, name, 'sum of all quotes');
      if (witness !== undefined) return witness;
    }
    return undefined;
  },
});
