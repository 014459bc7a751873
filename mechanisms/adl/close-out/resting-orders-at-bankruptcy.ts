import { defineAdlCloseOut, z } from 'breakwater';

/**
 * Rests limit orders of the chosen counterparties in the public book at the subject's bankruptcy price, for its order to meet.
 *
 * value = value at mark - equity x maintenance of the leg / maintenance of the account, units; the orders stand at the next tick
 * that leaves the subject no deficit. Whoever quotes a better price comes first, and takes so much off the counterparties.
 *
 * The venue calls the orders post-only. Once the mark is through bankruptcy a bid at the bankruptcy price is above the best
 * ask, and a post-only order would be refused just when it is needed (`crossing: refused`); here it stands in the crossed book
 * for the moment until the subject's order has met it, and takes nothing from anybody (`crossing: stands`).
 *
 * @source https://docs.whitebit.com/concepts/auto-deleveraging (post-only limit orders of the selected counterparties)
 */
export const restingOrdersAtBankruptcy = defineAdlCloseOut({
  name: 'resting-orders-at-bankruptcy',
  summary: "Limit orders of the counterparties in the book, at the subject's bankruptcy price.",
  formula:
    'limit of their orders = bankruptcy value / lots, at the next tick that leaves the subject no deficit\n' +
    'bankruptcy value = value at mark - E x MM of the leg / MM of the account',
  source: 'https://docs.whitebit.com/concepts/auto-deleveraging',
  params: z.strictObject({
    crossing: z
      .enum(['stands', 'refused'])
      .default('stands')
      .describe('What becomes of orders that would cross the book: they stand without taking, or are refused.'),
  }),
  exempt: {
    'close-out/nobody-gains-or-loses-by-the-fill':
      "the counterparty takes over the distance from mark to the subject's bankruptcy price",
  },
  by: 'resting-orders',
  value: (piece, _view, { crossing }) => ({ subject: piece.bankruptcy, postOnly: crossing === 'refused' }),
});
