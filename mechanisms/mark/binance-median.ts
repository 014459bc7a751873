import { defineMark, rate, z } from 'breakwater';
import { clampedRate, premium } from '../funding/premium.ts';
import { bookPrices } from './book-prices.ts';
import { median } from './median.ts';
import { window } from './window.ts';

type Basis = {
  /** Samples of mid less index, ticks, each with the time at which it was taken; it holds since the sample before. */
  samples: [time: number, basis: number][];
  /** Premium summed over the running interval, and the seconds it was seen for. */
  premium: number;
  seconds: number;
  /** Number of the running funding interval, and the rate of the one before, a share of notional. */
  interval: number;
  lastRate: number | null;
  at: number | null;
};

/** Mean of the samples within the window, each weighted by the time it held; samples that have left are dropped. */
const windowMean = (samples: Basis['samples'], now: number, length: number, since: number): number => {
  while (samples.length > 1 && (samples[0]?.[0] ?? now) <= now - length) samples.shift();
  let from = Math.max(now - length, since);
  let sum = 0;
  let weight = 0;
  for (const [time, basis] of samples) {
    const held = Math.max(0, time - from);
    sum += basis * held;
    weight += held;
    from = Math.max(from, time);
  }
  return weight > 0 ? sum / weight : (samples.at(-1)?.[1] ?? 0);
};

/**
 * Median of the index with the funding still to come, the index with its mean basis, and the last trade.
 *
 * P1 = index x (1 + last funding rate x time to the next funding / interval); P2 = index + mean over the window of
 * (mid - index); mark = median(P1, P2, last). Ticks. Where the book has one side only no basis is sampled; before the first
 * trade the median is of P1 and P2.
 *
 * Our readings: a mechanism cannot see the venue's funding rate, so the mark forms the rate from its own premium samples by
 * the clamped rule, with the interval and interest given here; the mean is weighted by time, which is the published mean of
 * one-second samples when steps are seconds. Set fundingInterval as in the funding slot.
 *
 * @source https://www.binance.com/en/support/faq/360033525071; window of 30 s since 18 Sep 2025, 1 min before
 */
export const binanceMedian = defineMark({
  name: 'binance-median',
  summary: 'Median of index plus funding basis, index plus mean basis, and last trade.',
  source: 'https://www.binance.com/en/support/faq/360033525071',
  params: z.strictObject({
    window: window('30s').describe('How far back the mean of mid less index reaches.'),
    fundingInterval: window('8h').describe('Time between two payments of funding.'),
    interest: rate({ min: '-1', max: '1' }).prefault('0.0001').describe('Interest of the funding rule, share per 8 hours.'),
    clamp: rate({ max: '1' }).prefault('0.0005').describe('Clamp of the funding rule, share per 8 hours.'),
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

    if (mid !== undefined) state.samples.push([view.now, mid - index]);
    const left = (interval + 1) * params.fundingInterval - view.now;
    const p1 = index * (1 + (state.lastRate * left) / params.fundingInterval);
    const p2 = index + windowMean(state.samples, view.now, params.window, since);
    return median([p1, p2, last]) ?? index;
  },
});
