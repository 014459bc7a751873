import type { Fund, PoolFlow } from '../contract/index.ts';
import { recordNote } from '../ledger/index.ts';
import { wholeOf } from './answers.ts';
import type { BoundUse } from './bind.ts';
import type { Pool } from './pools.ts';
import type { Venue } from './venue.ts';

/** Begins a step: clock, expiry of orders, what triggers observe, flows of pools outside cases. */
export const beginStep = (venue: Venue, step: number, now: number, seconds: number): void => {
  venue.step = step;
  venue.now = now;
  venue.stepSeconds = seconds;
  venue.ledger.log.step = step;
  recordNote(venue.ledger.log, 'step', now);
  for (const market of venue.markets) market.book.expire(now);
  venue.replacements.expire(now);
};

/** Lets triggers and pools observe the prices of this step, before the rounds. */
export const observePhase = (venue: Venue): void => {
  for (const layer of venue.layers) {
    const trigger = layer.adl?.composite.trigger;
    if (trigger?.mechanism.observe === undefined) continue;
    const { mechanism, params, place } = trigger;
    venue.guard.call(mechanism, () =>
      mechanism.observe?.(venue.view, params as never, venue.states.of(place, 'venue', mechanism, params)),
    );
  }
  for (const pool of venue.pools) flow(venue, pool, pool.use);
};

const flow = (venue: Venue, pool: Pool, use: BoundUse<Fund>): void => {
  const { mechanism, params, place } = use;
  if (mechanism.flow === undefined) return;
  const moved = venue.guard.call(mechanism, () =>
    mechanism.flow?.(pool, venue.view, params as never, venue.states.of(place, pool.name, mechanism, params)),
  );
  if (moved === undefined) return;
  const flows = Array.isArray(moved) ? (moved as readonly PoolFlow[]) : [moved as PoolFlow];
  const all = flows.map((one) =>
    wholeOf(`fund ${mechanism.name}: the flow of ${pool.name}`, one?.amount, Number.MIN_SAFE_INTEGER),
  );
  const { ledger } = venue;
  for (const units of all) {
    if (units > 0) ledger.transfer(0, ledger.outsideAccount, pool.account, units, 'flow');
    else if (units < 0)
      ledger.transfer(0, pool.account, ledger.outsideAccount, Math.min(-units, pool.withdrawable), 'flow');
  }
};

/** Ends a step: a settlement period that is over gives way to the next. */
export const endStep = (venue: Venue): void => {
  if (venue.now >= venue.periods.end) venue.periods.begin(venue.now);
};
