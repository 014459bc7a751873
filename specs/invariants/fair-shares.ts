import { defineInvariant, type PairSubject } from 'breakwater';

/** What a newcomer staked in a pool after the end of the first run and was paid back, units. */
interface Visit {
  readonly pool: string;
  readonly staked: number;
  readonly paid: number;
}

/** Visits to pools that nothing else happened to in between. */
const visits = ({ first, second }: PairSubject): readonly Visit[] =>
  second.books.pools.flatMap(({ name, account }): readonly Visit[] => {
    const later = second.rows.filter(({ step, a, b }) => step > first.steps && (a === account || b === account));
    const from = later.findIndex(({ cause, b }) => cause === 'flow' && b === account);
    const to = later.findLastIndex(({ cause, a }) => cause === 'flow' && a === account);
    // What a pool holds changes with its mark.
    const holds = !second.folded.markets(account)[Symbol.iterator]().next().done;
    if (from === -1 || to !== from + 1 || holds) return [];
    return [{ pool: name, staked: later[from]?.value ?? 0, paid: later[to]?.value ?? 0 }];
  });

/** IF6: coming and going changes nobody's share. */
export const fairShares = defineInvariant({
  id: 'IF6/fair-shares',
  says: 'Who stakes in a pool and asks all of it back in the next step, while nothing else happens to the pool, is paid no more than was staked, and no less but for rounding.',
  scope: 'design',
  given: ({ mechanisms }) =>
    mechanisms.some(({ slot, params }) => slot === 'fund' && 'stakes' in params)
      ? true
      : 'nobody can stake in its pools',
  tolerance: 'two units, one for each way',
  source: 'catalogue IF6',
  over: 'pair',
  change: 'stake-and-leave',
  reaches: (pair) => visits(pair).length,
  holds: (pair) => {
    for (const { pool, staked, paid } of visits(pair))
      if (paid > staked || paid < staked - 2)
        return {
          who: `pool ${pool}`,
          expected: `${staked}, or up to 2 units less`,
          found: paid,
          difference: paid - staked,
        };
    return undefined;
  },
});
