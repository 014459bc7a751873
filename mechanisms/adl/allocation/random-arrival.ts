import { type ClaimsProblem, compareFractions, defineAdlAllocation, z } from 'breakwater';
import { arrivalMeans } from './arrival-mean.ts';
import { arrivalSamples } from './arrival-samples.ts';
import { raisable } from './raisable.ts';
import { roundUpLargest } from './round-up-largest.ts';

/** Up to so many claims, or so small a need, the mean over all orders is computed. */
const FEW_CLAIMS = 9;
const SMALL_NEED = 64;

/** Claims of one size give the same: the sizes above zero in rising order, and the size of each claim by number; -1 for zero. */
const groupsOf = (sizes: Float64Array): { readonly size: Float64Array; readonly group: Int32Array } => {
  const size = Float64Array.from(new Set(sizes))
    .sort()
    .filter((one) => one > 0);
  const numbers = new Map(Array.from(size, (one, g) => [one, g]));
  return { size, group: Int32Array.from(sizes, (one) => numbers.get(one) ?? -1) };
};

/** Means of the groups: what is whole, an order of what is left, and standard errors. */
interface Groups {
  readonly group: Int32Array;
  readonly whole: Float64Array;
  /** 0 for nothing, then rising with the remainder. */
  readonly rank: Float64Array;
  readonly error: Float64Array;
}

/** Numbers remainders by size; 0 stays 0. */
const ranksOf = (
  n: number,
  isZero: (g: number) => boolean,
  compare: (a: number, b: number) => number,
): Float64Array => {
  const rank = new Float64Array(n);
  const rising = Array.from(rank.keys())
    .filter((g) => !isZero(g))
    .sort(compare);
  let last = 0;
  for (const [k, g] of rising.entries()) {
    if (k === 0 || compare(rising[k - 1] as number, g) !== 0) last += 1;
    rank[g] = last;
  }
  return rank;
};

const exactly = (amount: number, limit: Float64Array): Groups => {
  const { size, group } = groupsOf(limit.map((most) => Math.min(most, amount)));
  const many = new Map(Array.from(size, (one) => [one, 0]));
  for (const g of group) if (g >= 0) many.set(size[g] as number, (many.get(size[g] as number) ?? 0) + 1);
  const means = [...arrivalMeans(amount, many).values()];
  const rest = means.map((mean) => mean.rest);
  const compare = (a: number, b: number): number => {
    const [x, y] = [rest[a] as bigint, rest[b] as bigint];
    return x === y ? 0 : x < y ? -1 : 1;
  };
  return {
    group,
    whole: Float64Array.from(means, (mean) => mean.whole),
    rank: ranksOf(means.length, (g) => rest[g] === 0n, compare),
    error: new Float64Array(means.length),
  };
};

const sampled = (amount: number, problem: ClaimsProblem, pairs: number): Groups => {
  const { size, group } = groupsOf(problem.limit);
  // In the order of their sizes, so that the draws do not depend on how the claims are numbered.
  const bySize = group.filter((g) => g >= 0).sort();
  const { whole, rest, of, error } = arrivalSamples(amount, bySize, size, pairs, problem.random);
  const compare = (a: number, b: number): number =>
    compareFractions(rest[a] as number, of[a] as number, rest[b] as number, of[b] as number);
  return { group, whole, rank: ranksOf(size.length, (g) => rest[g] === 0, compare), error };
};

const solve = (problem: ClaimsProblem, samples: number): Groups | undefined => {
  const amount = raisable(problem.need, problem.limit);
  if (amount === 0) return undefined;
  const claims = problem.limit.reduce((count, most) => count + (most > 0 ? 1 : 0), 0);
  if (claims <= FEW_CLAIMS || amount <= SMALL_NEED) return exactly(amount, problem.limit);
  return sampled(amount, problem, samples / 2);
};

/**
 * Takes from each what it would give on average if all were asked in full in a random order: the Shapley value.
 *
 * give_i = mean over all orders of min(limit_i, max(0, D - limits of those before i)), D = min(need, total limit); the same as the mean
 * of what i would keep if the claims were paid in a random order. Exact up to 9 claims or a need of 64; otherwise the mean over `samples`
 * orders, each drawn with its reverse, claims of one size taken together, whose standard error (see `standardErrors`) is at most
 * limit_i / sqrt(2 x samples). Rounded by largest remainder, so that each give is less than one lot or unit from
 * its mean; ties to the earlier claim. Exact: as many steps as there are sums below the need; sampled: O(n x samples).
 *
 * @source O'Neill, "A problem of rights arbitration from the Talmud", Math. Soc. Sci. 2 (1982) (recursive completion); Shapley, "A value
 * for n-person games", 1953; the draws in pairs are ours
 */
export const randomArrival = defineAdlAllocation({
  name: 'random-arrival',
  summary: 'What each would give on average if all were asked in a random order.',
  formula:
    'give_i = mean over orders of clamp(D - limits of those before i, 0, limit_i); D = min(need, sum of limits)\n' +
    'all orders up to 9 claims or D = 64, else samples drawn ones, each with its reverse',
  source: ["O'Neill, Math. Soc. Sci. 2 (1982)", 'Shapley, A value for n-person games, 1953'],
  params: z.strictObject({
    samples: z
      .int()
      .min(4)
      .max(1_000_000)
      .multipleOf(2)
      .default(1000)
      .describe('Orders drawn where the mean over all is out of reach, an even number from 4 to 1000000.'),
  }),
  exempt: {
    'allocation/no-gain-by-splitting': 'the parts of a claim arrive apart, and some of them late',
  },
  allocate: (problem, { samples }) => {
    const gives = new Float64Array(problem.n);
    const means = solve(problem, samples);
    if (means === undefined) return gives;
    const { group, whole, rank } = means;
    const rests = new Float64Array(problem.n);
    for (const [i, g] of group.entries()) {
      gives[i] = whole[g] ?? 0;
      rests[i] = rank[g] ?? 0;
    }
    return roundUpLargest(raisable(problem.need, problem.limit), gives, rests);
  },
  standardErrors: (problem, { samples }) => {
    const means = solve(problem, samples);
    return Float64Array.from(problem.limit, (_, i) => means?.error[means.group[i] as number] ?? 0);
  },
});
