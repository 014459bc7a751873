import { configError, type PoolView, type VenueView } from 'breakwater';

/**
 * The pool of a name that serves a market.
 *
 * @throws BreakwaterError `unknown-pool` when the exchange has none.
 */
export const poolOf = (view: VenueView, name: string, market: number, mechanism: string): PoolView => {
  const pool = view.pool(name, market);
  if (pool !== undefined) return pool;
  const known = [...new Set(view.pools.map((each) => each.name))].join(', ');
  throw configError('unknown-pool', `${mechanism} uses the pool "${name}", but the exchange has none of that name`, {
    where: { path: `funds.${name}` },
    hint: known === '' ? `add ${name} under funds` : `add ${name} under funds, or name one of: ${known}`,
  });
};
