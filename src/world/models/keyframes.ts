import { z } from 'zod';
import { configError, defineShock, type MarketModelView } from '../../contract/index.ts';
import { exp, normal, pow } from '../../math/index.ts';
import { brownian, keyed, noiseKey } from './brownian.ts';
import { type Keyframe, pathOf, segmentAt, valueAt } from './keyframe-path.ts';

const SECONDS_PER_MINUTE = 60;

const params = z.strictObject({
  markets: z
    .record(z.string(), pathOf())
    .default({})
    .describe('Paths by market: [time, multiplier of the opening price, > 0]. They go before classes.'),
  classes: z
    .record(z.string(), pathOf())
    .default({})
    .describe('Paths by class of market, for markets without their own.'),
  all: pathOf().optional().describe('Path of the markets that have neither; without it, such a market is an error.'),
  interpolation: z
    .enum(['linear', 'log-linear'])
    .default('log-linear')
    .describe('Between keyframes: a line of the price, or of its logarithm.'),
  spread: z
    .number()
    .min(0)
    .max(2)
    .default(0)
    .describe('Markets of one class or `all` path differ: log moves are scaled by exp(spread N), N normal per market.'),
  noise: z
    .number()
    .min(0)
    .max(0.2)
    .default(0)
    .describe('Log standard deviation over one minute for a market of beta 1, dimensionless; 0 at every keyframe.'),
});

function pathFor(market: MarketModelView, given: z.infer<typeof params>): readonly [readonly Keyframe[], boolean] {
  const own = Object.hasOwn(given.markets, market.id) ? given.markets[market.id] : undefined;
  if (own !== undefined) return [own, true];
  const shared = Object.hasOwn(given.classes, market.class) ? given.classes[market.class] : given.all;
  if (shared !== undefined) return [shared, false];
  throw configError('no-path', `shock keyframes has no path for market ${market.id} of class ${market.class}`, {
    hint: `add one under markets.${market.id} or classes.${market.class}, or give one for all`,
  });
}

/**
 * Prices along given keyframes: a stored or stylised path of each market.
 *
 * price(t) = open x m(t)^k x exp(noise x beta x B(t)). m is the path between its keyframes; k = exp(spread N) is 1 for a market
 * with its own path; B is a Brownian bridge per minute that is 0 at every keyframe, so keyframes are hit exactly.
 * The path is read as the total price, forced flow included (`asTotal`): it must not be moved again by that flow.
 *
 * @source Glasserman, "Monte Carlo Methods in Financial Engineering" (2003), 3.1 (Brownian bridge); paths such as those
 *   rebuilt from fills by ConejoCapital/HyperMultiAssetedADL.
 * @example
 * // shock: { use: keyframes, markets: { BTC: [[0, 1], [25m, 0.957], [30m, 0.869]] } }
 */
export const keyframes = defineShock({
  name: 'keyframes',
  summary: 'Prices along keyframes per market or class, with noise that vanishes at each keyframe.',
  formula:
    'price(t) = open x m(t)^k x exp(noise x beta x B(t)), m the path between keyframes\n' +
    'k = exp(spread x normal draw), 1 for a market with its own path; B a Brownian bridge a minute, 0 at every keyframe',
  source: [
    'https://github.com/ConejoCapital/HyperMultiAssetedADL',
    'Glasserman, Monte Carlo Methods in Financial Engineering (2003), 3.1',
  ],
  params,
  price: (market, seconds, given, random) => {
    const [path, own] = pathFor(market, given);
    const multiplier = valueAt(path, seconds, given.interpolation);
    if (given.noise === 0 && (own || given.spread === 0)) return market.open * multiplier;
    const key = noiseKey(random);
    const scale = own || given.spread === 0 ? 1 : exp(given.spread * normal(keyed(key, 'spread', market.id)));
    const moved = market.open * (scale === 1 ? multiplier : pow(multiplier, scale));
    const segment = given.noise === 0 ? undefined : segmentAt(path, seconds);
    if (segment === undefined) return moved;
    const [[from], [to]] = segment;
    const walk = (at: number): number => brownian(key, `noise/${market.id}`, at / SECONDS_PER_MINUTE);
    const chord = walk(from) + ((seconds - from) / (to - from)) * (walk(to) - walk(from));
    return moved * exp(given.noise * market.beta * (walk(seconds) - chord));
  },
});
