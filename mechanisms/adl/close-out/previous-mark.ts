import { defineAdlCloseOut, z } from 'breakwater';

/**
 * Closes at the mark price of the step before, at which the subject was still solvent if it has just gone under.
 *
 * @source https://hyperliquid.gitbook.io/hyperliquid-docs/trading/auto-deleveraging
 */
export const previousMark = defineAdlCloseOut({
  name: 'previous-mark',
  summary: 'At the mark price of the step before.',
  formula: 'value = value at the mark of the step before, the same to both',
  source: 'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/auto-deleveraging',
  params: z.strictObject({}),
  exempt: {
    'close-out/subject-ends-at-zero': 'what the subject had at the mark before stays with it',
    'close-out/nobody-gains-or-loses-by-the-fill': 'the counterparty gives up what it won since the mark before',
    'close-out/looks-at-this-mark-only': 'it looks at the mark before',
  },
  value: (piece) => ({ subject: piece.at(piece.market.previousMark) }),
});
