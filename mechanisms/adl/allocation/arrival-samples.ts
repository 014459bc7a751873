import type { RandomStream } from 'breakwater';

/** Sampled means of what claims of each size give, and how far they may be off. */
export interface SampledMeans {
  /** Whole part of the mean, by group. */
  readonly whole: Float64Array;
  /** What is left of it, in parts of 1 / `of`. */
  readonly rest: Float64Array;
  /** Samples times claims, by group. */
  readonly of: Float64Array;
  /** Standard error of the mean, by group. */
  readonly error: Float64Array;
}

/** Adds what a queue in an order takes, by group. */
const ask = (
  need: number,
  order: Int32Array,
  step: 1 | -1,
  group: Int32Array,
  size: Float64Array,
  into: Float64Array,
) => {
  let left = need;
  for (let at = step === 1 ? 0 : order.length - 1; left > 0; at += step) {
    const of = group[order[at] as number] as number;
    const give = Math.min(size[of] as number, left);
    into[of] = (into[of] as number) + give;
    left -= give;
  }
};

/**
 * Averages what claims give over random orders, each with its reverse, exactly for the orders drawn.
 *
 * Claims of one size form a group and share its mean. All orders are drawn in full, so that two needs meet the same ones.
 *
 * @param need - To be given, an exact integer, at most the sum of the claims.
 * @param group - Group of each claim, from 0, in an order that does not depend on how the claims are numbered.
 * @param size - Size of the claims of each group, exact integers >= 1.
 * @param pairs - How many orders are drawn, >= 2; each counts twice.
 * @param random - Where the draws come from.
 * @returns The means, by group.
 */
export const arrivalSamples = (
  need: number,
  group: Int32Array,
  size: Float64Array,
  pairs: number,
  random: RandomStream,
): SampledMeans => {
  const n = group.length;
  const groups = size.length;
  const of = new Float64Array(groups);
  for (const g of group) of[g] = (of[g] as number) + 2 * pairs;
  const whole = new Float64Array(groups);
  const rest = new Float64Array(groups);
  const squares = new Float64Array(groups);
  const forth = new Float64Array(groups);
  const back = new Float64Array(groups);
  const order = Int32Array.from(group.keys());
  for (let pair = 0; pair < pairs; pair++) {
    for (let last = n - 1; last > 0; last--) {
      const chosen = random.below(last + 1);
      const held = order[last] as number;
      order[last] = order[chosen] as number;
      order[chosen] = held;
    }
    ask(need, order, 1, group, size, forth.fill(0));
    ask(need, order, -1, group, size, back.fill(0));
    for (let g = 0; g < groups; g++) {
      const by = of[g] as number;
      for (const given of [forth[g] as number, back[g] as number]) {
        const units = Math.floor(given / by);
        const left = (rest[g] as number) + (given - units * by);
        whole[g] = (whole[g] as number) + units + (left >= by ? 1 : 0);
        rest[g] = left >= by ? left - by : left;
      }
      const mean = (((forth[g] as number) + (back[g] as number)) * pairs) / by;
      squares[g] = (squares[g] as number) + mean * mean;
    }
  }
  const error = squares.map((sum, g) => {
    const mean = (whole[g] as number) + (rest[g] as number) / (of[g] as number);
    return Math.sqrt(Math.max(0, sum / pairs - mean * mean) / (pairs - 1));
  });
  return { whole, rest, of, error };
};
