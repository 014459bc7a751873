/**
 * Which share of long open interest is liquidated once the price has fallen so far.
 *
 * @param drop - Log fall since the start, >= 0.
 * @returns Share of all long open interest, in [0, 1], not falling in the drop.
 */
export type LiquidationMap = (drop: number) => number;

/** Longs that are liquidated at the same fall. */
export interface LiquidationLevel {
  /** Log fall at which they are liquidated, >= 0. */
  readonly drop: number;
  /** Their share of long open interest, >= 0. */
  readonly share: number;
}

/**
 * The liquidation map of a list of levels: a step function that counts each level from its own drop on.
 *
 * @param levels - In any order; shares sum to 1 at most.
 * @example
 * liquidationMap([{ drop: 0.1, share: 0.2 }, { drop: 0.3, share: 0.1 }])(0.2)   // 0.2
 */
export const liquidationMap = (levels: readonly LiquidationLevel[]): LiquidationMap => {
  const sorted = [...levels].sort((a, b) => a.drop - b.drop);
  const drops = Float64Array.from(sorted, ({ drop }) => drop);
  const cumulative = new Float64Array(sorted.length + 1);
  sorted.forEach(({ share }, i) => {
    cumulative[i + 1] = (cumulative[i] as number) + share;
  });
  return (drop) => {
    let low = 0;
    let high = drops.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((drops[middle] as number) <= drop) low = middle + 1;
      else high = middle;
    }
    return cumulative[low] as number;
  };
};
