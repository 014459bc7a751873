import { type DesignView, defineRowInvariant } from 'breakwater';

const MILLION = 1_000_000;

/** Most that is charged in one interval, per million of notional; undefined where the design names none. */
const capOf = ({ mechanisms }: DesignView): number | undefined => {
  const cap = mechanisms.find(({ slot }) => slot === 'funding')?.params.cap;
  return typeof cap === 'number' ? cap : undefined;
};

/** Whether funding keeps to its cap. */
export const fundingCapped = defineRowInvariant({
  id: 'LQ7/funding-capped',
  says: 'Funding charges a lot no more, in one interval, than the cap of the design on what it is worth at mark.',
  scope: 'universal',
  given: (design) => (capOf(design) === undefined ? 'its funding has no cap' : true),
  tolerance:
    'a millionth of a unit a lot, by rounding; for inverse markets half a unit, as the value of a lot is rounded',
  source: 'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/funding',
  rows: {
    kinds: ['shift-index'],
    ask: (row, { books, design }) => {
      const market = row.cause === 'funding' ? books.markets[row.market] : undefined;
      if (market === undefined) return false;
      const cap = capOf(design) ?? 0;
      const worth = Math.abs(market.value(1, market.mark)) + (market.kind === 'inverse' ? 0.5 : 0);
      const most = worth * cap + 1;
      if (Math.abs(row.value) <= most) return true;
      return {
        who: `market ${market.id}`,
        expected: `at most ${most} millionths of a unit a lot`,
        found: row.value,
        detail: `a lot is worth ${worth}, the cap is ${cap / MILLION} of it`,
      };
    },
  },
});
