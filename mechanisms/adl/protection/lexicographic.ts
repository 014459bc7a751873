import { defineAdlProtection, ratio, z } from 'breakwater';

/**
 * Cuts directional positions before hedged ones.
 *
 * tier = how many of the bounds the hedged share of the position reaches: with 0.05 and 0.95, tier 0 is directional, 1 hedged
 * in part, 2 hedged. A tier gives only when the ones before it are used up, so hedged lots cut = max(0, need - lots of the
 * tiers before), the least any rule can reach.
 *
 * Sees hedges within one account only: the same hedge over two accounts counts as two directional positions.
 *
 * @source https://arxiv.org/abs/2603.15963 (hedged portfolios are cut less); the tiers are ours, no venue publishes such a rule
 */
export const lexicographic = defineAdlProtection({
  name: 'lexicographic',
  summary: 'Directional positions before hedged ones; a counterfactual, no published rule.',
  source: 'https://arxiv.org/abs/2603.15963 (hedged portfolios are cut less); the tiers are ours',
  params: z.strictObject({
    bounds: z
      .array(ratio({ max: '1' }))
      .min(1)
      .prefault(['0.05', '0.95'])
      .describe('Hedged shares at which the next tier begins, rising.'),
  }),
  scope: 'account',
  tier: (candidate, params) => params.bounds.filter(({ n, d }) => candidate.hedgedShare * d >= n).length,
});
