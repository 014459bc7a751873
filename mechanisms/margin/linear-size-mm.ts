import { defineMargin, rate, ratio, z } from 'breakwater';
import { type Fraction, fractionOf, quantityOfLot, times } from '../quantity.ts';
import { affineMargin } from './affine-fraction.ts';
import { ofMarket } from './of-market.ts';

const MILLION = 1_000_000;

const terms = z
  .strictObject({
    initial: rate({ max: '1' }).prefault('0.02').describe('Initial margin at size 0, a share of notional, 0 to 1.'),
    maintenance: rate({ max: '1' })
      .prefault('0.01')
      .describe('Maintenance margin at size 0, a share of notional, 0 to 1.'),
    perCoin: ratio({ max: '1' })
      .prefault('0')
      .describe('Rise of both shares for each coin of the position, a share of notional per coin, 0 to 1.'),
    most: rate({ max: '1' })
      .prefault('0.5')
      .describe('Share of notional at which maintenance stops to rise, 0 to 1; assumed.'),
  })
  .refine(({ initial, maintenance }) => initial >= maintenance, {
    path: ['initial'],
    message: 'the initial margin is below the maintenance margin',
  })
  .refine(({ maintenance, most }) => most >= maintenance, {
    path: ['most'],
    message: 'maintenance is above its greatest share at size 0 already',
  });

/**
 * Margin rates that rise in a straight line with the size of the position in coins, and hold for all of it.
 *
 * initial(N) = N x min(1, initial + perCoin x size), maintenance(N) = N x min(most, maintenance + perCoin x size). Size in
 * coins is that of the lots in a linear market, and the notional itself in an inverse one. Units of the asset the market
 * settles in, rounded up.
 *
 * Our reading: the published rate has no end; here maintenance stops at `most`, which also bounds its slope: most in a
 * linear market, 2 x most - maintenance in an inverse one.
 *
 * @source https://support.deribit.com/hc/en-us/articles/25944826427293-11-January-2022 (BTC: 2 % and 1 %, 0.005 % more for
 * each BTC; ETH: 2 % and 1 %, 0.0004 % more for each ETH)
 */
export const linearSizeMm = defineMargin({
  name: 'linear-size-mm',
  summary: 'Rates that rise in a straight line with size in coins.',
  formula:
    'IM = ceil(N x min(1, initial + perCoin x size)); MM = ceil(N x min(most, maintenance + perCoin x size))\n' +
    'size in coins: |lots| x coins of a lot in a linear market, N in an inverse one',
  source: 'https://support.deribit.com/hc/en-us/articles/25944826427293-11-January-2022',
  params: z.strictObject({
    markets: z
      .record(z.string(), terms)
      .prefault({ default: {} })
      .describe('Rates by market name; `default` holds for markets not named.'),
  }),
  exempt: { 'margin/no-gain-by-splitting': 'two accounts of half the size have the rates of half the size' },
  schedule: (market, params) => {
    const { initial, maintenance, perCoin, most } = ofMarket(params.markets, market, 'margin.markets');
    const linear = market.kind === 'linear';
    const coins: Fraction = linear ? quantityOfLot(market) : [1n, 10n ** BigInt(market.decimals)];
    const growth = times(fractionOf(perCoin), coins);
    const margin = (base: number, end: number) =>
      affineMargin(fractionOf({ n: base, d: MILLION }), growth, fractionOf({ n: end, d: MILLION }));
    const toOpen = margin(initial, MILLION);
    const toKeep = margin(maintenance, most);
    const sizeOf = (notional: number, lots: number): number => (linear ? Math.abs(lots) : notional);
    const steepest = linear ? most : 2 * most - maintenance;
    return {
      initial: (notional, lots) => toOpen(notional, sizeOf(notional, lots)),
      maintenance: (notional, lots) => toKeep(notional, sizeOf(notional, lots)),
      slopePerMillion: perCoin.n === 0 ? maintenance : steepest,
    };
  },
});
