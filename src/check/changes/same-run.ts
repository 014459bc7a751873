import type { Change } from './change.ts';

/** The same trial once more. */
export const again: Change = { name: 'again', says: 'once more', apply: (trial) => ({ trial }) };

/** The same trial on the plain margin check. */
export const plainEngine: Change = {
  name: 'plain-engine',
  says: 'every margin check reads every account',
  apply: (trial) => ({ trial, play: { plainSweep: true } }),
};

/** The same trial, saved and resumed on the way. */
export const snapshot: Change = {
  name: 'snapshot',
  says: 'saved after some step and resumed from what was saved',
  apply: (trial, random) => {
    const steps = Math.ceil(trial.scenario.duration / trial.scenario.step);
    return steps < 2 ? undefined : { trial, play: { snapshotAfter: 1 + random.below(steps - 1) } };
  },
};
