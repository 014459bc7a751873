import { apportion } from 'breakwater';

/**
 * Rounds up the largest remainders of gives that were rounded down, so that they meet the need.
 *
 * @param need - What the gives shall sum to; each true give is below its floor plus one.
 * @param floors - What each gives, rounded down; raised in place.
 * @param rests - What each was rounded by, on any scale that keeps the order; 0 for a give that is whole.
 * @returns `floors`, of which the largest rests have one more; ties go to the lower index.
 */
export const roundUpLargest = (need: number, floors: Float64Array, rests: Float64Array): Float64Array => {
  let left = need;
  for (const give of floors) left -= give;
  if (left <= 0) return floors;
  const one = new Float64Array(rests.length).fill(1);
  const more = apportion(left, rests, one);
  for (let i = 0; i < floors.length; i++) floors[i] = (floors[i] as number) + (more[i] as number);
  return floors;
};
