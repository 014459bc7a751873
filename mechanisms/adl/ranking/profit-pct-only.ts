import { defineAdlRanking, z } from 'breakwater';

/**
 * Ranks by profit relative to the opening price alone: profit / entry value, signed. Leverage and size do not count.
 *
 * @source Gate, help article 22082 (gate.tv)
 */
export const profitPctOnly = defineAdlRanking({
  name: 'profit-pct-only',
  summary: 'Profit relative to the opening price; leverage and size excluded.',
  formula: 'score = uPnL / |entry value|',
  source: 'Gate, help article 22082 (gate.tv)',
  exempt: {
    'ranking/more-leverage-first': 'leverage is left out on purpose',
  },
  params: z.strictObject({}),
  score: (candidate) => candidate.profitRatio,
});
