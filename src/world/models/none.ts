import { z } from 'zod';
import { defineImpact } from '../../contract/index.ts';

/**
 * A price that the run's own flow does not move: only what is exogenous moves it.
 *
 * displacement = 0, whatever is sold. It is what remains of a crash without its cascade.
 *
 * @source Breakwater: the null model of impact.
 */
export const none = defineImpact({
  name: 'none',
  summary: 'The run’s own flow does not move the price.',
  formula: 'displacement = 0',
  source: 'Breakwater: the null model of impact',
  exempt: { 'impact/moves-the-price': 'no flow moves it, by definition' },
  params: z.strictObject({}),
  quote: ({ notional }) => ({ filled: notional, vwap: 1, endPrice: 1 }),
  apply: () => {},
  step: () => {},
  depth: () => Number.POSITIVE_INFINITY,
  displacement: () => 0,
});
