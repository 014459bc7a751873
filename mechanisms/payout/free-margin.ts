import { definePayout, z } from 'breakwater';

/**
 * Pays whatever initial margin leaves free.
 *
 * paid = amount: the engine has limited it to equity - initial margin. Units of the settlement asset.
 *
 * @source https://www.binance.com/en/support/faq/360033525371 (maximum withdrawable amount)
 */
export const freeMargin = definePayout({
  name: 'free-margin',
  summary: 'All that margin leaves free.',
  source: 'https://www.binance.com/en/support/faq/360033525371',
  params: z.strictObject({}),
  allow: ({ amount }) => ({ paid: amount }),
});
