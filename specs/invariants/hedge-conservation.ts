import { defineRowInvariant } from 'breakwater';

const isForced = ({ cause }: { readonly cause: string }): boolean => cause === 'adl' || cause === 'companion';

/** Hedge bound 6: nobody's leg goes nowhere. */
export const hedgeConservation = defineRowInvariant({
  id: 'hedge-bound/6',
  says: 'Every lot that ADL closes is closed on both sides, and every companion order has a named other side: per market, what winners give is what losers are relieved of.',
  scope: 'universal',
  tolerance: 0,
  source: 'modelling.md 4.4, HB6',
  rows: {
    kinds: ['fill'],
    ask: (row, { books }) => {
      if (!isForced(row)) return false;
      const { a, b, heldByA, heldByB, lots, cause } = row;
      const who = (): string => `${cause} of case ${row.case}, market ${books.markets[row.market]?.id}`;
      if (a < 0 || b < 0 || a === b) return { who: who(), expected: 'two different accounts', found: [a, b] };
      const relieved = Math.abs(heldByA) - Math.abs(heldByA - lots);
      const given = Math.abs(heldByB) - Math.abs(heldByB + lots);
      if (cause === 'companion' || relieved === given) return true;
      return {
        who: who(),
        expected: relieved,
        found: given,
        difference: given - relieved,
        detail: `accounts ${a} and ${b}`,
      };
    },
  },
});
