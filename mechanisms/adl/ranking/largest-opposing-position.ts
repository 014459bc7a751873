import { defineAdlRanking, z } from 'breakwater';

/**
 * Ranks by the size of the position, in lots; profit does not count. The weight is the size too.
 *
 * @source https://help.ftx.com/hc/en-us/articles/360027937831-Liquidations (step 2)
 */
export const largestOpposingPosition = defineAdlRanking({
  name: 'largest-opposing-position',
  summary: 'The largest positions first, whatever they have won.',
  formula: 'score = weight = |lots|',
  source: 'https://help.ftx.com/hc/en-us/articles/360027937831-Liquidations',
  exempt: {
    'ranking/more-profit-first': 'profit does not count',
    'ranking/more-leverage-first': 'leverage does not count',
    'ranking/winners-before-losers': 'a large loser comes before a small winner',
    'ranking/size-does-not-count': 'size is all that counts',
  },
  params: z.strictObject({}),
  score: (candidate) => Math.abs(candidate.lots),
  weigh: (candidate) => Math.abs(candidate.lots),
});
