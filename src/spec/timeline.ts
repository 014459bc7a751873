import type { Path } from './place.ts';
import type { ProblemList } from './problems.ts';

/** The clock of a scenario, seconds. */
export interface Timeline {
  readonly step: number;
  readonly steps: readonly { readonly from: number; readonly to: number; readonly step: number }[];
  readonly duration: number;
}

/** A run of more steps than this would not end in reasonable time. */
const MOST_STEPS = 50_000_000;

/** Milliseconds, the grid all durations lie on, so that remainders are exact. */
const ms = (seconds: number): number => Math.round(seconds * 1000);

/**
 * Checks that the steps of a scenario fill its duration: windows in order, within the run, and each stretch a whole number of its
 * own steps.
 *
 * @param timeline - The clock.
 * @param problems - Receives what is wrong.
 */
export const checkTimeline = ({ step, steps, duration }: Timeline, problems: ProblemList): void => {
  let at = 0;
  let count = 0;
  const stretch = (from: number, to: number, by: number, path: Path, what: string): void => {
    count += (to - from) / by;
    if (ms(to - from) % ms(by) === 0) return;
    problems.add({ path, message: `${what} lasts ${to - from} s, which is no whole number of steps of ${by} s` });
  };
  for (const [i, window] of steps.entries()) {
    const path = ['steps', i];
    if (window.to <= window.from) {
      problems.add({ path, message: `the window ends at ${window.to} s, which is not after its start at ${window.from} s` });
      return;
    }
    if (window.from < at || window.to > duration) {
      const message =
        window.from < at
          ? `the window starts at ${window.from} s, before the one above ends at ${at} s`
          : `the window ends at ${window.to} s, after the run ends at ${duration} s`;
      problems.add({ path, message, hint: 'windows stand in order and do not overlap' });
      return;
    }
    stretch(at, window.from, step, path, 'the time before the window');
    stretch(window.from, window.to, window.step, path, 'the window');
    at = window.to;
  }
  stretch(at, duration, step, ['duration'], at === 0 ? 'the run' : 'the time after the last window');
  if (count > MOST_STEPS) {
    problems.add({ path: ['duration'], message: `the run has ${Math.round(count)} steps, but at most ${MOST_STEPS} are carried out` });
  }
};
