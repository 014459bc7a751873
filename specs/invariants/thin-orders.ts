import { defineInvariant } from 'breakwater';
import { comparable, heldUp } from './held-up.ts';

/** MR10: orders of one lot hold nobody up. */
export const thinOrdersHoldNothingUp = defineInvariant({
  id: 'MR10/thin-orders',
  says: 'An account that defaults in the same step with and without orders of one lot that somebody puts into the book in every step, and whose case is over without them, is not left with an open case by them.',
  scope: 'design',
  tolerance: 0,
  source: 'catalogue MR10; dYdX v4 tries the book before it deleverages',
  over: 'pair',
  change: 'thin-orders',
  reaches: comparable,
  holds: heldUp,
});
