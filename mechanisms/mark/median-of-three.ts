import { defineMark, z } from 'breakwater';
import { bookPrices } from './book-prices.ts';
import { addSample, type DecayingMean, meanOf, noSamples } from './decaying-mean.ts';
import { median } from './median.ts';
import { window } from './window.ts';

type Averages = { basis: DecayingMean; book: DecayingMean; at: number | null };

/**
 * Median of an averaged basis on the oracle, the own book, and other venues.
 *
 * A = oracle + mean over basisWindow of (mid - oracle); B = median(best bid, best ask, last trade); C = what perpetuals
 * elsewhere trade at; mark = median(A, B, C). Means are exponential with irregular samples. Where exactly two of A, B,
 * C exist, the mean of B over bookWindow joins them. Ticks.
 *
 * Our readings: the world here has one venue in view, and its index stands for prices elsewhere, so C is the oracle;
 * with `third: none` there is no C, and the published rule for two takes over. Without any book the mark rests on the
 * oracle. The book is the one the venue had when the step began.
 *
 * @source https://hyperliquid.gitbook.io/hyperliquid-docs/trading/robust-price-indices
 */
export const medianOfThree = defineMark({
  name: 'median-of-three',
  summary: 'Median of oracle plus averaged basis, own book, and prices elsewhere.',
  formula:
    'mark = median(A, B, C), A = oracle + mean(mid - oracle), B = median(bid, ask, last), C = oracle or third: none\n' +
    'where exactly two of them exist, mean(B) joins; means decay by exp(-t / basisWindow) in A, exp(-t / bookWindow) in B',
  source: 'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/robust-price-indices',
  params: z.strictObject({
    basisWindow: window('150s').describe('Time constant of the mean of mid less oracle, above 0s.'),
    bookWindow: window('30s').describe(
      'Time constant of the mean of B, used where only two of the three prices exist, above 0s.',
    ),
    third: z
      .enum(['oracle', 'none'])
      .default('oracle')
      .describe('What stands for other venues: the oracle, or nothing.'),
  }),
  initial: (): Averages => ({ basis: noSamples(), book: noSamples(), at: null }),
  price: (market, oracle, view, params, state) => {
    const { bid, ask, last, mid } = bookPrices(market);
    const book = median([bid, ask, last]);
    const seconds = state.at === null ? view.stepSeconds : view.now - state.at;
    state.at = view.now;
    addSample(state.basis, mid === undefined ? undefined : mid - oracle, seconds, params.basisWindow);
    addSample(state.book, book, seconds, params.bookWindow);
    const basis = meanOf(state.basis);
    const ownBasis = basis === undefined ? undefined : oracle + basis;
    const third = params.third === 'oracle' ? oracle : undefined;
    const missing = Number(ownBasis === undefined) + Number(book === undefined) + Number(third === undefined);
    return median([ownBasis, book, third, missing === 1 ? meanOf(state.book) : undefined]) ?? oracle;
  },
});
