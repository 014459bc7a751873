import { type AccountView, type Ratio, ratioCeil, z } from 'breakwater';

/** Parameter of a backstop that may begin at close-out margin. */
export const belowCloseOut = z
  .boolean()
  .default(false)
  .describe(
    'Whether close-out margin is the level in place of a share of maintenance, for margin rules that have one.',
  );

/** Equity below which a backstop steps in, units. */
export const levelOf = (
  { maintenance, closeOut }: Pick<AccountView, 'maintenance' | 'closeOut'>,
  given: { readonly belowMaintenance: Ratio; readonly belowCloseOut: boolean },
): number => (given.belowCloseOut ? closeOut : ratioCeil(maintenance, given.belowMaintenance));
