import { definePayout, ratio, ratioCeil, z } from 'breakwater';

/**
 * Pays whatever initial margin leaves free, and keeps a share of notional in the account where one is asked for.
 *
 * paid = min(amount, max(0, equity - notionalShare x notional)); the engine has limited the amount to what initial
 * margin leaves free. Hyperliquid asks for max(initial margin, 10 % of notional): notionalShare 0.1. Units of the
 * settlement asset.
 *
 * @source https://hyperliquid.gitbook.io/hyperliquid-docs/trading/margining
 */
export const freeMargin = definePayout({
  name: 'free-margin',
  summary: 'All that margin leaves free.',
  source: 'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/margining',
  params: z.strictObject({
    notionalShare: ratio().prefault('0').describe('Share of notional that stays in the account, at least 0.'),
  }),
  allow: ({ account, amount }, _view, params) => {
    const free = account.equity - ratioCeil(account.notional, params.notionalShare);
    return { paid: Math.max(0, Math.min(amount, free)) };
  },
});
