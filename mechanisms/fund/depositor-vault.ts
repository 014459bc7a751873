import { amount, defineFund, z } from 'breakwater';
import { ALL } from './scope.ts';

/**
 * Depositors' money that takes liquidated positions over and bears their result.
 *
 * One vault for all markets. It refuses take-overs once it has lost `lossCap` in them, so that the next layer acts
 * instead of the rest of its money. Depositors share its result by their shares; what they deposit or withdraw is no
 * profit or loss. Units of the settlement asset.
 *
 * @source https://hyperliquid.gitbook.io/hyperliquid-docs/trading/liquidations (liquidator vault, a component of HLP);
 * the cap follows the venue's statement after JELLY, March 2025
 */
export const depositorVault = defineFund({
  name: 'depositor-vault',
  summary: 'A vault of depositors that takes positions over, up to a loss cap.',
  formula: 'pays <= free cash - floor; refuses take-overs once they have lost lossCap',
  source: 'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/liquidations',
  params: z.strictObject({
    capital: amount().prefault('0').describe('Opening deposits, settlement asset, at least 0.'),
    lossCap: amount()
      .optional()
      .describe(
        'Most the vault may lose in take-overs before it refuses, settlement asset, at least 0; no cap when left out.',
      ),
    floor: amount().prefault('0').describe('Free cash that is not paid out, settlement asset, at least 0.'),
  }),
  holds: 'vault',
  scope: () => ALL,
  capital: (_key, params) => params.capital,
  floor: (_key, params) => params.floor,
  lossCap: (_key, params) => params.lossCap ?? Number.MAX_SAFE_INTEGER,
});
