import { defineAdlAllocation, z } from 'breakwater';
import { excessLevel } from './excess-level.ts';
import { raisable } from './raisable.ts';

/**
 * Takes from the largest until all who gave keep the same: everyone keeps min(limit_i, l).
 *
 * give_i = max(0, limit_i - l), l such that they sum to D = min(need, total limit): constrained equal awards, where an award is what
 * a claim keeps of its limit. Small claims are spared, large ones are levelled down. The units that a whole l leaves go one each to the
 * earlier of those who give, so each give is less than one lot or unit from the rule. O(n log n).
 *
 * @source Thomson, "Axiomatic and game-theoretic analysis of bankruptcy and taxation problems", Math. Soc. Sci. 45 (2003)
 */
export const constrainedEqualAwards = defineAdlAllocation({
  name: 'constrained-equal-awards',
  summary: 'Levels the largest down until all who gave keep the same.',
  formula: 'give_i = max(0, limit_i - l), l such that they sum to D = min(need, sum of limits)',
  source: 'Thomson, Math. Soc. Sci. 45 (2003)',
  params: z.strictObject({}),
  exempt: {
    'allocation/no-gain-by-splitting': 'each part keeps as much as the whole did, up to its size',
  },
  allocate: ({ n, need, limit }) => {
    const amount = raisable(need, limit);
    const gives = new Float64Array(n);
    if (amount === 0) return gives;
    const { level, rest } = excessLevel(amount, limit);
    let left = rest;
    for (let i = 0; i < n; i++) {
      const excess = (limit[i] as number) - level;
      if (excess < 0) continue;
      gives[i] = left > 0 ? excess + 1 : excess;
      left -= 1;
    }
    return gives;
  },
});
