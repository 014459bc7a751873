import type { RandomStream } from '../../math/index.ts';
import { type ClaimsTable, capacityOf, type TableProblem } from './claims-table.ts';

/** Sizes a claim may have, from hand-checked to about a million lots. */
const SIZES = [12, 100, 1000, 1_000_000];

/** Equity is a number of twelfths of the claim, up to twice of it, so that claims can be split without rounding. */
const PARTS = 12;

/** Claims with equity behind them. */
const randomTable = (
  n: number,
  random: RandomStream,
  step: number,
): ClaimsTable & { readonly equity: Float64Array } => {
  const size = SIZES[random.below(SIZES.length)] as number;
  const capacity = Float64Array.from({ length: n }, () => step * random.below(Math.floor(size / step) + 1));
  // Zeros, ties and one claim above all others are where rules differ.
  const zero = random.below(n);
  const [from, to] = [random.below(n), random.below(n)];
  const large = random.below(n);
  if (random.chance(0.15)) capacity[zero] = 0;
  if (random.chance(0.4)) capacity[to] = capacity[from] as number;
  if (random.chance(0.15)) capacity[large] = (capacity[large] as number) * 20;
  const equity = capacity.map((claim) => (claim / step) * (1 + random.below(2 * step)));
  if (capacity[to] === capacity[from] && random.chance(0.5)) equity[to] = equity[from] as number;
  return { capacity, equity };
};

const needOf = (total: number, claims: Float64Array, random: RandomStream): number => {
  const edge = claims[random.below(claims.length)] as number;
  const inner = random.below(total + 1);
  const corners = [0, total, Math.floor(total / 2), Math.min(total, 1), Math.max(0, total - 1), edge, total - edge];
  return random.chance(0.3) ? (corners[random.below(corners.length)] as number) : inner;
};

/**
 * A claims problem for a search.
 *
 * @param n - Number of claims, >= 1.
 * @param withEquity - Whether the table has an equity column, for rules that look at it; all other columns follow the capacity.
 */
export const randomProblem = (n: number, random: RandomStream, withEquity = false): TableProblem => {
  const { capacity, equity } = randomTable(n, random, withEquity ? PARTS : 1);
  const table = withEquity ? { capacity, equity } : { capacity };
  return { table, need: needOf(capacityOf(table), capacity, random) };
};
