import { defineAdlAllocation, z } from 'breakwater';
import { raisable } from './raisable.ts';
import { unitsInOrder } from './units-in-order.ts';

/** The limits of those who pass, 0 for the others. */
const limitsWhere = (limit: Float64Array, behind: Float64Array, passes: (behind: number) => boolean): Float64Array =>
  limit.map((most, i) => (passes(behind[i] as number) ? most : 0));

/**
 * Drains the highest leverage: lot after lot from whoever has the most lots per unit of equity.
 *
 * give_i = max(0, claim_i - l x equity_i), at most limit_i, l such that they sum to D = min(need, total limit), in whole lots: of all
 * whole gives these leave the least largest leverage, and whatever is cut in two waves is what one would cut. In one market all lots are
 * worth the same, so lots stand for exposure. Ties go to the earlier claim. Who has no equity gives first, from the largest claim down.
 * Where the equity of others is worth less than a lot, a give may be several lots from the formula in fractions. O(n log n). Where gains
 * are charged the claim is the gain, and the rule levels gain over equity.
 *
 * `behind: weight` divides by the weight of the ranking instead of the equity. `factor-leverage` looks at the net exposure of the whole
 * account instead of this position.
 *
 * @source https://arxiv.org/abs/2603.15963 (Campbell, Hey, Moallemi and Nutz: leverage draining)
 */
export const leverageWaterFilling = defineAdlAllocation({
  name: 'leverage-water-filling',
  summary: 'Drains the highest leverage down to one level.',
  formula:
    'give_i = clamp(claim_i - l x E_i, 0, limit_i), l such that they sum to D = min(need, sum of limits), lot after lot\n' +
    'first where E_i <= 0; behind: weight takes the weight of the ranking for E_i',
  source: 'https://arxiv.org/abs/2603.15963',
  params: z.strictObject({
    behind: z
      .enum(['equity', 'weight'])
      .default('equity')
      .describe('What stands behind the lots: the equity of the account, or the weight its ranking gives it.'),
  }),
  allocate: (problem, params) => {
    const { n, need, claim, limit } = problem;
    const behind = problem[params.behind];
    const amount = raisable(need, limit);
    const bare = limitsWhere(limit, behind, (x) => x === 0);
    const fromBare = raisable(amount, bare);
    const first = claim.map((lots) => 0 - lots);
    const gives = unitsInOrder(fromBare, { first, per: new Float64Array(n).fill(1), limit: bare });
    const backed = limitsWhere(limit, behind, (x) => x > 0);
    const more = unitsInOrder(amount - fromBare, { first, per: behind, limit: backed });
    return gives.map((give, i) => give + (more[i] as number));
  },
});
