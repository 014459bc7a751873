import { amount, defineMargin, mulDivCeil, rate, ratio, z } from 'breakwater';
import { type Fraction, fractionOf, quantityOfLot, times } from '../quantity.ts';
import { affineMargin } from './affine-fraction.ts';
import { ofMarket } from './of-market.ts';

const WHOLE: Fraction = [1n, 1n];

const terms = z.strictObject({
  skewScale: ratio()
    .refine(({ n }) => n > 0, 'a skew scale of 0 has no meaning; it is a number of coins above 0')
    .prefault('60000')
    .describe('Size at which the share has risen by `initial`, in what a contract is of (coins), above 0; assumed.'),
  initial: ratio({ max: '1000' })
    .prefault('8.92')
    .describe('Rise of the initial share for a position of the whole skew scale, a share of notional, 0 to 1000.'),
  minimum: rate({ max: '1' }).prefault('0.02').describe('Initial margin at size 0, a share of notional, 0 to 1.'),
  maintenance: ratio({ max: '1' }).prefault('0.28').describe('Maintenance margin as a share of initial, 0 to 1.'),
  perPosition: amount()
    .prefault('0')
    .describe(
      'Margin of any position beyond its share, initial and maintenance alike, asset the market settles in, at least 0.',
    ),
});

/**
 * Margin rates that rise with the position's share of the skew scale: what closing it would move the price by.
 *
 * IMR = min(1, |size| / skewScale x initial + minimum), MMR = IMR x maintenance; initial(N) = N x IMR + perPosition,
 * maintenance(N) = N x MMR + perPosition. Size is in what a contract is of: coins in a linear market, quote currency in an
 * inverse one. Units of the asset the market settles in, rounded up.
 *
 * A flagged account is closed whole, so a default ends flat.
 *
 * Our readings: IMR ends at the whole notional, where the contracts let it grow; the reward of keepers is left out.
 *
 * @source https://sips.synthetix.io/sips/sip-337; https://github.com/Synthetixio/synthetix-v3:
 * markets/perps-market/contracts/storage/PerpsMarketConfiguration.sol (calculateRequiredMargins)
 */
export const skewScaledMargin = defineMargin({
  name: 'skew-scaled-margin',
  summary: 'Rates that rise with size over a skew scale; maintenance is a share of initial.',
  formula:
    'IM = ceil(N x r) + perPosition; MM = ceil(N x r x maintenance) + perPosition\n' +
    'r = min(1, minimum + initial x size / skewScale), size = |lots| x what a lot is of',
  source: ['https://sips.synthetix.io/sips/sip-337', 'https://github.com/Synthetixio/synthetix-v3'],
  params: z.strictObject({
    markets: z
      .record(z.string(), terms)
      .prefault({ default: {} })
      .describe('Terms by market name; `default` holds for markets not named.'),
    exit: z
      .enum(['healthy', 'flat'])
      .default('flat')
      .describe('When a default that was declared ends: once equity is high enough again, or only once all is closed.'),
  }),
  exit: (params) => params.exit,
  exempt: { 'margin/no-gain-by-splitting': 'two accounts of half the size have the rates of half the size' },
  schedule: (market, params) => {
    const { skewScale, initial, minimum, maintenance, perPosition } = ofMarket(
      params.markets,
      market,
      'margin.markets',
    );
    const share = fractionOf(maintenance);
    const base = fractionOf({ n: minimum, d: 1_000_000 });
    const growth = times(fractionOf(initial), quantityOfLot(market), fractionOf({ n: skewScale.d, d: skewScale.n }));
    const toOpen = affineMargin(base, growth, WHOLE);
    const toKeep = affineMargin(times(base, share), times(growth, share), share);
    const more = (lots: number): number => (lots === 0 ? 0 : perPosition);
    return {
      initial: (notional, lots) => toOpen(notional, Math.abs(lots)) + more(lots),
      maintenance: (notional, lots) => toKeep(notional, Math.abs(lots)) + more(lots),
      slopePerMillion: mulDivCeil(initial.n === 0 ? minimum : 1_000_000, maintenance.n, maintenance.d),
    };
  },
});
