import { defineAdlAllocation, z } from 'breakwater';
import { excessLevel } from './excess-level.ts';
import { raisable } from './raisable.ts';
import { roundUpLargest } from './round-up-largest.ts';

/** A level of two times what is given, as whole + rest / among. */
interface Level {
  readonly whole: number;
  readonly rest: number;
  /** How many claims lie above it. */
  readonly among: number;
}

/** The level m with sum of min(size_i, m) = 2 x amount, at most the sum of the sizes. */
const capLevel = (amount: number, sizes: Float64Array): Level => {
  const rising = sizes.slice().sort();
  // 2 x amount less the sizes below the level is 2 x left - odd, in parts that stay below 2^53.
  let left = amount;
  let odd = 0;
  for (let i = 0; i < rising.length; i++) {
    const among = rising.length - i;
    const even = Math.floor(left / among);
    const loose = 2 * (left - even * among) - odd;
    const whole = 2 * even + Math.floor(loose / among);
    const size = rising[i] as number;
    if (size > whole) return { whole, rest: loose - Math.floor(loose / among) * among, among };
    left -= Math.floor(size / 2);
    odd += size % 2;
  }
  return { whole: Number.POSITIVE_INFINITY, rest: 0, among: 0 };
};

/**
 * Takes from everyone alike up to half of what it has, and beyond that leaves everyone alike: the rule of the contested garment.
 *
 * With D = min(need, total limit): give_i = min(limit_i / 2, m) where D is at most half of the total limit, else
 * give_i = limit_i - min(limit_i / 2, l), m or l such that they sum to D. It is its own dual: what is given of D is what would be kept
 * of D. Rounded by largest remainder, ties to the earlier claim, so that each give is less than one lot or unit from the rule. O(n log n).
 *
 * @source Aumann and Maschler, "Game theoretic analysis of a bankruptcy problem from the Talmud", J. Econ. Theory 36 (1985);
 * Babylonian Talmud, Kethubot 93a, Baba Metzia 2a
 */
export const talmud = defineAdlAllocation({
  name: 'talmud',
  summary: 'Equal losses up to half of each claim, equal awards beyond.',
  formula:
    'give_i = min(limit_i / 2, m) where D <= (sum of limits) / 2, else limit_i - min(limit_i / 2, l)\n' +
    'm, l such that they sum to D = min(need, sum of limits)',
  source: 'Aumann and Maschler, J. Econ. Theory 36 (1985)',
  params: z.strictObject({}),
  exempt: {
    'allocation/no-gain-by-splitting': 'beyond half of all claims, each part of a large one keeps what the whole did',
  },
  allocate: ({ n, need, limit }) => {
    const amount = raisable(need, limit);
    const gives = new Float64Array(n);
    if (amount === 0) return gives;
    const rests = new Float64Array(n);
    let kept = -amount;
    for (const most of limit) kept += most;
    const beyondHalf = kept < amount;
    let level: Level;
    if (beyondHalf) {
      const excess = excessLevel(amount - kept, limit);
      level = { whole: excess.level, rest: excess.rest, among: excess.above };
    } else level = capLevel(amount, limit);
    const { whole, rest, among } = level;
    // Remainders in parts of 1 / (2 x among): of half a claim that is odd, and of the level.
    for (let i = 0; i < n; i++) {
      const most = limit[i] as number;
      const bound = beyondHalf ? most < whole : most <= whole;
      const up = beyondHalf ? Math.ceil(whole / 2) : Math.floor(whole / 2);
      if (bound) gives[i] = Math.floor(most / 2);
      else gives[i] = beyondHalf ? most - up : up;
      rests[i] = bound ? (most % 2) * Math.max(1, among) : (whole % 2) * among + rest;
    }
    return roundUpLargest(amount, gives, rests);
  },
});
