import { defineAdlCloseOut, z } from 'breakwater';

/**
 * Closes at the price at which the venue settles; what an insolvent subject gets is a choice.
 *
 * value = value at mark or at the index, units; the counterparty gets the same. A clearing house tears positions up at its last
 * settlement price whoever holds them (`insolvent: settlement`), and the deficit stays with the subject for the layers after
 * it. In the final settlement of a market on dYdX v4 an account of equity >= 0 closes at the oracle price and one below zero at
 * its bankruptcy value (`price: oracle, insolvent: bankruptcy`). Equity is at mark; a rule whose two prices differ much should
 * have the same price for mark and index, as that chain does.
 *
 * @source https://github.com/dydxprotocol/v4-chain: protocol/x/clob/keeper/deleveraging.go (getDeleveragingQuoteQuantumsDelta);
 * ISDA, CCP loss allocation at the end of the waterfall, 2013 (tear-up at the last settlement price)
 */
export const settlementPrice = defineAdlCloseOut({
  name: 'settlement-price',
  summary: 'At the price of settlement; insolvent accounts there too, or at bankruptcy.',
  formula:
    'value = value at mark, at index with price: oracle; the same to both\n' +
    'insolvent: bankruptcy takes the bankruptcy value where E < 0',
  source: [
    'https://github.com/dydxprotocol/v4-chain/blob/main/protocol/x/clob/keeper/deleveraging.go',
    'ISDA, CCP loss allocation at the end of the waterfall, 2013',
  ],
  params: z.strictObject({
    price: z.enum(['mark', 'oracle']).default('mark').describe('Price of settlement: the mark, or the index.'),
    insolvent: z
      .enum(['settlement', 'bankruptcy'])
      .default('settlement')
      .describe('What closes an account with equity below zero: the same price, or its bankruptcy value.'),
  }),
  exempt: {
    'close-out/subject-ends-at-zero': "the subject's equity, or lack of it, stays with it",
  },
  value: (piece, _view, { price, insolvent }) => {
    if (insolvent === 'bankruptcy' && piece.subject.subject.equity < 0) return { subject: piece.bankruptcy };
    return { subject: price === 'mark' ? piece.mark : piece.at(piece.market.oracle) };
  },
});
