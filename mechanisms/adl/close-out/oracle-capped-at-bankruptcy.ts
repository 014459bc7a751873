import { defineAdlCloseOut, z } from 'breakwater';

/**
 * Closes at the oracle price, capped where the subject would end below zero.
 *
 * value = max(value at oracle, bankruptcy value), units, signed as the subject's lots: a long is sold at the higher of the two
 * prices, a short bought back at the lower. A subject that can bear the oracle price keeps what is left to it; one that cannot
 * ends at zero, and the counterparties' gain is what is capped. The counterparty gets the same.
 *
 * The venue's text says "capped at the bankruptcy price" and not for whom. The other reading (`cap: subject`, the lower of the
 * two) never pays the subject more than its bankruptcy value: it takes a solvent subject's equity for the counterparties and
 * leaves an insolvent one in deficit, so the fund could not come back to zero, which the venue says it does.
 *
 * @source https://docs.ethereal.trade (auto-deleveraging: oracle mark price capped at the bankruptcy price, until the fund
 * holds nothing and its equity is not negative)
 */
export const oracleCappedAtBankruptcy = defineAdlCloseOut({
  name: 'oracle-capped-at-bankruptcy',
  summary: 'At the index price, or at bankruptcy where that would leave the subject below zero.',
  formula:
    'value = max(value at index, bankruptcy value), min of the two with cap: subject; the same to both\n' +
    'bankruptcy value = value at mark - E x MM of the leg / MM of the account, signed as the lots',
  source: 'https://docs.ethereal.trade',
  params: z.strictObject({
    cap: z
      .enum(['counterparty', 'subject'])
      .default('counterparty')
      .describe(
        "Whose price bankruptcy caps: the counterparties', so that no subject ends below zero, or the subject's.",
      ),
  }),
  exempt: {
    'close-out/subject-ends-at-zero': 'a subject that can bear the index price keeps what is left',
    'close-out/nobody-gains-or-loses-by-the-fill':
      'index and mark may differ, and the counterparty takes over what the subject cannot bear',
    'close-out/looks-at-this-mark-only': 'it looks at the index',
  },
  value: (piece, _view, { cap }) => {
    const oracle = piece.at(piece.market.oracle);
    return {
      subject: cap === 'counterparty' ? Math.max(oracle, piece.bankruptcy) : Math.min(oracle, piece.bankruptcy),
    };
  },
});
