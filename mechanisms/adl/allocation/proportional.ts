import { apportion, defineAdlAllocation, z } from 'breakwater';

/**
 * Takes from everyone the same share of what it can give: the proportional rule of claims problems.
 *
 * give_i = D x limit_i / total limit, D = min(need, total limit); floors first, the rest one each to the largest remainders, ties to the
 * earlier claim, so that each give is less than one lot or unit from its quota. It minimises the largest share that anyone loses. Linear
 * time.
 *
 * In a design that charges gains this is the variation-margin gains haircut: gains x (1 - D / total gains). In one that closes positions
 * it is the partial tear-up of the opposite side. `integer-pro-rata` shares by the weights of the ranking instead, within the limits.
 *
 * @source Aumann and Maschler, "Game theoretic analysis of a bankruptcy problem from the Talmud", J. Econ. Theory 36 (1985);
 * ISDA, "CCP loss allocation at the end of the waterfall", 2013 (gains haircut, tear-up); https://arxiv.org/abs/2512.01112 (pro rata)
 */
export const proportional = defineAdlAllocation({
  name: 'proportional',
  summary: 'The same share of what each can give.',
  formula: 'give_i = D x limit_i / sum of limits, by largest remainder; D = min(need, sum of limits)',
  source: ['Aumann and Maschler, J. Econ. Theory 36 (1985)', 'https://arxiv.org/abs/2512.01112'],
  params: z.strictObject({}),
  capabilities: { gives: 'in-proportion' },
  allocate: ({ need, limit }) => apportion(need, limit, limit),
});
