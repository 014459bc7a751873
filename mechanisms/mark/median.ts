/**
 * The median of the values that exist; of an even number, the middle of the two in the middle. Undefined without any.
 */
export const median = (values: readonly (number | undefined)[]): number | undefined => {
  const sorted: number[] = [];
  // A few values are soonest put in order one by one.
  for (const value of values) {
    if (value === undefined) continue;
    let at = sorted.length;
    for (; at > 0 && sorted[at - 1]! > value; at--) sorted[at] = sorted[at - 1]!;
    sorted[at] = value;
  }
  const half = sorted.length / 2;
  const low = sorted[Math.ceil(half) - 1];
  const high = sorted[Math.floor(half)];
  return low === undefined || high === undefined ? undefined : low === high ? low : (low + high) / 2;
};
