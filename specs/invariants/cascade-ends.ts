import { defineRowInvariant, same } from 'breakwater';

/** LV1: a cascade ends, or is said to have been cut short. */
export const cascadeEnds = defineRowInvariant({
  id: 'LV1/cascade-ends',
  says: 'The rounds of a step follow one another from the first and are no more than the design allows; and a bound that was reached is in the log and in the report, one for the other.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, section 4; catalogue LV1',
  rows: {
    kinds: ['step', 'bound', 'round'],
    begin: () => ({ next: 0, logged: 0, isWhole: false }),
    ask: ({ kind, value, step }, subject, seen) => {
      if (kind === 'step') seen.next = 0;
      if (kind !== 'round') {
        if (step === subject.step) {
          seen.isWhole ||= kind === 'step';
          seen.logged += kind === 'bound' ? 1 : 0;
        }
        return kind === 'bound';
      }
      const { next } = seen;
      seen.next = value + 1;
      if (value !== next) return { who: `step ${step}`, expected: `round ${next}`, found: `round ${value}` };
      const { maxRounds } = subject.design;
      if (value >= maxRounds) return { who: `step ${step}`, expected: `at most ${maxRounds} rounds`, found: value + 1 };
      return value === 1;
    },
    // After the last step there may be nothing more to read of it.
    rest: (subject, { logged, isWhole }) =>
      isWhole
        ? same(logged, subject.bounds.length, `step ${subject.step}`, 'bounds reached: by the log, as reported')
        : undefined,
  },
});
