import { defineAdlSeverity, ratio, ratioFloor, z } from 'breakwater';

/**
 * Raises a fixed share of the need, rounded down; the rest stays with the case.
 *
 * raised = floor(share x need), lots or units.
 *
 * @source https://arxiv.org/abs/2512.01112 (severity: the share of the deficit that is socialised)
 */
export const share = defineAdlSeverity({
  name: 'share',
  summary: 'A fixed share of the need.',
  formula: 'raised = floor(need x of)',
  source: 'https://arxiv.org/abs/2512.01112',
  params: z.strictObject({
    of: ratio({ max: '1' }).prefault('1').describe('Share of the need that is raised, 0 to 1.'),
  }),
  capabilities: { partialSeverity: true },
  raise: (need, _view, params) => ratioFloor(need.amount, params.of),
});
