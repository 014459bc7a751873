import { defineAdlRanking, z } from 'breakwater';

/**
 * Gives all the same score: for allocations that take from everyone. A queue over it goes by account id.
 *
 * @source ISDA, CCP loss allocation at the end of the waterfall, 2013 (tear-ups are pro rata, nobody is ranked)
 */
export const unranked = defineAdlRanking({
  name: 'unranked',
  summary: 'No order: the lower account id comes first.',
  formula: 'score = 0: ties go to the lower account id',
  source: 'ISDA, CCP loss allocation at the end of the waterfall, 2013',
  exempt: {
    'ranking/more-profit-first': 'no order at all',
    'ranking/more-leverage-first': 'no order at all',
    'ranking/winners-before-losers': 'no order at all',
  },
  params: z.strictObject({}),
  score: () => 0,
});
