import { defineAdlCloseOut, ratio, ratioCeil, z } from 'breakwater';

/**
 * Closes the subject at its zero price, and the counterparties between that and mark; a pool has the difference.
 *
 * subject = ZP, its bankruptcy value; counterparty = 2/3 ZP + 1/3 MP, MP the value at mark, units, rounded in the pool's
 * favour. While the subject has equity left, the pool gains a third of it; once it has none, the pool pays. It pays no more
 * than it can spend: the counterparties bear the rest (ours; the venue's text stops at its fund).
 *
 * @source https://help.ftx.com/hc/en-us/articles/360027937831-Liquidations (step 2);
 * https://help.ftx.com/hc/en-us/articles/360027668712-Liquidations (position zero price)
 */
export const zeroMarkBlend = defineAdlCloseOut({
  name: 'zero-mark-blend',
  summary: 'Subject at zero price, counterparties at 2/3 zero and 1/3 mark, the difference to a pool.',
  formula:
    'subject: Z = bankruptcy value; counterparties: max(Z + ceil((value at mark - Z) x mark), Z - spendable of pool)\n' +
    'pool: the difference',
  source: [
    'https://help.ftx.com/hc/en-us/articles/360027937831-Liquidations',
    'https://help.ftx.com/hc/en-us/articles/360027668712-Liquidations',
  ],
  params: z.strictObject({
    pool: z.string().default('backstop').describe('Pool that receives or bears the difference.'),
    mark: ratio({ max: '1' })
      .prefault('1/3')
      .describe('Share of the mark price in what the counterparties get, 0 to 1; the rest of it is the zero price.'),
  }),
  exempt: {
    'close-out/nobody-gains-or-loses-by-the-fill':
      'the counterparty takes over two thirds of the distance from mark to the zero price',
    'close-out/one-price-for-both': 'a pool has the difference of the two',
  },
  value: (piece, _view, params) => {
    const zero = piece.bankruptcy;
    const blend = zero + ratioCeil(piece.mark - zero, params.mark);
    const counterparty = Math.max(blend, zero - piece.spendable(params.pool));
    return { subject: zero, counterparty, difference: params.pool };
  },
});
