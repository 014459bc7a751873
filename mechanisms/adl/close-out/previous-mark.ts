import { defineAdlCloseOut, z } from 'breakwater';

/**
 * Closes at the mark price of the step before, at which the subject was still solvent if it has just gone under.
 *
 * @source https://hyperliquid.gitbook.io/hyperliquid-docs/trading/auto-deleveraging
 */
export const previousMark = defineAdlCloseOut({
  name: 'previous-mark',
  summary: 'At the mark price of the step before.',
  source: 'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/auto-deleveraging',
  params: z.strictObject({}),
  value: (piece) => ({ subject: piece.at(piece.market.previousMark) }),
});
