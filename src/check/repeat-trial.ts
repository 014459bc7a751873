import { isBreakwaterError } from '../contract/index.ts';
import type { Watch } from '../exchange/index.ts';
import { withMechanisms } from './asked-mechanism.ts';
import { playTwice } from './repeat.ts';
import { MISCONDUCT } from './trials/ask-trial.ts';
import { playTrial, type Trial } from './trials/trial.ts';

/**
 * Plays a trial twice and holds the two to be the same, so that a mechanism that remembers, writes to a view or keeps one is named.
 *
 * @throws BreakwaterError of kind `contract`: `not-repeatable`, `view-changed`, `kept-view`; of kind `plugin` when a mechanism throws.
 * A decision that the venue refuses is no matter of this.
 */
export const repeatTrial = (trial: Trial, watch?: Watch): void => {
  const options = watch === undefined ? {} : { watch };
  try {
    playTwice((change) => playTrial({ ...trial, design: withMechanisms(trial.design, change) }, options).venue);
  } catch (error) {
    if (isBreakwaterError(error) && error.kind === 'contract' && !MISCONDUCT.has(error.code)) return;
    throw error;
  }
};
