/**
 * The median of the values that exist; of an even number, the middle of the two in the middle. Undefined without any.
 */
export const median = (values: readonly (number | undefined)[]): number | undefined => {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  const half = sorted.length / 2;
  const low = sorted[Math.ceil(half) - 1];
  const high = sorted[Math.floor(half)];
  return low === undefined || high === undefined ? undefined : low === high ? low : (low + high) / 2;
};
