import type { Scenario } from './scenario.ts';

/**
 * The moments of a run, milliseconds since it began: the end of each step, without drift.
 *
 * Inside the windows of `steps` the step is the window's, elsewhere the scenario's; a step never runs across the edge of a window.
 */
export const timetable = (scenario: Pick<Scenario, 'step' | 'steps' | 'duration'>): number[] => {
  const milliseconds = (seconds: number): number => Math.round(seconds * 1000);
  const end = milliseconds(scenario.duration);
  const windows = scenario.steps.map(({ from, to, step }) => ({
    from: milliseconds(from),
    to: milliseconds(to),
    step: milliseconds(step),
  }));
  const moments: number[] = [];
  let now = 0;
  while (now < end) {
    const inside = windows.find((window) => now >= window.from && now < window.to);
    const step = inside?.step ?? milliseconds(scenario.step);
    const edge = inside?.to ?? windows.reduce((least, { from }) => (from > now ? Math.min(least, from) : least), end);
    now = Math.min(now + step, edge, end);
    moments.push(now);
  }
  return moments;
};
