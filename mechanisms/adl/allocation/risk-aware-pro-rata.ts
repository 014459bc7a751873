import { defineAdlAllocation } from 'breakwater';
import { givesByLeverage } from './gives-by-leverage.ts';
import { riskOf, riskParams } from './risk-of-leverage.ts';

/**
 * Takes more of a claim the more leverage stands on it: the share of claim i is h_i = min(limit_i / claim_i, c x w_i).
 *
 * w_i = leverage_i x g(leverage_i), leverage = exposure / equity, c such that the gives claim_i x h_i sum to min(need, total limit), by
 * largest remainder on the weights' grid, so that each give is less than one lot or unit from the rule. As published the weight is
 * leverage times g, so that `linear` means the square of leverage. The claim that this rule leaves the least risk is refuted: the program
 * it is derived from is a knapsack, which `greedy-risk` solves. The published algorithm never takes from a weight of 0 and then cannot
 * raise a need that asks for those; here they give what the others cannot. Who has no equity gives first. Linear time expected.
 *
 * @source https://arxiv.org/abs/2512.01112 (RAP)
 */
export const riskAwareProRata = defineAdlAllocation({
  name: 'risk-aware-pro-rata',
  summary: 'In proportion to claim times leverage times a function of leverage, within limits.',
  formula:
    'give_i = min(limit_i, c x claim_i x lev x g), c such that they sum to D = min(need, sum of limits); first where E <= 0\n' +
    'g = lev; lev ^ exponent with risk: power; max(0, lev - threshold) with risk: cvar; lev = exposure / E',
  source: 'https://arxiv.org/abs/2512.01112',
  params: riskParams,
  allocate: (problem, params) => givesByLeverage(problem, (leverage) => leverage * riskOf(leverage, params)),
});
