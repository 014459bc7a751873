import { type Action, contractError } from '../../contract/index.ts';
import type { Venue } from '../venue.ts';

/** A refusal names the mechanism, the action and the numbers. */
export const refuse = (venue: Venue, action: Pick<Action, 'do'>, message: string): never => {
  throw contractError('refused', `${venue.guard.current}: ${action.do}: ${message}`, {
    hint: 'the ledger is as it was; mend the mechanism and run again',
  });
};

/** A field of an action in words; one of several accounts' is named with its account. */
export const nameOf = (what: string, account?: number): string =>
  account === undefined ? what : `${what} of account ${account}`;
