/**
 * The samples that can still become the greatest of a sliding window: times rise, values fall. JSON, so that it can be a
 * part of a state.
 */
export type WindowPeak = [time: number, value: number][];

/**
 * Adds a sample and forgets what the window has left behind.
 *
 * Samples within one interval of `resolution` count as one, the greatest; this bounds the list by window / resolution.
 *
 * @param peak - The list, changed in place.
 * @param now - Time of the sample, seconds, never below an earlier one.
 * @param value - The sample, any unit.
 * @param window - Length of the window, seconds; a sample of age `window` has left it.
 * @param resolution - Length of an interval, seconds.
 */
export const addSample = (peak: WindowPeak, now: number, value: number, window: number, resolution: number): void => {
  while (peak.length > 0 && (peak.at(-1)?.[1] ?? value) <= value) peak.pop();
  const last = peak.at(-1);
  const sameInterval = last !== undefined && Math.floor(last[0] / resolution) === Math.floor(now / resolution);
  if (!sameInterval) peak.push([now, value + 0]);
  while (peak.length > 0 && (peak[0]?.[0] ?? now) <= now - window) peak.shift();
};

/** The greatest of the window and of the value of this moment. */
export const peakOf = (peak: WindowPeak | undefined, current: number): number =>
  Math.max(peak?.[0]?.[1] ?? current, current);
