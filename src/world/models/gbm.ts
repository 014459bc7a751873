import { z } from 'zod';
import { defineShock, duration } from '../../contract/index.ts';
import { exp } from '../../math/index.ts';
import { brownian, noiseKey } from './brownian.ts';

const SECONDS_PER_YEAR = 31_536_000;

/**
 * Geometric Brownian motion, correlated through one common factor.
 *
 * ln(price(t) / open) = drift t + sigma (sqrt(common) F(t) + sqrt(1 - common) W(t)), t in years, F shared by all markets, W each
 * market's own. Every call with a stream of the same key reads the same path, at whatever time and in whatever order.
 *
 * @source Black and Scholes, Journal of Political Economy 81 (1973) (volatilities assumed: BTC 45 % a year, ETH 65, SOL 80, mid-caps 100, long tail 140).
 * @example
 * // shock: { use: gbm, common: 0.7 }
 */
export const gbm = defineShock({
  name: 'gbm',
  summary: 'Geometric Brownian motion with a common factor.',
  formula:
    'ln(price(t) / open) = drift x t + sigma x (sqrt(common) x F(t) + sqrt(1 - common) x W(t)), t in years\n' +
    'F one Brownian motion for all markets, W one for each; sigma = classes of the market, else volatility',
  source: [
    'Black and Scholes, The Pricing of Options and Corporate Liabilities, Journal of Political Economy 81 (1973)',
    'Breakwater: volatilities by class, assumed',
  ],
  params: z.strictObject({
    drift: z.number().min(-10).max(10).default(0).describe('Drift of the log price, per year.'),
    volatility: z
      .number()
      .min(0)
      .max(20)
      .default(1)
      .describe('Volatility of classes not named below, per square-root year.'),
    classes: z
      .record(z.string(), z.number().min(0).max(20))
      .default({ btc: 0.45, eth: 0.65, sol: 0.8, 'mid-cap': 1, 'long-tail': 1.4 })
      .describe('Volatility by class, per square-root year.'),
    common: z.number().min(0).max(1).default(0.7).describe('Share of the variance that all markets have in common.'),
    grid: duration()
      .refine((seconds) => seconds > 0, 'a grid is longer than 0s')
      .prefault('1s')
      .describe('Finest time at which the path moves at random; a line within.'),
  }),
  price: (market, seconds, params, random) => {
    const key = noiseKey(random);
    const sigma = Object.hasOwn(params.classes, market.class) ? params.classes[market.class]! : params.volatility;
    const cells = seconds / params.grid;
    const shared = params.common === 0 ? 0 : Math.sqrt(params.common) * brownian(key, 'factor', cells);
    const own = params.common === 1 ? 0 : Math.sqrt(1 - params.common) * brownian(key, `market/${market.id}`, cells);
    const years = seconds / SECONDS_PER_YEAR;
    return market.open * exp(params.drift * years + sigma * Math.sqrt(params.grid / SECONDS_PER_YEAR) * (shared + own));
  },
});
