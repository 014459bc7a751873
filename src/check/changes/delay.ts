import type { Change } from './change.ts';
import { pathsOf, stepEnds, withPaths } from './scripted.ts';

/** The venue sees an old price for a while, then the right one at once. */
export const delay: Change = {
  name: 'delay',
  says: 'for one to three steps prices stand still, then jump to where they would have been',
  apply: (trial, random) => {
    const paths = pathsOf(trial);
    const { step } = trial.scenario;
    const steps = stepEnds(trial).length;
    if (paths === undefined || steps < 3) return undefined;
    const first = 1 + random.below(steps - 2);
    const last = Math.min(steps - 1, first + random.below(3));
    const stale = (at: number): boolean => at >= first * step && at <= last * step;
    return {
      trial: withPaths(
        trial,
        Object.fromEntries(
          Object.entries(paths).map(([id, frames]) => {
            const before = frames.findLast(([at]) => at < first * step)?.[1] ?? 1;
            return [id, frames.map(([at, value]) => [at, stale(at) ? before : value] as const)];
          }),
        ),
      ),
      factor: last - first + 1,
    };
  },
};
