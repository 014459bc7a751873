import { apportion, defineAdlAllocation, z } from 'breakwater';

/**
 * Takes the same amount from everyone, and all from whoever has less.
 *
 * give_i = min(limit_i, m), m such that they sum to D = min(need, total limit): constrained equal losses, as gives are the losses. It
 * minimises the largest amount that anyone loses, and uses up the smallest claims first. The units that a whole m leaves go one each to
 * the earlier claims that have them, so each give is less than one lot or unit from the rule. Linear time expected.
 *
 * @source Thomson, "Axiomatic and game-theoretic analysis of bankruptcy and taxation problems", Math. Soc. Sci. 45 (2003)
 */
export const constrainedEqualLosses = defineAdlAllocation({
  name: 'constrained-equal-losses',
  summary: 'The same amount from each, all from whoever has less.',
  formula: 'give_i = min(limit_i, m), m such that they sum to D = min(need, sum of limits)',
  source: 'Thomson, Math. Soc. Sci. 45 (2003)',
  params: z.strictObject({}),
  allocate: ({ n, need, limit }) => apportion(need, new Float64Array(n).fill(1), limit),
});
