import { amount, defineFund, ratio, z } from 'breakwater';
import { ALL, forKey } from './scope.ts';
import { shareOf } from './share-of.ts';

/**
 * Liquidity providers' money that is the counterparty of every trader: their losses are its gains, and the reverse.
 *
 * Scope: `per-market` (GMX), one pool a market; `global` (Jupiter's JLP), one for all. Capital = capital +
 * openInterestShare x the open interest its markets open with, rounded down for each. A pool may face one side of traders only:
 * GMX pays longs out of a market's long token and shorts out of its short token, and measures each side's profit against
 * its own token. Units of the settlement asset.
 *
 * @source https://github.com/gmx-io/gmx-synthetics (a pool for each market); https://docs.jup.ag (JLP)
 */
export const liquidityPool = defineFund({
  name: 'liquidity-pool',
  summary: 'A pool that is the counterparty of its traders.',
  formula:
    'opens with capital + sum over its markets of floor(OI x openInterestShare)\n' +
    'profit = -profit of the traders it faces',
  source: ['https://github.com/gmx-io/gmx-synthetics', 'https://docs.jup.ag'],
  params: z.strictObject({
    capital: amount().prefault('0').describe('Opening capital of each pool, settlement asset, at least 0.'),
    capitals: z
      .record(z.string(), amount())
      .default({})
      .describe('Opening capital of single pools, by market name (or `all`), settlement asset, at least 0.'),
    openInterestShare: ratio()
      .prefault('0')
      .describe(
        'Further opening capital, as a share of the one-sided open interest its markets open with, at least 0.',
      ),
    faces: z.enum(['both', 'long', 'short']).default('both').describe('Side of the traders who open against it.'),
    scope: z.enum(['global', 'per-market']).default('per-market').describe('Which markets share a pool.'),
  }),
  exempt: {
    'fund/fixed-size': 'capital may be set as a share of the open interest it faces',
    'fund/absorbs-losses-only': 'it is the counterparty of every trade',
  },
  holds: 'pool',
  scope: (market, params) => (params.scope === 'global' ? ALL : market.id),
  capital: (key, params, openInterest) =>
    forKey(params.capitals, key, params.capital) + shareOf(openInterest, params.openInterestShare),
  faces: ({ faces }) => (faces === 'both' ? 0 : faces === 'long' ? 1 : -1),
});
