import type { CheckerOf } from '../../../src/experiment/index.ts';

/** A module of checks: counts the steps it was shown. */
export const checkerOf: CheckerOf<{ readonly design: string; readonly steps: number }> = ({ name }) => {
  let steps = 0;
  return {
    onStep: () => {
      steps += 1;
    },
    finish: () => [{ design: name, steps }],
  };
};
