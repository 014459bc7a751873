import { defineAdlAllocation } from 'breakwater';
import { riskOf, riskParams } from './risk-of-leverage.ts';

/**
 * Takes first where a unit that is given removes the most risk: the solution of the program that `risk-aware-pro-rata` is derived from.
 *
 * The risk of a position is leverage_i x g(leverage_i) x equity_i = exposure_i x g(leverage_i) and falls evenly as its claim is given, so
 * that each unit removes exposure_i x g(leverage_i) / claim_i: a fractional knapsack, filled in falling order of that ratio, each up to its limit; ties go as they are
 * ranked. No other gives of the same sum remove more. Who has no equity comes first. O(n log n).
 *
 * @source ours: the optimum of the one-step program of https://arxiv.org/abs/2512.01112
 */
export const greedyRisk = defineAdlAllocation({
  name: 'greedy-risk',
  summary: 'First where a unit given removes the most risk.',
  formula:
    'give_k = min(limit_k, need - gives before k), by falling exposure x g / claim; first where E <= 0\n' +
    'g = lev; lev ^ exponent with risk: power; max(0, lev - threshold) with risk: cvar; lev = exposure / E',
  source: 'https://arxiv.org/abs/2512.01112 (its program; the solution is ours)',
  exempt: {
    'allocation/equal-treatment': 'of two that remove as much, the first gives all it has before the other gives any',
  },
  params: riskParams,
  allocate: ({ n, need, claim, limit, exposure, equity, rank }, params) => {
    const removed = Float64Array.from(claim, (amount, i) => {
      if (amount === 0) return 0;
      const [value, behind] = [exposure[i] as number, equity[i] as number];
      return behind > 0 ? (value * riskOf(value / behind, params)) / amount : Number.POSITIVE_INFINITY;
    });
    const order = rank
      .order()
      .slice()
      .sort((a, b) => {
        const [x, y] = [removed[a] as number, removed[b] as number];
        return x === y ? 0 : y > x ? 1 : -1;
      });
    const gives = new Float64Array(n);
    let left = need;
    for (const i of order) {
      if (left === 0) break;
      gives[i] = Math.min(limit[i] as number, left);
      left -= gives[i] as number;
    }
    return gives;
  },
});
