import { defineInvariant } from 'breakwater';
import { countRows } from './count-rows.ts';

const isForced = ({ cause }: { readonly cause: string }): boolean => cause === 'adl' || cause === 'companion';

/** Hedge bound 6: nobody's leg goes nowhere. */
export const hedgeConservation = defineInvariant({
  id: 'hedge-bound/6',
  says: 'Every lot that ADL closes is closed on both sides, and every companion order has a named other side: per market, what winners give is what losers are relieved of.',
  scope: 'universal',
  tolerance: 0,
  source: 'modelling.md 4.4, HB6',
  over: 'step',
  reaches: ({ walk }) => countRows(walk('fill'), isForced),
  holds: ({ walk, books }) => {
    for (const row of walk('fill')) {
      if (!isForced(row)) continue;
      const { a, b, heldByA, heldByB, lots, cause } = row;
      const who = `${cause} of case ${row.case}, market ${books.markets[row.market]?.id}`;
      if (a < 0 || b < 0 || a === b) return { who, expected: 'two different accounts', found: [a, b] };
      if (cause === 'companion') continue;
      const relieved = Math.abs(heldByA) - Math.abs(heldByA - lots);
      const given = Math.abs(heldByB) - Math.abs(heldByB + lots);
      if (relieved !== given)
        return {
          who,
          expected: relieved,
          found: given,
          difference: given - relieved,
          detail: `accounts ${a} and ${b}`,
        };
    }
    return undefined;
  },
});
