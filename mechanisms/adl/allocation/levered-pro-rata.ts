import { defineAdlAllocation, z } from 'breakwater';
import { givesByLeverage } from './gives-by-leverage.ts';

/**
 * Takes in proportion to claim times leverage, within the limits: give_i = min(limit_i, c x claim_i x leverage_i).
 *
 * leverage = exposure / equity, c such that they sum to min(need, total limit), by largest remainder. As printed the paper divides by
 * the square of the sum of the weights and raises a part of the need only (5.185 of 40 in its own numbers); this is the form that raises
 * it. Who has no equity gives first. Each give is less than one lot or unit from the rule. Linear time expected.
 *
 * @source https://arxiv.org/abs/2512.01112 (LPR)
 */
export const leveredProRata = defineAdlAllocation({
  name: 'levered-pro-rata',
  summary: 'In proportion to claim times leverage, within limits.',
  formula:
    'give_i = min(limit_i, c x claim_i x exposure_i / E_i), c such that they sum to D = min(need, sum of limits)\n' +
    'first where E_i <= 0',
  source: 'https://arxiv.org/abs/2512.01112',
  params: z.strictObject({}),
  allocate: (problem) => givesByLeverage(problem, (leverage) => leverage),
});
