/**
 * Goes from one thing to a simpler one as long as there is one that will do.
 *
 * @param simpler - Simpler things than one, what simplifies most first.
 * @param willDo - Whether a simpler one does.
 * @param most - How many are tried at most.
 */
export const simplest = <T>(
  start: T,
  simpler: (one: T) => Iterable<T>,
  willDo: (one: T) => boolean,
  most: number,
): T => {
  let best = start;
  let left = most;
  for (let found = true; found && left > 0; ) {
    found = false;
    for (const one of simpler(best)) {
      left -= 1;
      if (left < 0) break;
      if (!willDo(one)) continue;
      best = one;
      found = true;
      break;
    }
  }
  return best;
};
