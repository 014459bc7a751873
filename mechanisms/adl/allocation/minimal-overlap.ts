import { defineAdlAllocation, mulDivCeil, mulDivFloor, z } from 'breakwater';
import { raisable } from './raisable.ts';
import { roundUpLargest } from './round-up-largest.ts';

/** Parts of a unit in which shares are added up. */
const GRID = 2 ** 50;

/** Up to where claims lie on top of one another: whole + rest / (above - 1), `above` claims being larger. */
interface Overlap {
  readonly whole: number;
  readonly rest: number;
  readonly above: number;
}

/** The overlap t: sum of min(size_i, t) over all but the largest = amount; the estate itself where the largest claims all of it. */
const overlapOf = (amount: number, rising: Float64Array): Overlap => {
  const n = rising.length;
  let left = amount;
  for (let i = 0; i < n - 1; i++) {
    const others = n - 1 - i;
    const whole = Math.floor(left / others);
    const size = rising[i] as number;
    if (size > whole) return { whole, rest: left - whole * others, above: others + 1 };
    left -= size;
  }
  return { whole: (rising[n - 1] as number) - left, rest: 0, above: 1 };
};

/** Adds up what a claim of each size keeps of the overlap, rounded up on the grid: step by step, shared by all who reach as far. */
const keptOf = (rising: Float64Array, whole: number): ((size: number) => readonly [units: number, parts: number]) => {
  const n = rising.length;
  const units = new Float64Array(n + 1);
  const parts = new Float64Array(n + 1);
  const ends = new Float64Array(n + 1);
  let last = 0;
  let count = 0;
  for (let i = 0; i < n && last < whole; i++) {
    const end = Math.min(rising[i] as number, whole);
    if (end === last) continue;
    const sharers = n - i;
    const each = Math.floor((end - last) / sharers);
    const part = (parts[count] as number) + mulDivCeil(end - last - each * sharers, GRID, sharers);
    count += 1;
    units[count] = (units[count - 1] as number) + each + (part >= GRID ? 1 : 0);
    parts[count] = part >= GRID ? part - GRID : part;
    ends[count] = end;
    last = end;
  }
  return (size) => {
    let from = 0;
    let to = count;
    while (from < to) {
      const middle = (from + to + 1) >> 1;
      if ((ends[middle] as number) <= size) from = middle;
      else to = middle - 1;
    }
    return [units[from] as number, parts[from] as number];
  };
};

/**
 * Lets everyone keep what only it claims, and shares what several claim equally among those who do; the claims are laid out so that as
 * little as possible is claimed by many: O'Neill's rule of minimal overlap.
 *
 * With D = min(need, total limit) the estate is E = total limit - D. Where one claim is E or more, all begin at the same end of it, and
 * each stretch is shared by those who reach it. Else all begin with the same t units, and no two claim any of the others:
 * sum of max(0, limit_i - t) = E - t. give_i = limit_i less what i keeps. Shares are added up in parts of 2^-50 rounded one way, for up
 * to 2^24 claims, and the gives rounded by largest remainder: less than one lot or unit, and 2^-26, from the rule. O(n log n).
 *
 * @source O'Neill, "A problem of rights arbitration from the Talmud", Math. Soc. Sci. 2 (1982); Alcalde, Marco and Silva, "The minimal
 * overlap rule revisited", Soc. Choice Welfare 31 (2008)
 */
export const minimalOverlap = defineAdlAllocation({
  name: 'minimal-overlap',
  summary: 'What several claim is shared equally by those who claim it.',
  formula:
    'give_i = limit_i - max(0, limit_i - t) - sum over units u <= min(limit_i, t) of 1 / (claims with limit >= u)\n' +
    'sum of max(0, limit_i - t) = T - t, T = sum of limits - D, D = min(need, sum of limits)\n' +
    'where one limit >= T: t = T, and nothing above t is kept',
  source: ["O'Neill, Math. Soc. Sci. 2 (1982)", 'Alcalde, Marco and Silva, Soc. Choice Welfare 31 (2008)'],
  params: z.strictObject({}),
  exempt: {
    'allocation/no-gain-by-splitting': 'each part has its own share of what several claim',
  },
  allocate: ({ n, need, limit }) => {
    const amount = raisable(need, limit);
    const gives = new Float64Array(n);
    if (amount === 0) return gives;
    const rising = limit.slice().sort();
    const { whole, rest, above } = overlapOf(amount, rising);
    const kept = keptOf(rising, whole);
    // A claim above t gives what the others keep of t's last part of a unit.
    const beyond = mulDivFloor(rest, GRID, above);
    const rests = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const most = limit[i] as number;
      const [units, parts] = kept(most);
      // Only where one claims the whole estate does anybody lose what lies above it.
      const lost = above === 1 ? most : Math.min(most, whole);
      const rounded = (most > whole ? beyond : 0) - parts;
      gives[i] = lost - units - (rounded < 0 ? 1 : 0);
      rests[i] = rounded < 0 ? rounded + GRID : rounded;
    }
    return roundUpLargest(amount, gives, rests);
  },
});
