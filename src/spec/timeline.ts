import type { ProblemList } from './problems.ts';

/** The clock of a scenario, seconds. */
export interface Timeline {
  readonly step: number;
  readonly steps: readonly { readonly from: number; readonly to: number; readonly step: number }[];
  readonly duration: number;
}

/** A run of more steps than this would not end in reasonable time. */
const MOST_STEPS = 10_000_000;

/**
 * Checks the clock of a scenario: windows in order, apart and within the run, and no more steps than can be carried out.
 *
 * @param timeline - The clock.
 * @param problems - Receives what is wrong.
 */
export const checkTimeline = ({ step, steps, duration }: Timeline, problems: ProblemList): void => {
  let at = 0;
  let count = duration / step;
  for (const [i, window] of steps.entries()) {
    const fault = faultOf(window, at, duration);
    if (fault !== undefined) {
      problems.add({ path: ['steps', i], message: fault, hint: 'windows stand in order, apart, and within the run' });
      return;
    }
    at = window.to;
    count += (window.to - window.from) / window.step;
  }
  if (count <= MOST_STEPS) return;
  const message = `the run has about ${Math.round(count)} steps, but at most ${MOST_STEPS} are carried out`;
  problems.add({ path: ['duration'], message, hint: 'make it shorter, or its steps longer' });
};

const faultOf = (
  { from, to }: { readonly from: number; readonly to: number },
  before: number,
  end: number,
): string | undefined => {
  if (to <= from) return `the window ends at ${to} s, which is not after its start at ${from} s`;
  if (from < before) return `the window starts at ${from} s, before the one above ends at ${before} s`;
  return to > end ? `the window ends at ${to} s, after the run ends at ${end} s` : undefined;
};
