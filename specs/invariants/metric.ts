import type { InvariantOver, Subjects } from 'breakwater';

/** The parts of an invariant that is a figure: it holds unless it is above a bound that it names. */
export const figure = <O extends keyof Subjects>(
  unit: string,
  measure: (subject: Subjects[O]) => number | undefined,
  most?: number,
): Pick<InvariantOver<O>, 'metric' | 'reaches' | 'holds'> => ({
  metric: { unit, measure, ...(most === undefined ? {} : { most }) },
  reaches: (subject) => (measure(subject) === undefined ? 0 : 1),
  holds: (subject) => {
    const found = measure(subject);
    return most === undefined || found === undefined || found <= most
      ? undefined
      : { expected: `at most ${most} ${unit}`, found, difference: found - most };
  },
});
