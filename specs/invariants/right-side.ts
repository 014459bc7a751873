import { defineInvariant } from 'breakwater';
import { countRows } from './count-rows.ts';

/** AF1: ADL pairs a long with a short. */
export const rightSide = defineInvariant({
  id: 'AF1/right-side',
  says: 'Whoever is cut holds the side that the subject does not, and both get smaller by the lots of the cut.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue AF1; https://docs.dydx.xyz/concepts/trading/liquidations',
  over: 'step',
  reaches: ({ walk }) => countRows(walk('fill'), ({ cause }) => cause === 'adl'),
  holds: ({ walk, books }) => {
    for (const row of walk('fill')) {
      if (row.cause !== 'adl') continue;
      const { lots, heldByA, heldByB } = row;
      const side = Math.sign(lots);
      if (Math.sign(heldByA) === side && Math.sign(heldByB) === -side && Math.abs(heldByA) >= Math.abs(lots)) continue;
      return {
        who: `account ${row.b}, market ${books.markets[row.market]?.id}`,
        expected: `a ${side > 0 ? 'short' : 'long'} against at least ${lots} lots of account ${row.a}`,
        found: [heldByA, heldByB],
        detail: `case ${row.case} in step ${row.step}: lots held by subject and counterparty`,
      };
    }
    return undefined;
  },
});
