import { z } from 'zod';
import { duration } from '../../contract/index.ts';
import { exp, log } from '../../math/index.ts';

/** A value at a time: seconds since the run began, and the value. */
export type Keyframe = readonly [seconds: number, value: number];

/** How values between two keyframes are found: along a line, or along a line of the logarithm. */
export type Interpolation = 'linear' | 'log-linear';

const time = z
  .union([z.number().min(0), duration()])
  .describe('Time since the run began: a duration such as 25m, or seconds.');

/** Schema of a path: keyframes in order of time, each value in (0, `most`]. */
export const pathOf = (most = Infinity) =>
  z
    .array(z.tuple([time, z.number().positive().max(most)]))
    .min(1)
    .superRefine((frames, context) => {
      for (let i = 1; i < frames.length; i++) {
        const before = frames[i - 1]![0];
        const here = frames[i]![0];
        if (here > before) continue;
        context.addIssue({
          code: 'custom',
          path: [i, 0],
          message: `keyframe ${i + 1} is at ${here} s, but the one before it is at ${before} s; times must rise`,
        });
      }
    });

/** The keyframes around a time; undefined before the first, from the last on, and at a keyframe itself. */
export function segmentAt(path: readonly Keyframe[], seconds: number): readonly [Keyframe, Keyframe] | undefined {
  let low = 0;
  let high = path.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (path[middle]![0] <= seconds) low = middle + 1;
    else high = middle;
  }
  const before = path[low - 1];
  const after = path[low];
  return before === undefined || after === undefined || before[0] === seconds ? undefined : [before, after];
}

/**
 * Reads a path at a time.
 *
 * With u = (t - t0) / (t1 - t0) between two keyframes: linear v0 + u (v1 - v0); log-linear v0 exp(u ln(v1 / v0)).
 *
 * @param path - Keyframes, times rising, values > 0; at least one.
 * @param seconds - Seconds since the run began.
 * @param interpolation - How to go from one keyframe to the next.
 * @returns The value, > 0; exactly that of a keyframe at its time, the first value before it, the last one after it.
 * @example
 * valueAt([[0, 1], [100, 0.5]], 50, 'linear')   // 0.75
 */
export function valueAt(path: readonly Keyframe[], seconds: number, interpolation: Interpolation): number {
  const segment = segmentAt(path, seconds);
  if (segment === undefined) {
    let held = path[0]![1];
    for (const [at, value] of path) if (at <= seconds) held = value;
    return held;
  }
  const [[from, first], [to, last]] = segment;
  const u = (seconds - from) / (to - from);
  return interpolation === 'linear' ? first + u * (last - first) : first * exp(u * log(last / first));
}
