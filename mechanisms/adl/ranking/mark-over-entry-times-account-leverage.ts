import { defineAdlRanking, z } from 'breakwater';

/**
 * Ranks winners by price gain times account leverage.
 *
 * score = (mark / entry) x (notional of the account / equity of the account), dimensionless; infinite at equity <= 0.
 * The page writes mark / entry for both sides, which would rank the shorts that won least first; `profit-aligned` reads it as
 * entry / mark for shorts, `as-written` keeps the letter.
 *
 * @source https://hyperliquid.gitbook.io/hyperliquid-docs/trading/auto-deleveraging
 */
export const markOverEntryTimesAccountLeverage = defineAdlRanking({
  name: 'mark-over-entry-times-account-leverage',
  summary: 'Price gain times account leverage.',
  formula:
    'score = (mark / entry of a long, entry / mark of a short) x N / E of the account, infinite where E <= 0\n' +
    'shorts: as-written takes mark / entry for both',
  source: 'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/auto-deleveraging',
  exempt: {
    'ranking/winners-before-losers':
      'the price ratio of a loser is above zero too, so a loser at high leverage may come first',
    'ranking/sides-alike': 'entry over mark rises faster than mark over entry at the same share of gain',
  },
  params: z.strictObject({
    shorts: z
      .enum(['profit-aligned', 'as-written'])
      .default('profit-aligned')
      .describe('How the price ratio of a short is read: entry over mark, or mark over entry as the page has it.'),
  }),
  score: (candidate, params) => {
    const written = params.shorts === 'as-written';
    const ratio = written ? candidate.markPrice / candidate.entryPrice : candidate.priceRatio;
    return ratio * candidate.accountLeverage;
  },
});
