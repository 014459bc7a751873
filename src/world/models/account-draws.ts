import type { MarketModelView, Side } from '../../contract/index.ts';
import { exp, log, lognormal, normal, pow, type RandomStream, truncatedPareto } from '../../math/index.ts';
import { type ClassProfile, profileOf, type SkewedParams } from './skewed-params.ts';

/** A position before its market is scaled: which market and side, how large relative to others, where in the entry range. */
export interface DrawnPosition {
  readonly market: number;
  readonly side: Side;
  /** Notional at the opening price: relative when drawn, natural units once scaled. */
  notional: number;
  /** Place of the entry price within its range, 0 to 1. */
  readonly entry: number;
}
/** An account before its deposit is known. */
export interface DrawnAccount {
  /** Leverage it would like, notional over equity. */
  readonly leverage: number;
  readonly positions: DrawnPosition[];
}

/** A group of accounts that share a side and a temper. */
export interface Group {
  readonly name: 'levered-long' | 'calm-long' | 'levered-short' | 'calm-short';
  readonly side: Side;
  readonly levered: boolean;
}

/** Pearson correlation of two normals whose ranks correlate by rho: 2 sin(pi rho / 6), by its series to 10^-9. */
export function normalCorrelation(rho: number): number {
  const x = (Math.PI * rho) / 6;
  const square = x * x;
  return 2 * x * (1 - (square / 6) * (1 - (square / 20) * (1 - (square / 42) * (1 - square / 72))));
}

/** Draws a size, lognormal up to `tailFrom` and Pareto beyond it, and the normal that ranks it. */
export function drawSize(s: RandomStream, sizes: SkewedParams['sizes']): readonly [size: number, rank: number] {
  const rank = normal(s);
  const body = sizes.median * exp(sizes.sigma * rank);
  return [body <= sizes.tailFrom ? body : truncatedPareto(s, sizes.tailFrom, sizes.alpha, sizes.cap), rank];
}

/** Picks an index in proportion to weights >= 0, of which one at least is above zero. */
export function pick(s: RandomStream, weights: readonly number[]): number {
  let left = s.unit() * weights.reduce((sum, w) => sum + w, 0);
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i]!;
    if (left < 0) return i;
  }
  return weights.findLastIndex((w) => w > 0);
}

/** Weights by which accounts below the tail choose markets. */
export const marketWeights = (markets: readonly MarketModelView[], tilt: number): readonly number[] =>
  markets.map((market) => pow(market.openInterest, tilt));

/**
 * Draws one account of a group.
 *
 * @param s - The account's own stream.
 * @param first - A market it must have, if any: the first accounts of a group take one market each, so that none lacks holders.
 */
export function drawAccount(
  s: RandomStream,
  group: Group,
  first: number | undefined,
  markets: readonly MarketModelView[],
  weights: readonly number[],
  params: SkewedParams,
): DrawnAccount {
  const [size, rank] = drawSize(s, params.sizes);
  const large = size > params.sizes.tailFrom;
  const other = normal(s);
  const count = Math.min(markets.length, 1 + pick(s, large ? params.largePositionCounts : params.positionCounts));
  const left = large ? markets.map((market) => market.openInterest) : [...weights];
  const chosen: number[] = [];
  while (chosen.length < count) {
    const market = chosen.length === 0 && first !== undefined ? first : pick(s, left);
    left[market] = 0;
    chosen.push(market);
    if (left.every((w) => w === 0)) break;
  }
  const parts = chosen.map((market) => (1e-9 - log(1 - s.unit())) * (large ? markets[market]!.openInterest : 1));
  const whole = parts.reduce((sum, part) => sum + part, 0);
  const positions = chosen.map((market, i) => ({
    market,
    side: group.side,
    notional: (size * parts[i]!) / whole,
    entry: s.unit(),
  }));
  const r = normalCorrelation(params.rankCorrelation);
  const rankOfLeverage = r * rank + Math.sqrt(1 - r * r) * other;
  const profile = profileOf(params.classes, markets[chosen[0]!]!.class);
  return { leverage: leverageAt(rankOfLeverage, group, profile, params), positions };
}

function leverageAt(rank: number, group: Group, profile: ClassProfile, { calm, calmShort }: SkewedParams): number {
  const { leverage, sigma, maxLeverage } = group.levered ? profile : group.side === 1 ? calm : calmShort;
  return Math.min(maxLeverage, leverage * exp(sigma * rank));
}

/** Leverage of an account whose size it does not depend on. */
export const calmLeverage = (s: RandomStream, { calm }: SkewedParams): number =>
  Math.min(calm.maxLeverage, lognormal(s, calm.leverage, calm.sigma));
