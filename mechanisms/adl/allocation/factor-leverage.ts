import { type ClaimsProblem, defineAdlAllocation, gridWeights, z } from 'breakwater';
import { scope } from '../protection/scope.ts';
import { proportionalGives } from './proportional-gives.ts';
import { above, levelOf, type Vessels } from './water-level.ts';

/** Equity of nothing: who has none is levered without bound, and drained first. */
const LEAST = 1;

/** Each account for itself: net exposure, in lots, over its own equity. */
const byAccount = ({ claim, equity, limit, books }: ClaimsProblem): Vessels => ({
  height: books?.net ?? claim,
  width: equity.map((units) => Math.max(LEAST, units)),
  limit,
});

/** Accounts of one owner together, and which of the owners each claim belongs to. */
const byOwner = (problem: ClaimsProblem): { readonly vessels: Vessels; readonly of: Int32Array } => {
  const { n, claim, equity, limit, books } = problem;
  const of = new Int32Array(n);
  const numbers = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    const owner = books?.owner[i] ?? i;
    if (!numbers.has(owner)) numbers.set(owner, numbers.size);
    of[i] = numbers.get(owner) ?? 0;
  }
  const vessels = {
    height: new Float64Array(numbers.size),
    width: new Float64Array(numbers.size),
    limit: new Float64Array(numbers.size),
  };
  for (let i = 0; i < n; i++) {
    const owner = of[i] ?? 0;
    vessels.height[owner] = books?.ownerNet[i] ?? claim[i] ?? 0;
    vessels.width[owner] = Math.max(LEAST, books?.ownerEquity[i] ?? equity[i] ?? 0);
    vessels.limit[owner] = (vessels.limit[owner] ?? 0) + (limit[i] ?? 0);
  }
  return { vessels, of };
};

/** Whole lots that bring everybody down to one level. */
const drained = (vessels: Vessels, need: number): Float64Array => {
  const level = levelOf(vessels, need);
  const ideal = vessels.limit.map((_, i) => above(vessels, i, level));
  return proportionalGives(need, gridWeights(ideal), vessels.limit);
};

/** Shares what each owner gives over the owner's claims, in proportion to their limits. */
const withinOwners = ({ n, limit }: ClaimsProblem, of: Int32Array, gives: Float64Array): Float64Array => {
  const claims = Array.from(gives, (): number[] => []);
  for (let i = 0; i < n; i++) claims[of[i] ?? 0]?.push(i);
  const all = new Float64Array(n);
  for (const [owner, mine] of claims.entries()) {
    const limits = Float64Array.from(mine, (i) => limit[i] ?? 0);
    const shares = proportionalGives(gives[owner] ?? 0, limits, limits);
    for (const [k, i] of mine.entries()) all[i] = shares[k] ?? 0;
  }
  return all;
};

/**
 * Drains the highest leverage first, with leverage measured on net exposure: hedged books are cut less.
 *
 * give_i = clamp(q_i - l x e_i, 0, limit_i) with one level l such that they sum to the need. q_i is the account's net exposure to the
 * common factor (signed value at mark x beta over all its positions) in lots of the market, e_i its equity. So the largest factor
 * leverage q / e that is left is the least any rule can leave. Beyond all bets the level falls below 0: hedges are then cut in
 * proportion to equity. Whole lots by largest remainder. Where nothing is known but the claims, q is the claim.
 *
 * With scope `venue` an owner's accounts are drained as one, each in proportion to what it holds: neither splitting a position nor
 * adding one that offsets itself lowers what its owner gives.
 *
 * @source https://arxiv.org/abs/2603.15963 (leverage water-filling, one factor); rounding and the level below 0 are ours
 */
export const factorLeverage = defineAdlAllocation({
  name: 'factor-leverage',
  summary: 'The highest leverage on net exposure is drained first; a counterfactual, no published venue rule.',
  formula:
    'give_i = clamp(q_i - l x max(1, E_i), 0, limit_i), l such that they sum to D = min(need, sum of limits)\n' +
    'q_i = sum over positions of (signed value at mark x beta), in lots of the market',
  source: 'https://arxiv.org/abs/2603.15963 (leverage water-filling); rounding and the level below 0 are ours',
  params: z.strictObject({ scope: scope() }),
  allocate: (problem, params) => {
    const { n, need } = problem;
    if (n === 0 || need === 0) return new Float64Array(n);
    if (params.scope === 'account') return drained(byAccount(problem), need);
    const { vessels, of } = byOwner(problem);
    return withinOwners(problem, of, drained(vessels, need));
  },
});
