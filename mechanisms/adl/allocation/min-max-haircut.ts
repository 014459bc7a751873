import { defineAdlAllocation, z } from 'breakwater';
import { raisable } from './raisable.ts';
import { unitsInOrder } from './units-in-order.ts';

/**
 * Takes so that the largest share of its claim that anyone gives is as small as whole lots or units allow.
 *
 * Unit by unit from whoever then has given the least share: of the units with the least k / claim_i, k = 1 .. limit_i, the first
 * D = min(need, total limit), ties to the earlier claim. No other whole gives have a smaller max give_i / claim_i, nor, that being so, a
 * smaller next one; more need never makes anybody give less. A large claim may give several lots or units more than its proportional
 * quota, where one of theirs would be a larger share for small ones. O(n log n).
 *
 * Over several markets at once the same aim is NP-hard; `joint-min-max-haircut` bounds it.
 *
 * @source https://arxiv.org/abs/2512.01112 (the min-max program); Balinski and Young, "Fair Representation", 1982 (the method of
 * Jefferson, which minimises the largest ratio of seats to votes)
 */
export const minMaxHaircut = defineAdlAllocation({
  name: 'min-max-haircut',
  summary: 'The largest share that anyone gives of its claim is as small as it can be.',
  formula:
    'minimise max of give_i / claim_i: of all k / claim_i, k = 1 .. limit_i, the D least; D = min(need, sum of limits)',
  source: ['https://arxiv.org/abs/2512.01112', 'Balinski and Young, Fair Representation, 1982'],
  params: z.strictObject({}),
  allocate: ({ n, need, claim, limit }) =>
    unitsInOrder(raisable(need, limit), { first: new Float64Array(n).fill(1), per: claim, limit }),
});
