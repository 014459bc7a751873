import { type BreakwaterError, configError, isBreakwaterError } from '../contract/index.ts';
import type { Venue } from '../exchange/index.ts';
import { MoneyError } from '../money/index.ts';

/**
 * Amounts beyond what is exact: a price or a position that grew, in units that are too fine for it. Where the engine itself works out more
 * than it needs it looks the same from here, so that the message keeps the numbers.
 */
export const tooLarge = ({ step, now }: Pick<Venue, 'step' | 'now'>, error: unknown): unknown =>
  error instanceof MoneyError && error.code === 'overflow'
    ? configError('too-large', `step ${step}, ${now} s: ${error.message}`, {
        hint: 'give the asset fewer decimals, or write smaller positions or prices: no amount is ever rounded to make it fit',
        cause: error,
      })
    : error;

/** Whether a run ended because an amount outgrew what is exact. */
export const isTooLarge = (error: unknown): error is BreakwaterError =>
  isBreakwaterError(error) && error.kind === 'config' && error.code === 'too-large';
