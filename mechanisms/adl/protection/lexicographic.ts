import { defineAdlProtection, ratio, z } from 'breakwater';
import { scope } from './scope.ts';

/**
 * Cuts directional positions before hedged ones.
 *
 * tier = how many of the bounds the hedged share of the position reaches: with 0.05 and 0.95, tier 0 is directional, 1 hedged
 * in part, 2 hedged. A tier gives only when the ones before it are used up, so hedged lots cut = max(0, need - lots of the
 * tiers before), the least any rule can reach.
 *
 * With scope `account` a hedge over two accounts counts as two directional positions; with scope `venue` an owner's accounts
 * are seen together.
 *
 * @source https://arxiv.org/abs/2603.15963 (hedged portfolios are cut less); the tiers are ours, no venue publishes such a rule
 */
export const lexicographic = defineAdlProtection({
  name: 'lexicographic',
  summary: 'Directional positions before hedged ones; a counterfactual, no published rule.',
  formula: 'tier = how many bounds the hedged share reaches; a tier gives only when the lower ones are used up',
  source: 'https://arxiv.org/abs/2603.15963 (hedged portfolios are cut less); the tiers are ours',
  params: z.strictObject({
    scope: scope(),
    bounds: z
      .array(ratio({ max: '1' }))
      .min(1)
      .prefault(['0.05', '0.95'])
      .describe('Hedged shares at which the next tier begins, 0 to 1 each.'),
  }),
  capabilities: { hedgedLast: true },
  scope: (params) => params.scope,
  tier: (candidate, params) => {
    const share = params.scope === 'account' ? candidate.hedgedShare : candidate.ownerHedgedShare;
    return params.bounds.filter(({ n, d }) => share * d >= n).length;
  },
});
