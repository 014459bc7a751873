import type { RandomStream } from '../../math/index.ts';
import { capacityOf, type TableProblem } from './claims-table.ts';

/** Sizes a claim may have, from hand-checked to about a million lots. */
const SIZES = [12, 100, 1000, 1_000_000];

const capacities = (n: number, random: RandomStream): Float64Array => {
  const size = SIZES[random.below(SIZES.length)] as number;
  const claims = Float64Array.from({ length: n }, () => random.below(size + 1));
  // Zeros, ties and one claim above all others are where rules differ.
  const zero = random.below(n);
  const [from, to] = [random.below(n), random.below(n)];
  const large = random.below(n);
  if (random.chance(0.15)) claims[zero] = 0;
  if (random.chance(0.4)) claims[to] = claims[from] as number;
  if (random.chance(0.15)) claims[large] = (claims[large] as number) * 20;
  return claims;
};

const needOf = (total: number, claims: Float64Array, random: RandomStream): number => {
  const edge = claims[random.below(claims.length)] as number;
  const inner = random.below(total + 1);
  const corners = [0, total, Math.floor(total / 2), Math.min(total, 1), Math.max(0, total - 1), edge, total - edge];
  return random.chance(0.3) ? (corners[random.below(corners.length)] as number) : inner;
};

/**
 * A claims problem for a search: plain capacities, all other columns following.
 *
 * @param n - Number of claims, >= 1.
 */
export const randomProblem = (n: number, random: RandomStream): TableProblem => {
  const table = { capacity: capacities(n, random) };
  return { table, need: needOf(capacityOf(table), table.capacity, random) };
};
