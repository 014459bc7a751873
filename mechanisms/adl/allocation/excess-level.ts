/** A level above which sizes stick out by a given amount in all. */
export interface ExcessLevel {
  /** The level, rounded up to a whole number, >= 0. */
  readonly level: number;
  /** How many sizes stick out: those >= `level`. */
  readonly above: number;
  /** How far the level lies above the true one, in parts of 1 / `above`. */
  readonly rest: number;
}

/**
 * Finds the level l with sum of max(0, size_i - l) = amount, exactly: l = level - rest / above.
 *
 * One sort, then one pass from the largest down: lowering the level of the k largest from one size to the next frees k times the step.
 *
 * @param amount - An exact integer, > 0, at most the sum of the sizes.
 * @param sizes - Exact integers >= 0, in any order.
 * @returns The level; every size that sticks out is >= `level`, every other is below it.
 */
export const excessLevel = (amount: number, sizes: Float64Array): ExcessLevel => {
  const rising = sizes.slice().sort();
  const n = rising.length;
  let left = amount;
  for (let above = 1; ; above++) {
    const size = rising[n - above] as number;
    const step = size - (rising[n - above - 1] ?? 0);
    const lower = Math.floor(left / above);
    // Divided, not multiplied: a step times the number above may pass 2^53.
    if (lower < step || above === n) return { level: size - lower, above, rest: left - lower * above };
    left -= step * above;
  }
};
