import { type BreakwaterError, configError, isBreakwaterError } from '../contract/index.ts';
import type { Venue } from '../exchange/index.ts';
import { MoneyError } from '../money/index.ts';

const isOverflow = (error: unknown): boolean => error instanceof MoneyError && error.code === 'overflow';

/** An overflow as it is, or as what a mechanism threw: it values pools and accounts by the same arithmetic as the engine. */
const overflowIn = (error: unknown): Error | undefined => {
  const isThrown = isBreakwaterError(error) && error.kind === 'plugin' && error.code === 'threw';
  return isOverflow(error) || (isThrown && isOverflow(error.cause)) ? (error as Error) : undefined;
};

/**
 * Amounts beyond what is exact: a price or a position that grew, in units that are too fine for it. Where the engine or a mechanism itself
 * works out more than it needs it looks the same from here, so that the message keeps the numbers, and the name of the mechanism.
 */
export const tooLarge = ({ step, now }: Pick<Venue, 'step' | 'now'>, error: unknown): unknown => {
  const overflow = overflowIn(error);
  if (overflow === undefined) return error;
  return configError('too-large', `step ${step}, ${now} s: ${overflow.message}`, {
    hint: 'give the asset fewer decimals, or write smaller positions or prices: no amount is ever rounded to make it fit',
    cause: overflow,
  });
};

/** Whether a run ended because an amount outgrew what is exact. */
export const isTooLarge = (error: unknown): error is BreakwaterError =>
  isBreakwaterError(error) && error.kind === 'config' && error.code === 'too-large';
