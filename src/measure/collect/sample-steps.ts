/** Parts of the weight of a step: its share of the time, and its share of the events of cases. */
const TIME = 0.5;
const CASES = 0.5;

/**
 * Chooses the steps whose ends a series shows: spread over time and over what happened in cases, so that a cascade of a minute in a
 * day is drawn with as many points as the rest of the day.
 *
 * @param ends - Seconds at which each step ended, ascending.
 * @param busy - Events of cases in each step.
 * @param most - Most steps to choose, at least 2.
 * @returns Numbers of steps counted from 0, ascending; the last step is always one of them.
 */
export const sampleSteps = (ends: readonly number[], busy: readonly number[], most: number): number[] => {
  if (ends.length <= most) return ends.map((_, step) => step);
  const seconds = ends.at(-1) as number;
  const events = busy.reduce((sum, count) => sum + count, 0);
  const chosen: number[] = [];
  let weight = 0;
  ends.forEach((end, step) => {
    const length = end - (ends[step - 1] ?? 0);
    const before = weight;
    weight +=
      (TIME * length) / seconds +
      (events === 0 ? (CASES * length) / seconds : (CASES * (busy[step] as number)) / events);
    const isLast = step === ends.length - 1;
    if (isLast || Math.floor(weight * (most - 1)) > Math.floor(before * (most - 1))) chosen.push(step);
  });
  return chosen;
};
