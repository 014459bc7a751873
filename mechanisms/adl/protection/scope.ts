import { z } from 'breakwater';

/** What a protection sees of a hedge. */
export const scope = () =>
  z
    .enum(['account', 'venue'])
    .default('account')
    .describe("What is seen of a hedge: one margin account, or all of an owner's accounts on this venue.");
