import { defineRowInvariant } from 'breakwater';

/** AF1: ADL pairs a long with a short. */
export const rightSide = defineRowInvariant({
  id: 'AF1/right-side',
  says: 'Whoever is cut holds the side that the subject does not, and both get smaller by the lots of the cut.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue AF1; https://docs.dydx.xyz/concepts/trading/liquidations',
  rows: {
    kinds: ['fill'],
    ask: (row, { books }) => {
      if (row.cause !== 'adl') return false;
      const { lots, heldByA, heldByB } = row;
      const side = Math.sign(lots);
      if (Math.sign(heldByA) === side && Math.sign(heldByB) === -side && Math.abs(heldByA) >= Math.abs(lots))
        return true;
      return {
        who: `account ${row.b}, market ${books.markets[row.market]?.id}`,
        expected: `a ${side > 0 ? 'short' : 'long'} against at least ${lots} lots of account ${row.a}`,
        found: [heldByA, heldByB],
        detail: `case ${row.case} in step ${row.step}: lots held by subject and counterparty`,
      };
    },
  },
});
