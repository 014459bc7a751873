import { defineMark, rate, z } from 'breakwater';
import { clampedRate, premium } from '../funding/premium.ts';
import { bookPrices } from './book-prices.ts';
import { median } from './median.ts';
import { window } from './window.ts';

type Basis = {
  /** Samples of mid less index, ticks, each with the seconds between which it held. */
  samples: [from: number, to: number, basis: number][];
  /** Premium summed over the running funding interval, and the seconds it was seen for. */
  premium: number;
  seconds: number;
  /** Number of the running interval, and the rate of the one before, a share of notional. */
  interval: number;
  lastRate: number | null;
  at: number | null;
};

/** Mean of the samples after a time, each weighted by how long it held; 0 without any. Drops those that have left. */
const meanAfter = (samples: Basis['samples'], start: number): number => {
  while (samples[0] !== undefined && samples[0][1] <= start) samples.shift();
  let sum = 0;
  let weight = 0;
  for (const [from, to, basis] of samples) {
    const held = to - Math.max(from, start);
    sum += basis * held;
    weight += held;
  }
  return weight > 0 ? sum / weight : 0;
};

/**
 * Median of the index with the funding still to come, the index with its mean basis, and the last trade.
 *
 * P1 = index x (1 + last funding rate x time to the next funding / interval); P2 = index + mean over the window of (mid
 * - index); mark = median(P1, P2, last). Ticks. Where the book has one side only no basis is sampled, and a window
 * without samples counts as basis 0; before the first trade the median is of P1 and P2.
 *
 * Our readings: a mechanism cannot see the venue's funding rate, so the mark forms the rate from its own premium
 * samples by the clamped rule, with the interval and interest given here; the mean is weighted by time, which is the
 * published mean of one-second samples when steps are seconds. Set fundingInterval as in the funding slot.
 *
 * @source https://www.binance.com/en/support/faq/360033525071; window of 30 s since 18 Sep 2025, 1 min before
 */
export const binanceMedian = defineMark({
  name: 'binance-median',
  summary: 'Median of index plus funding basis, index plus mean basis, and last trade.',
  formula:
    'mark = median(P1, P2, last); P1 = index x (1 + F x time to funding / fundingInterval)\n' +
    'P2 = index + mean over window of (mid - index)\n' +
    'F = (P + clamp(interest - P, -clamp, clamp)) x fundingInterval / 8 h, P = mean premium of the last interval',
  source: 'https://www.binance.com/en/support/faq/360033525071',
  params: z.strictObject({
    window: window('30s').describe('How far back the mean of mid less index reaches, above 0s.'),
    fundingInterval: window('8h').describe('Time between two payments of funding, above 0s.'),
    interest: rate({ min: '-1', max: '1' })
      .prefault('0.0001')
      .describe('Interest of the funding rule, share of notional per 8 hours, -1 to 1.'),
    clamp: rate({ max: '1' })
      .prefault('0.0005')
      .describe('Clamp of the funding rule, share of notional per 8 hours, 0 to 1.'),
  }),
  initial: (): Basis => ({ samples: [], premium: 0, seconds: 0, interval: 0, lastRate: null, at: null }),
  price: (market, index, view, params, state) => {
    const { mid, last } = bookPrices(market);
    const since = state.at ?? view.now - view.stepSeconds;
    const seconds = view.now - since;
    state.at = view.now;

    const interval = Math.floor(view.now / params.fundingInterval);
    if (state.lastRate === null || interval > state.interval) {
      const average = state.seconds > 0 ? state.premium / state.seconds : 0;
      state.lastRate = clampedRate(average, params.interest, params.clamp, params.fundingInterval);
      Object.assign(state, { interval, premium: 0, seconds: 0 });
    }
    const sample = premium(market, index, 'mid');
    if (sample !== undefined) {
      state.premium += sample * seconds;
      state.seconds += seconds;
    }

    if (mid !== undefined) state.samples.push([since, view.now, mid - index]);
    const left = (interval + 1) * params.fundingInterval - view.now;
    const p1 = index * (1 + (state.lastRate * left) / params.fundingInterval);
    const p2 = index + meanAfter(state.samples, view.now - params.window);
    return median([p1, p2, last]) ?? index;
  },
});
