import { defineAdlTrigger, type PoolView, ratio, ratioCeil, type z } from 'breakwater';
import { fundSwitchParams, poolsOf, pushFor } from './fund-switch.ts';
import { stopsWithin } from './hysteresis.ts';
import { addSample, peakOf, type WindowPeak } from './window-peak.ts';

type Peaks = { on: { [pool: string]: boolean }; balance: { [pool: string]: WindowPeak } };

const fields = fundSwitchParams.extend({
  drawdown: ratio({ max: '1' })
    .prefault('0.3')
    .describe('Fall from the peak of the window at which ADL starts, a share of the peak, 0 to 1.'),
  stop: ratio({ max: '1' })
    .prefault('0.25')
    .describe('Fall below which ADL stops, a share of the peak, 0 to drawdown; assumed.'),
});
const params = fields.superRefine(stopsWithin('drawdown', 'stop'));

type Params = z.infer<typeof params>;

/** Whether ADL is on for a pool: a fall starts it at one bound and must be less than another to stop it. */
const isOn = (pool: PoolView, was: boolean, given: Params, peaks: WindowPeak | undefined): boolean => {
  if (pool.equity <= 0) return true;
  const peak = peakOf(peaks, pool.equity);
  // A whole fall is at or above a real bound when it is at or above its ceiling.
  return peak - pool.equity >= ratioCeil(peak, was ? given.stop : given.drawdown);
};

/**
 * On for all markets of a fund that has lost a share of its peak, or all of its money, and for a market whose fund is insufficient.
 *
 * fall = peak balance of the window - balance. On when fall >= drawdown x peak or balance <= 0; off again when fall < stop x peak
 * and balance > 0. While on, all that cases hold in the markets of that fund is pushed, whatever their equity, and what the fund
 * took over with it. Balance is the pool's equity at mark. Units of the settlement asset.
 *
 * Insufficient, our reading: the fund can spend nothing, or less than what a position would cost it that an account in default
 * holds; all that accounts in default hold in that market is pushed.
 *
 * OKX says that a balance ends ADL, without the number: the stop is assumed. Bitget ends it when the fund is back at 90 % of a threshold
 * that it does not name; 90 % of the balance that starts ADL would end it at once, so the reading that works is 90 % of the peak: stop 0.1.
 *
 * @source https://www.okx.com/help/iv-introduction-to-auto-deleveraging-adl (30 % from the peak within 8 hours, or insufficient);
 * https://www.okx.com/docs-v5/en/ (adl-warning: balances that start and end ADL);
 * https://www.bitget.com/support/articles/12560603800805 (30 % from peak)
 */
export const peakDrawdown = defineAdlTrigger({
  name: 'peak-drawdown',
  summary: 'A fund 30 % below its peak of 8 hours, or empty.',
  formula:
    'on when peak - balance >= peak x drawdown or balance <= 0; off when peak - balance < peak x stop and balance > 0\n' +
    'balance = E of the fund, peak = its highest within window\n' +
    'need = all lots of cases in its markets; of one market also while its fund cannot pay for a take-over there',
  source: [
    'https://www.okx.com/help/iv-introduction-to-auto-deleveraging-adl',
    'https://www.okx.com/docs-v5/en/',
    'https://www.bitget.com/support/articles/12560603800805',
  ],
  params,
  capabilities: { actsEarly: true },
  stateOf: 'venue',
  initial: (): Peaks => ({ on: {}, balance: {} }),
  observe: (view, given, state) => {
    for (const pool of poolsOf(view, given.pool)) {
      state.balance[pool.name] ??= [];
      addSample(state.balance[pool.name] ?? [], view.now, pool.equity, given.window, given.resolution);
    }
  },
  decide: (view, cases, given, state) => {
    for (const pool of poolsOf(view, given.pool))
      state.on[pool.name] = isOn(pool, state.on[pool.name] === true, given, state.balance[pool.name]);
    return pushFor(view, cases, given, (pool) => state.on[pool.name] === true);
  },
});
