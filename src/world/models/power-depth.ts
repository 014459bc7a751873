import { z } from 'zod';
import { defineLiquidity, type LadderLevel } from '../../contract/index.ts';
import { pow } from '../../math/index.ts';

const ONE_PERCENT = 0.01;

/**
 * A ladder whose cumulative depth is a power of the distance: C(delta) = d1 (delta / 0.01)^b.
 *
 * d1 is the market's depth at 1 %. The level at distance delta_k offers C(delta_k) - C(delta_(k-1)), so that the book within any
 * listed distance holds exactly C. Nothing rests nearer than the half spread; what would, rests there. With b < 1 the
 * book is thick near the price and thin away from it.
 *
 * @source b about 0.4 from CoinDesk Research's BTC depth at 0.5 %, 1 % and 5 % in early October
 *   2025 (https://quickfeed.io, "Crypto liquidity remains hollow after October crash"); other classes are assumed.
 * @example
 * // liquidity: { use: power-depth, shape: 0.5, distances: [0.005, 0.01, 0.04] }   notional d1 x (0.71, 0.29, 1)
 */
export const powerDepth = defineLiquidity({
  name: 'power-depth',
  summary: 'Cumulative depth as a power of the distance from the reference price.',
  formula: 'notional within distance d = depth at 1 % x (d / 0.01)^shape; nothing nearer than halfSpread',
  source: 'CoinDesk Research depth figures of October 2025, as reported by https://quickfeed.io (exponent)',
  params: z.strictObject({
    shape: z.number().min(0.05).max(3).default(0.4).describe('Exponent b, dimensionless.'),
    shapes: z.record(z.string(), z.number().min(0.05).max(3)).default({}).describe('Exponent b by class of market.'),
    distances: z
      .array(z.number().positive().lt(1))
      .min(1)
      .max(200)
      .default([0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.04, 0.1])
      .refine((list) => list.every((d, i) => i === 0 || d > list[i - 1]!), 'distances must rise')
      .describe('Distances of the levels from the reference price, as shares of it, rising.'),
    halfSpread: z
      .number()
      .min(0)
      .lt(1)
      .default(0.0002)
      .describe('Distance within which nothing is quoted, as a share of the price.'),
    halfSpreads: z.record(z.string(), z.number().min(0).lt(1)).default({}).describe('Half spread by class of market.'),
  }),
  ladder: (market, params) => {
    const b = Object.hasOwn(params.shapes, market.class) ? params.shapes[market.class]! : params.shape;
    const inner = Object.hasOwn(params.halfSpreads, market.class)
      ? params.halfSpreads[market.class]!
      : params.halfSpread;
    const levels: LadderLevel[] = [];
    let offered = 0;
    const outer = params.distances.filter((d) => d > inner);
    for (const distance of outer.length < params.distances.length ? [inner, ...outer] : outer) {
      const within = market.depthAtOnePercent * pow(distance / ONE_PERCENT, b);
      levels.push({ distance, notional: within - offered });
      offered = within;
    }
    return levels;
  },
});
