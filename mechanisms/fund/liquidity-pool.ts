import { amount, defineFund, z } from 'breakwater';
import { ALL, forKey } from './scope.ts';

/**
 * Liquidity providers' money that is the counterparty of every trader: their losses are its gains, and the reverse.
 *
 * Scope: `per-market` (GMX), one pool a market; `global` (Jupiter's JLP), one for all. Units of the settlement asset.
 *
 * @source https://github.com/gmx-io/gmx-synthetics (a pool for each market); https://docs.jup.ag (JLP)
 */
export const liquidityPool = defineFund({
  name: 'liquidity-pool',
  summary: 'A pool that is the counterparty of its traders.',
  source: ['https://github.com/gmx-io/gmx-synthetics', 'https://docs.jup.ag'],
  params: z.strictObject({
    capital: amount().prefault('0').describe('Opening capital of each pool, settlement asset, at least 0.'),
    capitals: z
      .record(z.string(), amount())
      .default({})
      .describe('Opening capital of single pools, by market name (or `all`), settlement asset.'),
    scope: z.enum(['global', 'per-market']).default('per-market').describe('Which markets share a pool.'),
  }),
  holds: 'pool',
  scope: (market, params) => (params.scope === 'global' ? ALL : market.id),
  capital: (key, params) => forKey(params.capitals, key, params.capital),
});
