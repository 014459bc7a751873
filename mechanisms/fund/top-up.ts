import { amount, duration, type PoolFlow, type PoolView, z } from 'breakwater';

/** Periods already paid for, and units of refills so far. */
export type TopUps = { paid: number; refilled: number };

/** Parameters of money that the venue adds to a pool from outside. */
export const topUpParams = {
  topUp: z
    .strictObject({
      amount: amount().prefault('0').describe('What flows in each time, settlement asset, at least 0.'),
      every: duration({ min: '1ms' }).prefault('24h').describe('Time between two top-ups, above 0s.'),
    })
    .prefault({})
    .describe('Scheduled money from outside; none by default.'),
  refill: z
    .strictObject({
      below: amount({ positive: true }).describe(
        'Cash of the pool below which money flows in, settlement asset, above 0.',
      ),
      beyond: amount()
        .prefault('0')
        .describe(
          'How far beyond that level it is filled, settlement asset, at least 0: what it may lose till next time.',
        ),
      most: amount()
        .optional()
        .describe('Most that flows in over a run, settlement asset, at least 0; no bound when left out.'),
    })
    .optional()
    .describe('Money from outside when a pool has too little; none when left out.'),
};

interface Given {
  readonly topUp: { readonly amount: number; readonly every: number };
  readonly refill?: { readonly below: number; readonly beyond: number; readonly most?: number | undefined } | undefined;
}

/** No period paid for, nothing refilled. */
export const noTopUps = (): TopUps => ({ paid: 0, refilled: 0 });

/**
 * What flows in from outside at this moment, units: the scheduled amount at each whole multiple of `every`, and after it, where the
 * pool's cash is below refill.below, what brings it to below + beyond, of which `most` can come in all.
 */
export const topUp = (pool: PoolView, now: number, given: Given, state: TopUps): PoolFlow | undefined => {
  const due = Math.floor(now / given.topUp.every);
  const scheduled = (due - state.paid) * given.topUp.amount;
  state.paid = due;
  const cash = pool.cash + scheduled;
  const {
    below,
    beyond,
    most = Number.MAX_SAFE_INTEGER,
  } = given.refill ?? { below: Number.NEGATIVE_INFINITY, beyond: 0 };
  const refill = cash < below ? Math.min(below + beyond - cash, most - state.refilled) : 0;
  state.refilled += refill;
  return scheduled + refill > 0 ? { amount: scheduled + refill, cause: 'top-up' } : undefined;
};
