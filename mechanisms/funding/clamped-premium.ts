import { defineFunding, duration, rate, z } from 'breakwater';
import { clampedRate, premium } from './premium.ts';

type Observed = { premium: number; seconds: number };

/**
 * Mean premium of the interval plus a clamped pull towards the interest rate.
 *
 * F = (P + clamp(r - P, -c, c)) x interval / 8 h, |F| <= cap. P is the mean of (mid - index) / index over the interval,
 * weighted by time; r and c are per 8 hours whatever the interval. Positive: longs pay shorts. Per hundred million of
 * notional at mark, rounded to the nearest, halves away from zero.
 *
 * Our readings: venues take the premium at impact prices (what an order of some size would pay), which the contract
 * does not show, so `mid` takes the middle of the book and `touch` the published form at its best prices; the mean
 * weighs all moments alike, where Binance lets the weight of a sample grow over the interval. Times when the book has
 * no price are left out.
 *
 * @source https://www.binance.com/en/support/faq/360033525031 (formula, 0.01 % interest, 0.05 % clamp);
 * https://hyperliquid.gitbook.io/hyperliquid-docs/trading/funding (hourly, cap of 4 % an hour)
 */
export const clampedPremium = defineFunding({
  name: 'clamped-premium',
  summary: 'Mean premium plus a clamped pull towards interest.',
  formula:
    'rate = clamp((P + clamp(interest - P, -clamp, clamp)) x interval / 8 h, -cap, cap); rate > 0: longs pay rate x N\n' +
    'P = mean over the interval of (mid - index) / index\n' +
    'premium: touch takes (max(0, bid - index) - max(0, index - ask)) / index',
  source: [
    'https://www.binance.com/en/support/faq/360033525031',
    'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/funding',
  ],
  params: z.strictObject({
    interval: duration()
      .refine((seconds) => seconds > 0, 'an interval lasts longer than 0s')
      .prefault('8h')
      .describe('Time between two payments, above 0s.'),
    interest: rate({ min: '-1', max: '1' })
      .prefault('0.0001')
      .describe('Interest rate, share of notional per 8 hours, -1 to 1.'),
    clamp: rate({ max: '1' })
      .prefault('0.0005')
      .describe('Most the interest may pull the rate, share of notional per 8 hours, 0 to 1.'),
    cap: rate({ max: '1' }).prefault('0.04').describe('Most that is paid in one interval, share of notional, 0 to 1.'),
    premium: z
      .enum(['mid', 'touch'])
      .default('mid')
      .describe('Where the premium is read: the middle of the book, or its best prices outside the index.'),
  }),
  initial: (): Observed => ({ premium: 0, seconds: 0 }),
  interval: (params) => params.interval,
  observe: (market, view, params, state) => {
    const sample = premium(market, market.oracle, params.premium);
    if (sample === undefined) return;
    state.premium += sample * view.stepSeconds;
    state.seconds += view.stepSeconds;
  },
  rate: (_market, _view, params, state) => {
    const average = state.seconds > 0 ? state.premium / state.seconds : 0;
    Object.assign(state, { premium: 0, seconds: 0 });
    const share = clampedRate(average, params.interest, params.clamp, params.interval);
    const size = Math.min(Math.round(Math.abs(share) * 100_000_000), params.cap * 100);
    return share < 0 ? 0 - size : size;
  },
});
