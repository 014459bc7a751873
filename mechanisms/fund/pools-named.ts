import type { VenueView } from 'breakwater';

/** Equity at mark of all pools of a name, whatever their scope, units, signed. */
export const equityOfPools = (view: VenueView, name: string): number =>
  view.pools
    .filter((pool) => pool.name === name || pool.name.startsWith(`${name}/`))
    .reduce((sum, { equity }) => sum + equity, 0);
