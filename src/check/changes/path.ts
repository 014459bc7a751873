/** Other ways from the first price to the last. @module */
import type { Change } from './change.ts';
import { alongPaths } from './price-path.ts';

/** How much further prices move. */
const FURTHER = 1.5;
/** Into how many a step is cut. */
const FINER = 4;

/** Every price moves further from where it began, on the same side. */
export const biggerMove: Change = {
  name: 'bigger-move',
  says: 'every price moves half as far again from where it began',
  apply: (trial) => {
    const scenario = alongPaths(trial.scenario, (multiple) => 1 + FURTHER * (multiple - 1));
    return scenario === undefined ? undefined : { trial: { ...trial, scenario }, factor: FURTHER };
  },
};

/** The same way in smaller steps: prices between those that were written down lie on a line. */
export const refine: Change = {
  name: 'refine',
  says: 'every step is four, with prices on the line between',
  apply: (trial) => {
    const { scenario } = trial;
    if (scenario.steps.length > 0) return undefined;
    return { trial: { ...trial, scenario: { ...scenario, step: scenario.step / FINER } }, factor: FINER };
  },
};
