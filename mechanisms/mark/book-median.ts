import { defineMark, z } from 'breakwater';
import { bookPrices } from './book-prices.ts';
import { median } from './median.ts';

/**
 * Median of the best bid, the best ask and the last trade: mark = median(bid, ask, last), ticks.
 *
 * A print outside the spread moves nothing, and no index holds the mark: where the own book goes, it goes. Where one of the three is
 * missing the median is of the others, and the index stands in where there is none.
 *
 * @source https://help.ftx.com/hc/en-us/articles/360027668712-Liquidations (definition of the mark price)
 */
export const bookMedian = defineMark({
  name: 'book-median',
  summary: 'Median of best bid, best ask and last trade.',
  formula: 'mark = median(bid, ask, last), of those there are; the index where there are none',
  source: 'https://help.ftx.com/hc/en-us/articles/360027668712-Liquidations',
  params: z.strictObject({}),
  price: (market, index) => {
    const { bid, ask, last } = bookPrices(market);
    return median([bid, ask, last]) ?? index;
  },
});
