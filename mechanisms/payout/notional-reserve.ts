import { definePayout, ratio, ratioCeil, z } from 'breakwater';

/**
 * Keeps a share of the account's notional in it, where that is more than initial margin.
 *
 * paid = min(amount, max(0, equity - share x notional)), after what initial margin leaves free: the account keeps
 * max(initial margin, share x notional), notional at mark over all its positions. Units of the settlement asset.
 *
 * @source https://hyperliquid.gitbook.io/hyperliquid-docs/trading/margining (transfers out need the larger of initial margin
 * and 10 % of total notional)
 */
export const notionalReserve = definePayout({
  name: 'notional-reserve',
  summary: 'The larger of initial margin and a share of notional stays in the account.',
  formula: 'paid = min(amount, max(0, E - ceil(N x share)))',
  source: 'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/margining',
  params: z.strictObject({
    share: ratio({ max: '1' }).prefault('0.1').describe('Share of notional that stays in the account, 0 to 1.'),
  }),
  exempt: {
    'payout/pays-all-that-is-free': 'a share of notional stays where initial margin asks for less',
  },
  allow: ({ account, amount }, _view, { share }) => {
    const free = account.equity - ratioCeil(account.notional, share);
    return { paid: Math.max(0, Math.min(amount, free)) };
  },
});
