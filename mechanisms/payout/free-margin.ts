import { definePayout, z } from 'breakwater';

/**
 * Pays whatever initial margin leaves free.
 *
 * paid = amount: the engine has limited it to equity - initial margin. Units of the settlement asset.
 *
 * @source https://hyperliquid.gitbook.io/hyperliquid-docs/trading/margining (what initial margin does not hold may be withdrawn);
 * `notional-reserve` has that venue's further condition
 */
export const freeMargin = definePayout({
  name: 'free-margin',
  summary: 'All that margin leaves free.',
  formula: 'paid = amount asked, which the engine limits to E - IM',
  source: 'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/margining',
  params: z.strictObject({}),
  allow: ({ amount }) => ({ paid: amount }),
});
