import { z } from 'zod';
import { defineDepth } from '../../contract/index.ts';

/**
 * The same depth throughout, whatever happens to the makers.
 *
 * multiplier = m.
 *
 * @source Breakwater: the null model of depth (makers who never withdraw).
 */
export const constant = defineDepth({
  name: 'constant',
  summary: 'The same share of the calm depth throughout.',
  formula: 'depth = multiplier x calm depth',
  source: 'Breakwater: the null model of depth',
  params: z.strictObject({
    multiplier: z.number().positive().max(1).default(1).describe('Share of the calm ladder that is quoted, (0, 1].'),
  }),
  multiplier: (_view, params) => params.multiplier,
});
