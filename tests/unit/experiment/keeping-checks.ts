import type { Checker } from '../../../src/experiment/index.ts';
import type { EventColumns } from '../../../src/ledger/index.ts';

/** A checker that answers with the whole event log. */
export const checkerOf = (): Checker<EventColumns> => ({
  onStep: () => {},
  finish: ({ venue }) => [venue.ledger.log.save().columns],
});
