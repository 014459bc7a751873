import { defineMark, z } from 'breakwater';

/**
 * The last trade of the own book, and the index before the first: mark = last, ticks.
 *
 * The rule that mark prices replaced: one print moves everybody's margin.
 *
 * @source https://www.binance.com/en/support/faq/360033525071 (why a mark price stands in place of the last price)
 */
export const lastPrice = defineMark({
  name: 'last-price',
  summary: 'The last trade.',
  formula: 'mark = last trade; the index before the first',
  source: 'https://www.binance.com/en/support/faq/360033525071',
  params: z.strictObject({}),
  price: (market, index) => (market.last > 0 ? market.last : index),
});
