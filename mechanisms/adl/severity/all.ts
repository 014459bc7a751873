import { defineAdlSeverity, z } from 'breakwater';

/**
 * Raises the whole need.
 *
 * @source https://arxiv.org/abs/2512.01112 (severity one; what every production queue does)
 */
export const all = defineAdlSeverity({
  name: 'all',
  summary: 'The whole need.',
  formula: 'raised = need',
  source: 'https://arxiv.org/abs/2512.01112',
  params: z.strictObject({}),
  raise: (need) => need.amount,
});
