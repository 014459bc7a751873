import { defineMark, z } from 'breakwater';

/**
 * The index itself: mark = oracle, ticks.
 *
 * @source https://github.com/gmx-io/gmx-synthetics (positions are valued at the oracle price)
 */
export const oracle = defineMark({
  name: 'oracle',
  summary: 'The index price.',
  formula: 'mark = index',
  source: 'https://github.com/gmx-io/gmx-synthetics',
  params: z.strictObject({}),
  price: (_market, index) => index,
});
