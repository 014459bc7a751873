import { defineAdlCloseOut, z } from 'breakwater';

/**
 * Closes what a fund holds at the value that leaves the fund the loss it bears itself, and accounts at their bankruptcy value.
 *
 * A fund's position: value = value at mark - (equity of the fund - what the trigger keeps back), units, all on this leg, so that the
 * counterparties bear the excess alone. An account's: value at mark - equity x maintenance of the leg / maintenance of the account. The
 * counterparty gets the same.
 *
 * @source https://bybit-exchange.github.io/docs/v5/market/adl-alert (bankruptcy price recomputed at -30 %);
 * https://help.bybit.com/hc/en-us/articles/900000031623-What-is-Auto-Deleveraging-ADL- (bankruptcy price of the liquidated order)
 */
export const bankruptcyRecomputedAtFundLimit = defineAdlCloseOut({
  name: 'bankruptcy-recomputed-at-fund-limit',
  summary: 'A fund at the value that holds its loss at a limit, accounts at bankruptcy.',
  formula:
    'of a fund: value = value at mark - (E - what the trigger keeps back), the same to both\n' +
    'of an account: value = value at mark - E x MM of the leg / MM of the account',
  source: [
    'https://bybit-exchange.github.io/docs/v5/market/adl-alert',
    'https://help.bybit.com/hc/en-us/articles/900000031623-What-is-Auto-Deleveraging-ADL-',
  ],
  params: z.strictObject({}),
  exempt: {
    'close-out/nobody-gains-or-loses-by-the-fill':
      'the counterparty takes over the distance from mark to the recomputed price',
  },
  value: (piece) => ({
    subject: piece.subject.subject.kind === 'fund' ? piece.bankruptcyOnLeg : piece.bankruptcy,
  }),
});
