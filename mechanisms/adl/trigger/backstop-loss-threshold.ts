import { amount, defineAdlTrigger, duration, type PoolView, ratio, ratioCeil, type VenueView, z } from 'breakwater';
import { poolsOf, pushOf } from './fund-switch.ts';
import { residualParams } from './residual-needs.ts';
import { addSample, peakOf, type WindowPeak } from './window-peak.ts';

type Losses = { on: { [pool: string]: boolean }; result: { [pool: string]: WindowPeak } };

const params = residualParams.extend({
  pool: z.string().default('vault').describe('Vault that is watched; a market looks up its own share of it.'),
  loss: amount({ positive: true })
    .optional()
    .describe('Loss at which ADL starts, settlement asset, above 0; the share of its capital alone when left out.'),
  share: ratio({ max: '1' })
    .prefault('0.02')
    .describe('Loss at which ADL starts where no amount is given, a share of the opening capital, 0 to 1; assumed.'),
  stop: ratio({ max: '1' }).prefault('0.9').describe('Share of that loss below which ADL stops, 0 to 1; assumed.'),
  window: duration({ min: '1ms' })
    .prefault('24h')
    .describe('How far back the best result is looked for that the loss is counted from, above 0s; assumed.'),
  resolution: duration({ min: '1ms' })
    .prefault('1m')
    .describe('How often a sample is taken, above 0s; bounds the memory.'),
  accounts: z
    .enum(['below-zero', 'while-on'])
    .default('below-zero')
    .describe('Accounts in default that are pushed: at any time those below zero, or all of them while it is on.'),
});

/** What a vault has made in all markets since the run began, units; what its owners bring or take is no part of it. */
const resultOf = (view: VenueView, pool: PoolView): number =>
  view.markets.reduce((sum, { number }) => sum + pool.profit(number), 0);

/**
 * On for all markets of a vault that has lost more than it may, so that its inventory meets ADL before the rest of its money is drawn.
 *
 * loss = best result of the window - result now, result = profit of the vault from all markets at mark. On when loss >= threshold; off
 * again when loss < stop x threshold; threshold = `loss`, else share x opening capital rounded up, and at least one unit. While on,
 * all that the vault took over is pushed. Accounts below zero are pushed at any time, as the venue's other rule has it, or, with
 * `accounts: while-on`, all accounts in default while it is on. Units of the settlement asset.
 *
 * The venue says that there is a threshold, and neither its size, nor from where the loss is counted, nor what ends it: all assumed.
 *
 * @source https://tglist.com/ru/channel/vIeNxn (statement of 27 March 2025: ADL when the liquidator loses above a threshold, in place of
 * collateral from sister vaults); https://hyperliquid.gitbook.io/hyperliquid-docs/trading/auto-deleveraging (accounts below zero)
 */
export const backstopLossThreshold = defineAdlTrigger({
  name: 'backstop-loss-threshold',
  summary: 'A vault that has lost more than a threshold, and accounts below zero.',
  formula:
    'on when fall >= T; off when fall < T x stop; T = loss, where not given ceil(opening capital x share)\n' +
    'fall = best result of window - result, result = profit of the pool from all markets\n' +
    'need = lots the pool holds, and of accounts with E < 0 at any time (accounts: while-on: of all in default)',
  source: [
    'https://tglist.com/ru/channel/vIeNxn',
    'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/auto-deleveraging',
  ],
  exempt: {
    'trigger/lets-the-fund-go-first': 'an account below zero is pushed whatever the vault could pay',
  },
  params,
  capabilities: { actsEarly: true },
  stateOf: 'venue',
  initial: (): Losses => ({ on: {}, result: {} }),
  observe: (view, given, state) => {
    for (const pool of poolsOf(view, given.pool)) {
      // The run begins with a result of zero.
      state.result[pool.name] ??= [[0, 0]];
      addSample(state.result[pool.name] ?? [], view.now, resultOf(view, pool), given.window, given.resolution);
    }
  },
  decide: (view, cases, given, state) => {
    for (const pool of poolsOf(view, given.pool)) {
      const threshold = Math.max(1, given.loss ?? ratioCeil(pool.opening, given.share));
      const result = resultOf(view, pool);
      const loss = peakOf(state.result[pool.name], result) - result;
      state.on[pool.name] = loss >= (state.on[pool.name] === true ? ratioCeil(threshold, given.stop) : threshold);
    }
    const on = new Set<number>();
    for (const { number } of view.markets) {
      const pool = view.pool(given.pool, number);
      if (pool !== undefined && state.on[pool.name] === true) on.add(number);
    }
    return pushOf(view, cases, given.in, on, ({ kind, subject }, market) => {
      if (on.has(market) && subject.id === view.pool(given.pool, market)?.account) return true;
      return kind !== 'inventory' && (given.accounts === 'below-zero' ? subject.equity < 0 : on.has(market));
    });
  },
});
