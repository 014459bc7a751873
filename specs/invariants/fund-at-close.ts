import { defineInvariant, type RunSubject, type StepRow, type Witness } from 'breakwater';

/** Rows of the cases of markets that were closed. */
const closings = ({ rows, cases }: RunSubject): readonly StepRow[] => {
  const ids = new Set<number>();
  for (const { id, kind } of cases()) if (kind === 'market-close') ids.add(id);
  return rows.filter((row) => ids.has(row.case));
};

/** IF8: closing a market pays nobody out of a fund. */
export const fundAtClose = defineInvariant({
  id: 'IF8/fund-at-close',
  says: 'When a market is closed every position ends at mark, and pools keep what they have: no money moves to or from them but for their own lots at mark.',
  scope: 'design',
  tolerance: 0,
  source: 'catalogue IF8: what is left stays where it is, the only route there is',
  over: 'pair',
  change: 'close-market',
  reaches: ({ second }) => closings(second).filter(({ kind }) => kind === 'fill').length,
  holds: ({ second }) => {
    const pools = new Set(second.books.pools.map(({ account }) => account));
    for (const { kind, cause, a, b, value, mark, step } of closings(second)) {
      const moves = kind === 'transfer' && (pools.has(a) || pools.has(b));
      if (kind === 'fill' && value !== mark) {
        const witness: Witness = {
          who: `account ${a}`,
          expected: mark,
          found: value,
          detail: `closed in step ${step}`,
        };
        return witness;
      }
      if (moves)
        return {
          who: `account ${pools.has(a) ? a : b}, a pool`,
          expected: 'no payment',
          found: `${cause} of ${value}`,
        };
    }
    return undefined;
  },
});
