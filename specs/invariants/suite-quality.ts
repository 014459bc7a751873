import { defineInvariant, type SuiteSubject } from 'breakwater';

const head = { tolerance: 0, over: 'suite' } as const;

/** Share of the runs in which a property must have reached what it is about. */
const LEAST = 0.01;

/** Properties that were asked: of those that do not apply nothing is to be shown. */
const asked = ({ properties }: SuiteSubject): SuiteSubject['properties'] =>
  properties.filter(({ status }) => status !== 'not-applicable');

/** TQ1: what was never tried is not shown. */
export const nonVacuity = defineInvariant({
  ...head,
  id: 'TQ1/non-vacuity',
  says: 'Each property that applies reached its interesting branch in at least one run of a hundred, or was broken.',
  scope: 'design',
  source: 'catalogue TQ1',
  reaches: (suite) => asked(suite).length,
  holds: (suite) => {
    const rare = asked(suite).find(({ status, runs }) => status !== 'broken' && runs < LEAST * suite.runs);
    if (rare === undefined) return undefined;
    return {
      who: rare.id,
      expected: `reached in at least ${Math.ceil(LEAST * suite.runs)} of ${suite.runs} runs`,
      found: rare.runs,
    };
  },
});

/** TQ2: a planted mistake is found, and named. */
export const mutation = defineInvariant({
  ...head,
  id: 'TQ2/mutation',
  says: 'Each planted faulty mechanism breaks some property, by which it is named.',
  scope: 'universal',
  source: 'catalogue TQ2',
  reaches: ({ faults }) => faults.length,
  holds: ({ faults }) => {
    const missed = faults.find(({ caughtBy }) => caughtBy === undefined);
    return missed === undefined ? undefined : { who: missed.name, expected: 'a property it breaks', found: 'none' };
  },
});

/** TQ3: a counterexample can be played again. */
export const replayable = defineInvariant({
  ...head,
  id: 'TQ3/replayable',
  says: 'Each broken property has a counterexample that is a scenario written out, and that breaks it again when it is played once more.',
  scope: 'universal',
  source: 'catalogue TQ3',
  reaches: ({ properties }) => properties.filter(({ status }) => status === 'broken').length,
  holds: ({ properties }) => {
    const broken = properties.find(({ status, replays }) => status === 'broken' && replays !== true);
    return broken === undefined
      ? undefined
      : { who: broken.id, expected: 'a counterexample that breaks it again', found: broken.counterexample ?? 'none' };
  },
});

const STRENGTHS: readonly string[] = ['all', 'random', 'example'];

/** TQ4: it is said how a property was tried. */
export const strengthSaid = defineInvariant({
  ...head,
  id: 'TQ4/strength-said',
  says: 'Of each property that was tried it is said how: on all cases of a size, on random ones, or on examples; and how often.',
  scope: 'universal',
  source: 'catalogue TQ4',
  reaches: (suite) => asked(suite).length,
  holds: (suite) => {
    const unsaid = asked(suite).find(
      ({ status, strength, runs }) => !STRENGTHS.includes(strength) || (status === 'held' && runs === 0),
    );
    return unsaid === undefined
      ? undefined
      : { who: unsaid.id, expected: STRENGTHS.join(', '), found: `${unsaid.strength}, ${unsaid.runs} runs` };
  },
});
