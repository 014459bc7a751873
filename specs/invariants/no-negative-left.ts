import { defineInvariant } from 'breakwater';

const LIABLE: ReadonlySet<string> = new Set(['trader', 'maker', 'member', 'fund', 'vault', 'pool']);

/** CS5: no loss is left lying about. */
export const noNegativeLeft = defineInvariant({
  id: 'CS5/no-negative-left',
  says: 'No account ends a step with negative equity, unless a case about it is open, a bound was reached and reported, it traded in this step itself, or it is a pool that may be negative by design.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, section 4; catalogue CS5, with its exceptions said',
  over: 'step',
  reaches: ({ full, accounts }) => {
    if (full) return 1;
    for (const _ of accounts()) return 1;
    return 0;
  },
  holds: ({ accounts, books, bounds, acted }) => {
    if (bounds.length > 0) return undefined;
    for (const id of accounts()) {
      if (!LIABLE.has(books.kindOf(id)) || acted.has(id)) continue;
      const { equity, inCase, mayBeNegative } = books.account(id);
      if (equity < 0 && !inCase && !mayBeNegative)
        return { who: `account ${id}`, expected: 'equity >= 0, or an open case', found: equity };
    }
    return undefined;
  },
});
