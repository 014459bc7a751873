import { defineAdlCloseOut, z } from 'breakwater';

/**
 * Closes at the value at which the subject's equity, shared over its positions by maintenance, is used up exactly.
 *
 * value = value at mark - equity x maintenance of the leg / maintenance of the account, units; the counterparty gets the same.
 *
 * @source https://www.bitmex.com/app/autoDeleveraging; https://www.binance.com/en/support/faq/360033525471; for cross accounts
 * dYdX v4 x/clob/keeper/liquidations.go (GetBankruptcyPriceInQuoteQuantums)
 */
export const bankruptcy = defineAdlCloseOut({
  name: 'bankruptcy',
  summary: "At the subject's bankruptcy value, its equity shared by maintenance.",
  formula: 'value = value at mark - E x MM of the leg / MM of the account, the same to both',
  source: [
    'https://www.bitmex.com/app/autoDeleveraging',
    'https://github.com/dydxprotocol/v4-chain/blob/main/protocol/x/clob/keeper/liquidations.go',
  ],
  params: z.strictObject({}),
  exempt: {
    'close-out/nobody-gains-or-loses-by-the-fill':
      "the counterparty takes over the distance from mark to the subject's bankruptcy price",
  },
  value: (piece) => ({ subject: piece.bankruptcy }),
});
