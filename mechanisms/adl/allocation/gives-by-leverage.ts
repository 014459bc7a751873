import { apportion, type ClaimsProblem, gridWeights } from 'breakwater';
import { proportionalGives } from './proportional-gives.ts';

/**
 * Shares a need by claim times a function of leverage, within the limits: give_i = min(limit_i, c x claim_i x f(leverage_i)).
 *
 * Leverage is exposure over equity. Who has no equity has more than anyone and gives first, in proportion to claims. Where the weights of
 * the others are 0 and the need is not met, these give in proportion to what they can still give.
 *
 * @param problem - The claims.
 * @param f - Weight per unit of claim at a leverage, real, >= 0 and finite.
 * @returns What each gives, by largest remainder; ties to the lower index.
 */
export const givesByLeverage = (problem: ClaimsProblem, f: (leverage: number) => number): Float64Array => {
  const { n, need, claim, limit, exposure, equity } = problem;
  const weights = new Float64Array(n);
  const bare = new Float64Array(n);
  const backed = limit.slice();
  let anyBare = false;
  for (let i = 0; i < n; i++) {
    const behind = equity[i] as number;
    if (behind > 0) weights[i] = (claim[i] as number) * f((exposure[i] as number) / behind);
    else {
      anyBare = true;
      bare[i] = limit[i] as number;
      backed[i] = 0;
    }
  }
  if (!anyBare) return proportionalGives(need, gridWeights(weights), limit);
  const first = apportion(need, claim, bare);
  let left = need;
  for (const give of first) left -= give;
  const more = proportionalGives(left, gridWeights(weights), backed);
  return first.map((give, i) => give + (more[i] as number));
};
