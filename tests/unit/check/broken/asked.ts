import { StepChecker, type Verdict } from '../../../../src/check/index.ts';
import type { Venue } from '../../../../src/exchange/index.ts';
import type { Invariant } from '../../../../src/index.ts';

/** What an invariant says of all that happened at a venue, as one step. */
export const asked = (venue: Venue, invariant: Invariant): Verdict =>
  new StepChecker([invariant], { counting: true }).finish({ venue })[0] as Verdict;
