import { defineAdlRanking, z } from 'breakwater';

/**
 * Ranks by leverage first; profit, balance and age of the account decide only between equals.
 *
 * keys, compared in turn, the highest first: leverage of the account (notional / equity, infinite at equity <= 0); unrealised profit of
 * the position, units; less the balance of the account (equity less unrealised profit, units); the account's number, so that the
 * newest comes first. With `leverage: position` the first key is the position's notional over the equity that stands behind it.
 *
 * The page speaks of effective leverage without a formula; its margin is cross, so the account's is our reading.
 *
 * @source https://docs.ethereal.trade/trading/perpetual-futures/auto-deleveraging
 */
export const leverageThenPnlLexicographic = defineAdlRanking({
  name: 'leverage-then-pnl-lexicographic',
  summary: 'Highest leverage; then most profit, least balance, newest account.',
  formula:
    'in turn: largest N / E of the account, largest uPnL, least wallet, newest account\n' +
    'leverage: position takes N of the position / (value at mark - bankruptcy value) first',
  source: 'https://docs.ethereal.trade/trading/perpetual-futures/auto-deleveraging',
  exempt: {
    'ranking/winners-before-losers': 'leverage counts first, so a loser at high leverage may come first',
    'ranking/size-does-not-count': 'profit and balance are in money',
    'ranking/sides-alike': 'a short that gained the same share of its entry value has gained more money',
  },
  params: z.strictObject({
    leverage: z
      .enum(['account', 'position'])
      .default('account')
      .describe('Whose leverage counts: of the whole account, or of the position.'),
  }),
  keys: [
    ({ accountLeverage, effectiveLeverage }, { leverage }) =>
      leverage === 'account' ? accountLeverage : effectiveLeverage,
    ({ profit }) => profit,
    ({ wallet }) => 0 - wallet,
    ({ account }) => account,
  ],
});
