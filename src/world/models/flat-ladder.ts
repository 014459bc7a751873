import { z } from 'zod';
import { defineLiquidity } from '../../contract/index.ts';

const ONE_PERCENT = 0.01;

/**
 * Equal levels at equal distances: the linear book of the textbooks, for closed forms and small tests.
 *
 * Level k of n stands at k x spacing and offers d1 x spacing / 0.01, so that the book within 1 % holds d1 when it reaches that far.
 *
 * @source Kyle, "Continuous auctions and insider trading", Econometrica 53 (1985) (linear impact).
 * @example
 * // liquidity: { use: flat-ladder, levels: 4, spacing: 0.005 }   half of d1 at 0.5, 1, 1.5 and 2 %
 */
export const flatLadder = defineLiquidity({
  name: 'flat-ladder',
  summary: 'Equal levels at equal distances from the reference price.',
  formula: 'level k = 1 .. levels stands at k x spacing and offers depth at 1 % x spacing / 0.01',
  source: 'Kyle, Continuous Auctions and Insider Trading, Econometrica 53 (1985)',
  params: z.strictObject({
    levels: z.number().int().min(1).max(200).default(10).describe('Levels on each side.'),
    spacing: z.number().positive().lt(1).default(0.001).describe('Distance between levels, as a share of the price.'),
  }),
  ladder: (market, { levels, spacing }) =>
    Array.from({ length: levels }, (_, i) => ({
      distance: spacing * (i + 1),
      notional: (market.depthAtOnePercent * spacing) / ONE_PERCENT,
    })).filter((level) => level.distance < 1),
});
