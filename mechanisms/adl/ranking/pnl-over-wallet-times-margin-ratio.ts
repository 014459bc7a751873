import { amount, defineAdlRanking, z } from 'breakwater';

/**
 * Ranks by profit over wallet balance, times the margin ratio of the account.
 *
 * score = max(0, profit) / max(1, wallet) x ratio, ratio = maintenance of the account / (wallet + profit of the account),
 * or 0 where that sum is not above zero. Dimensionless, >= 0; all losers tie at 0.
 *
 * @source https://dev.binance.vision/t/17801 (the formula as users quote it from https://www.binance.com/en/support/faq/360033525471)
 */
export const pnlOverWalletTimesMarginRatio = defineAdlRanking({
  name: 'pnl-over-wallet-times-margin-ratio',
  summary: 'Profit over wallet balance, times the margin ratio of the account.',
  formula:
    'score = max(0, uPnL) / max(walletFloor, wallet) x MM / E of the account, 0 where E <= 0; E = wallet + its uPnL',
  source: ['https://dev.binance.vision/t/17801', 'https://www.binance.com/en/support/faq/360033525471'],
  exempt: {
    'ranking/size-does-not-count': 'a wallet below the floor counts as the floor, whatever the size',
    'ranking/sides-alike':
      'of two positions of one value at mark, the short that gained the same share has gained more money',
  },
  params: z.strictObject({
    walletFloor: amount({ positive: true })
      .prefault('1')
      .describe('Least wallet balance the profit is divided by, settlement asset, above 0.'),
  }),
  score: ({ profit, wallet, equity, accountMaintenance }, params) =>
    equity <= 0 ? 0 : (Math.max(0, profit) / Math.max(params.walletFloor, wallet)) * (accountMaintenance / equity),
});
