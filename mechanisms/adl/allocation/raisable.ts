/**
 * The part of a need that the limits can meet: min(need, total limit).
 *
 * @param need - Lots or units, an exact integer >= 0.
 * @param limit - The most each may give, integers >= 0.
 * @returns An exact integer, <= need.
 */
export const raisable = (need: number, limit: Float64Array): number => {
  let total = 0;
  // A sum that passes 2^53 is rounded, but never to below the need.
  for (let i = 0; i < limit.length && total < need; i++) total += limit[i] as number;
  return Math.min(need, total);
};
