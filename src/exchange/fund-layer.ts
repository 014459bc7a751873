import { marketOf } from './postings.ts';
import type { Venue } from './venue.ts';
import type { LiveCase } from './views.ts';

/** The engine's own layer: pays a flat subject's deficit from a pool, down to the pool's floor. */
export const payFromPool = (venue: Venue, live: LiveCase, name: string): void => {
  const { deficit } = live;
  if (deficit === 0) return;
  const pool = venue.findPoolFor(name, marketOf(live.data));
  if (pool === undefined || pool.account === live.data.subject) return;
  const amount = Math.min(deficit, pool.spendable);
  if (amount > 0) venue.act(live, [{ do: 'pay', from: name, amount }]);
};
