import { defineInvariant, type StepSubject, same } from 'breakwater';

/** Rounds of each step in the rows, and bounds among them. */
const roundsIn = ({
  walk,
}: StepSubject): {
  readonly most: number;
  readonly skipped: number;
  readonly bounds: number;
  readonly steps: number;
} => {
  let next = 0;
  let most = 0;
  let skipped = 0;
  let bounds = 0;
  let steps = 0;
  for (const { kind, value } of walk()) {
    if (kind === 'step') next = 0;
    else if (kind === 'bound') bounds += 1;
    else if (kind === 'round') {
      if (value !== next) skipped += 1;
      next = value + 1;
      most = Math.max(most, next);
      if (next === 2) steps += 1;
    }
  }
  return { most, skipped, bounds, steps };
};

/** LV1: a cascade ends, or is said to have been cut short. */
export const cascadeEnds = defineInvariant({
  id: 'LV1/cascade-ends',
  says: 'The rounds of a step follow one another from the first and are no more than the design allows; and a bound that was reached is in the log and in the report, one for the other.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, section 4; catalogue LV1',
  over: 'step',
  reaches: (subject) => {
    const { steps, bounds } = roundsIn(subject);
    return steps + bounds;
  },
  holds: (subject) => {
    const { most, skipped } = roundsIn(subject);
    if (most > subject.design.maxRounds)
      return { who: `step ${subject.step}`, expected: `at most ${subject.design.maxRounds} rounds`, found: most };
    if (skipped > 0)
      return { who: `step ${subject.step}`, expected: 'rounds one after the other', found: `${skipped} skipped` };
    let logged = 0;
    let isWhole = false;
    for (const { kind, step } of subject.walk()) {
      if (step !== subject.step) continue;
      isWhole ||= kind === 'step';
      if (kind === 'bound') logged += 1;
    }
    // After the last step there may be nothing more to read of it.
    if (!isWhole) return undefined;
    return same(logged, subject.bounds.length, `step ${subject.step}`, 'bounds reached: by the log, as reported');
  },
});
