import { defineAdlAllocation, z } from 'breakwater';
import { proportionalGives } from './proportional-gives.ts';

/**
 * Takes from everyone in proportion to weight, in whole lots or units.
 *
 * quota_i = need x weight_i / total weight; floors first, the rest one each to the largest remainders, ties to the earlier
 * claim. Who would pass its limit gives the limit, and the others share what is left anew: capped pro-rata, and its whole contracts are
 * our lots. The paper's own rounding to whole contracts hands out the rest once and drops what a position cannot take, so that it may
 * raise less than the need; this one raises it.
 *
 * @source https://arxiv.org/abs/2512.01112 (capped pro rata); Balinski and Young, "Fair Representation", ch. 3 (remainders)
 */
export const integerProRata = defineAdlAllocation({
  name: 'integer-pro-rata',
  summary: 'In proportion to weight, capped, by largest remainder.',
  formula: 'give_i = min(limit_i, c x weight_i), c such that they sum to D = min(need, sum of limits)',
  source: 'https://arxiv.org/abs/2512.01112',
  params: z.strictObject({}),
  capabilities: { gives: 'in-proportion' },
  allocate: ({ need, weight, limit }) => proportionalGives(need, weight, limit),
});
