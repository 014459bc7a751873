import { z } from 'zod';
import { defineShock } from '../../contract/index.ts';

/**
 * Prices that stay at the opening price: what happens then is the venue's own doing.
 *
 * price(t) = open.
 *
 * @source Breakwater: the null model of a shock.
 */
export const flat = defineShock({
  name: 'flat',
  summary: 'The opening price throughout.',
  formula: 'price(t) = open',
  source: 'Breakwater: the null model of a shock',
  params: z.strictObject({}),
  price: (market) => market.open,
});
