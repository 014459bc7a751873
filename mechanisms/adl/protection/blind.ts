import { defineAdlProtection, z } from 'breakwater';

/**
 * Protects nobody: each leg is cut as if nothing else were held.
 *
 * What every venue does today, under a name, so that a comparison of protections can have it among them. The same to the last event as no
 * protection at all.
 *
 * @source https://hyperliquid.gitbook.io/hyperliquid-docs/trading/auto-deleveraging (the queue of a market looks at no other market)
 */
export const blind = defineAdlProtection({
  name: 'blind',
  summary: 'No protection: each leg is cut as if nothing else were held.',
  formula: 'cuts stay as ranking and allocation have them',
  source: 'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/auto-deleveraging',
  params: z.strictObject({}),
  scope: 'account',
});
