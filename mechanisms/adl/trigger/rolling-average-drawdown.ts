import { amount, defineAdlTrigger, type PoolView, ratio, ratioCeil, ratioFloor } from 'breakwater';
import { fundSwitchParams, poolsOf, pushFor } from './fund-switch.ts';

/** Samples of a pool's balance, oldest first, and their mean with the time before the run. */
type Balances = { samples: [interval: number, balance: number][]; mean: number };
type Averages = { on: { [pool: string]: boolean }; balance: { [pool: string]: Balances } };

const params = fundSwitchParams.extend({
  drawdown: ratio({ max: '1' })
    .prefault('0.3')
    .describe('Fall below the average at which ADL starts, a share of the average, 0 to 1.'),
  least: amount()
    .prefault('50000')
    .describe('Least fall that starts ADL, settlement asset, at least 0: a small fund may move by as much.'),
  stop: ratio({ max: '1' })
    .prefault('5/6')
    .describe('Share of that fall below which ADL stops, 0 to 1; assumed (25 % where 30 % starts it).'),
});

/** Adds the balance of this moment, the first of its interval, and works the mean out anew. */
const sample = (pool: PoolView, now: number, given: { window: number; resolution: number }, into: Balances): void => {
  const interval = Math.floor(now / given.resolution);
  const count = Math.max(1, Math.ceil(given.window / given.resolution));
  if (into.samples.at(-1)?.[0] !== interval) into.samples.push([interval, pool.equity]);
  while ((into.samples[0]?.[0] ?? interval) <= interval - count) into.samples.shift();
  // What lies before the run counts with the balance the fund opened with.
  const missing = Math.max(0, count - into.samples.length);
  const above = into.samples.reduce((sum, [, balance]) => sum + (balance - pool.opening), 0);
  into.mean = pool.opening + Math.round(above / (into.samples.length + missing));
};

/**
 * On for all markets of a fund that stands far below its own average, or has lost all of its money, and for a market whose fund is
 * insufficient.
 *
 * fall = average balance of the window - balance; most = max(drawdown x average rounded up, least). On when fall > most or balance <= 0; off
 * again when fall < stop x most and balance > 0. While on, all that cases hold in the markets of that fund is pushed, whatever
 * their equity, and what the fund took over with it. Balance is the pool's equity at mark. Units of the settlement asset.
 *
 * Insufficient, our reading: the fund can spend nothing, or less than what a position would cost it that an account in default
 * holds; all that accounts in default hold in that market is pushed.
 *
 * Example of the venue: an average of 400k, so ADL starts below 280k. Its third condition, a backlog of orders that found no match,
 * is for expiries and options and left out. The venue says that a balance ends ADL, without the number: the stop is assumed. How the
 * average is sampled is ours: one balance each `resolution`, and before the run the one the fund opened with.
 *
 * @source https://www.okx.com/help/iv-introduction-to-auto-deleveraging-adl (version of March 2025, as retold at
 * https://ukcamo.com/4352.html); https://www.okx.com/docs-v5/en/ (adl-warning: balances that start and end ADL)
 */
export const rollingAverageDrawdown = defineAdlTrigger({
  name: 'rolling-average-drawdown',
  summary: 'A fund 30 % or 50,000 below its average of 8 hours, or empty.',
  formula:
    'on when average - balance > T or balance <= 0; off when average - balance < T x stop and balance > 0\n' +
    'T = max(ceil(average x drawdown), least), average = mean balance of the fund over window\n' +
    'need = all lots of cases in its markets; of one market also while its fund cannot pay for a take-over there',
  source: [
    'https://www.okx.com/help/iv-introduction-to-auto-deleveraging-adl',
    'https://ukcamo.com/4352.html',
    'https://www.okx.com/docs-v5/en/',
  ],
  params,
  capabilities: { actsEarly: true },
  stateOf: 'venue',
  initial: (): Averages => ({ on: {}, balance: {} }),
  observe: (view, given, state) => {
    for (const pool of poolsOf(view, given.pool)) {
      const into = state.balance[pool.name] ?? { samples: [], mean: pool.opening };
      state.balance[pool.name] = into;
      sample(pool, view.now, given, into);
    }
  },
  decide: (view, cases, given, state) => {
    for (const pool of poolsOf(view, given.pool)) {
      const mean = state.balance[pool.name]?.mean ?? pool.opening;
      const most = (share: typeof ratioCeil): number => Math.max(share(Math.max(0, mean), given.drawdown), given.least);
      const fall = mean - pool.equity;
      // A whole fall is above a real bound when it is above its floor, and below one when it is below its ceiling.
      const on =
        state.on[pool.name] === true ? fall >= ratioCeil(most(ratioCeil), given.stop) : fall > most(ratioFloor);
      state.on[pool.name] = on || pool.equity <= 0;
    }
    return pushFor(view, cases, given, (pool) => state.on[pool.name] === true);
  },
});
