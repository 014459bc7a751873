import { defineAdlEligible, z } from 'breakwater';

/**
 * Only positions in profit: unrealised profit > 0, units; a position at exactly its entry value is left alone.
 *
 * @source https://www.binance.com/en/support/faq/360033525471 (the score of a losing position is zero)
 */
export const profitable = defineAdlEligible({
  name: 'profitable',
  summary: 'Only positions with an unrealised profit.',
  formula: 'may be cut: uPnL > 0',
  source: 'https://www.binance.com/en/support/faq/360033525471',
  params: z.strictObject({}),
  capabilities: { winnersOnly: true },
  candidate: (candidate) => candidate.profit > 0,
});
