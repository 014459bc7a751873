import { defineAdlCloseOut, z } from 'breakwater';

/**
 * Closes at the value at which all of the subject's equity is used up on this leg alone.
 *
 * value = value at mark - equity, units, in proportion for a part of the leg. What a trigger keeps back (`priceShift`) is taken
 * off the equity first: so a fund closes inventory at the price that holds its loss at a limit.
 *
 * @source https://bybit-exchange.github.io/docs/v5/market/adl-alert (bankruptcy price recomputed at -30 %)
 */
export const bankruptcyOnLeg = defineAdlCloseOut({
  name: 'bankruptcy-on-leg',
  summary: "At the value that uses up all of the subject's equity on this leg.",
  formula: 'value = value at mark - (E - what the trigger keeps back), the same to both',
  source: 'https://bybit-exchange.github.io/docs/v5/market/adl-alert',
  params: z.strictObject({}),
  exempt: {
    'close-out/nobody-gains-or-loses-by-the-fill':
      "the counterparty takes over all of the subject's equity, or lack of it",
  },
  value: (piece) => ({ subject: piece.bankruptcyOnLeg }),
});
