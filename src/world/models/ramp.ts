import { z } from 'zod';
import { defineShock, duration } from '../../contract/index.ts';
import { exp } from '../../math/index.ts';

/** Share of the whole move that has happened: 0, up to 1 at the end of the ramp, back to 1 - reversal. */
function progress(
  seconds: number,
  { start, ramp: rise, reversal, back }: { start: number; ramp: number; reversal: number; back: number },
): number {
  const elapsed = seconds - start;
  if (elapsed <= 0) return 0;
  if (elapsed < rise) return elapsed / rise;
  const returned = elapsed - rise;
  return 1 - reversal * (returned >= back ? 1 : returned / back);
}

/**
 * One macro shock that reaches every market through its beta, and is partly taken back.
 *
 * price(t) = open x exp(-beta x size x f(t)); f rises from 0 to 1 in a line over `ramp`, then falls to 1 - reversal over `back`.
 *
 * @source Breakwater: the defaults, 6 % for beta 1 over 20 min and a quarter taken back in 1 h, are assumed.
 * @example
 * // shock: { use: ramp, size: 0.2, ramp: 5m }   a market of beta 2 loses 33 % in five minutes
 */
export const ramp = defineShock({
  name: 'ramp',
  summary: 'A macro shock scaled by beta, over a ramp, with a partial reversal.',
  formula:
    'price(t) = open x exp(-beta x size x f(t))\n' +
    'f rises from start on in a line from 0 to 1 over ramp, then falls in a line to 1 - reversal over back',
  source: 'Breakwater: a stylised macro shock, defaults assumed',
  params: z.strictObject({
    size: z
      .number()
      .min(-5)
      .max(10)
      .default(0.06)
      .describe('Fall of a market of beta 1 in log terms, dimensionless; negative rises.'),
    start: duration().prefault('0s').describe('When the ramp begins.'),
    ramp: duration().prefault('20m').describe('How long the move takes; 0s is a jump.'),
    reversal: z.number().min(0).max(1).default(0.25).describe('Share of the move that is taken back, in log terms.'),
    back: duration().prefault('1h').describe('How long the reversal takes.'),
  }),
  price: (market, seconds, params) => market.open * exp(-market.beta * params.size * progress(seconds, params)),
});
