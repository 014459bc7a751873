import { apportion } from 'breakwater';

/**
 * Shares a need by weight within limits, and what no weight can carry by limit.
 *
 * `apportion` gives a claim of weight zero nothing; where the others cannot meet the need, such claims give too, so that the
 * sum is min(need, total limit) whatever the weights.
 *
 * @param need - Lots or units, an exact integer >= 0.
 * @param weight - Integers >= 0, one a claim.
 * @param limit - The most each may give, integers >= 0.
 * @returns What each gives; ties of remainders go to the lower index.
 */
export const proportionalGives = (need: number, weight: Float64Array, limit: Float64Array): Float64Array => {
  const gives = apportion(need, weight, limit);
  let left = need;
  for (const give of gives) left -= give;
  if (left === 0) return gives;
  const room = limit.map((most, i) => most - (gives[i] ?? 0));
  const more = apportion(left, room, room);
  return gives.map((give, i) => give + (more[i] ?? 0));
};
