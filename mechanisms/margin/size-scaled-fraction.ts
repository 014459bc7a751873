import { defineMargin, rate, ratio, z } from 'breakwater';
import { ofMarket } from './of-market.ts';
import { lowerLevels, rootMargin } from './root-of-size.ts';

const terms = z.strictObject({
  base: rate({ max: '1' }).prefault('0.05').describe('Least initial margin, a share of notional, 0 to 1.'),
  factor: ratio({ max: '1000' })
    .prefault('0.002')
    .describe('Initial margin of a position of one coin (IMF factor), a share of notional, 0 to 1000.'),
});

/**
 * Margin rates that rise with the root of the size in coins; maintenance and auto-close follow.
 *
 * IMF = max(base, factor x sqrt(|size|)), at most 1; MMF = IMF x 3/5; auto-close (close-out) = max(MMF / 2, MMF - 6 %), each
 * times N. Size is in what a contract is of: coins in a linear market, quote currency in an inverse one. IMF is rounded up
 * to a millionth, amounts are rounded up to units of the asset the market settles in.
 *
 * Published are IMF, its end at fully funded, auto-close, and that MMF is 3 % where IMF is 5 % and rises with size: that it stays three
 * fifths of IMF is our reading. Auto-close is published for the account, here it is taken position by position. `base` is 1 over the
 * leverage an account has chosen, up to 20; here it is the same for all.
 *
 * @source https://help.ftx.com/hc/en-us/articles/360027946371-Margin-Collateral (IMF);
 * https://help.ftx.com/hc/en-us/articles/360027668712-Liquidations (auto-close, 3 %);
 * https://twitter.com/SBF_FTX/status/1580170229430513666 (bounded at fully funded)
 */
export const sizeScaledFraction = defineMargin({
  name: 'size-scaled-fraction',
  summary: 'Rates that rise with the root of size; two lower levels.',
  formula:
    'IM = ceil(N x r), r = min(1, max(base, factor x sqrt(size))), rounded up to six decimals\n' +
    'MM = ceil(N x r x maintenance); close-out margin = max(ceil(N x r x closeOut), MM - floor(N x closeOutWithin))\n' +
    'size = |lots| x what a lot is of',
  source: [
    'https://help.ftx.com/hc/en-us/articles/360027946371-Margin-Collateral',
    'https://help.ftx.com/hc/en-us/articles/360027668712-Liquidations',
  ],
  params: z.strictObject({
    markets: z
      .record(z.string(), terms)
      .prefault({ default: {} })
      .describe('Terms by market name; `default` holds for markets not named.'),
    ...lowerLevels({ maintenance: '0.6', closeOut: '0.3', closeOutWithin: '0.06' }),
  }),
  exempt: { 'margin/no-gain-by-splitting': 'two accounts of half the size have the rates of half the size' },
  hasCloseOut: () => true,
  schedule: (market, params) => {
    const { base, factor } = ofMarket(params.markets, market, 'margin.markets');
    return rootMargin(market, { base, factor, per: { n: 1, d: 1 } }, params);
  },
});
