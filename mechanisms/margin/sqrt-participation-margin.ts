import { defineMargin, rate, ratio, z } from 'breakwater';
import { ofMarket } from './of-market.ts';
import { lowerLevels, rootMargin } from './root-of-size.ts';

const terms = z.strictObject({
  base: rate({ max: '1' })
    .prefault('0.05')
    .describe('Least initial margin (BIM), a share of notional, 0 to 1; assumed.'),
  risk: ratio({ max: '1000' })
    .prefault('1')
    .describe('Initial margin of a position of one average day (RP), a share of notional, 0 to 1000; assumed.'),
  dailyVolume: ratio()
    .refine(({ n }) => n > 0, 'a market without volume has no such margin; the quantity is above 0')
    .prefault('100000')
    .describe('Average quantity traded a day (ADTV), in what a contract is of (coins), above 0; assumed.'),
});

/**
 * Margin rates that rise with the root of the position's share of a day's volume; maintenance and close-out follow.
 *
 * IM = N x max(BIM, RP x sqrt(CoH)), CoH = |size| / ADTV; MM = IM x 2/3; CoM = max(IM x 1/3, MM - N x 12 %). Size and ADTV
 * are in what a contract is of: coins in a linear market, quote currency in an inverse one. The rate of IM is rounded up
 * to a millionth, amounts are rounded up to units of the asset the market settles in.
 *
 * Our readings: the rate ends at the whole notional; BIM, RP and ADTV of the markets are not published. Below close-out
 * margin positions are assigned to members of a support programme, so a backstop stages on it.
 *
 * @source https://coinbase.com/international-exchange/legal/leverage-and-margin-policy
 */
export const sqrtParticipationMargin = defineMargin({
  name: 'sqrt-participation-margin',
  summary: 'Rates that rise with the root of size over daily volume; two lower levels.',
  formula:
    'IM = ceil(N x r), r = min(1, max(base, risk x sqrt(size / dailyVolume))), rounded up to six decimals\n' +
    'MM = ceil(N x r x maintenance); close-out margin = max(ceil(N x r x closeOut), MM - floor(N x closeOutWithin))\n' +
    'size = |lots| x what a lot is of',
  source: 'https://coinbase.com/international-exchange/legal/leverage-and-margin-policy',
  params: z.strictObject({
    markets: z
      .record(z.string(), terms)
      .prefault({ default: {} })
      .describe('Terms by market name; `default` holds for markets not named.'),
    ...lowerLevels({ maintenance: '2/3', closeOut: '1/3', closeOutWithin: '0.12' }),
  }),
  exempt: { 'margin/no-gain-by-splitting': 'two accounts of half the size have the rates of half the size' },
  hasCloseOut: () => true,
  schedule: (market, params) => {
    const { base, risk, dailyVolume } = ofMarket(params.markets, market, 'margin.markets');
    return rootMargin(market, { base, factor: risk, per: dailyVolume }, params);
  },
});
