import { amount, defineFund, ratio, z } from 'breakwater';
import { keyOfMarket, listsOfTheScope, scopeParams } from './market-scope.ts';
import { forKey } from './scope.ts';
import { noTopUps, topUp, topUpParams } from './top-up.ts';

/**
 * Money set aside against deficits: fed by liquidation fees, by fills better than bankruptcy and, where the venue says so, by a share
 * of its trading fees; spent on what is missing.
 *
 * Scope: `global`, one pool (key `all`); `per-settlement-coin`, one for the markets that settle in an asset (key: its
 * name); `per-product-underlying`, one for each kind of contract, underlying and asset (key: the three, as
 * `linear-BTC-USDT`); `per-market-isolated`, one a market (key: its name); `grouped-pool`, one a group (key: its name) and
 * one for each market in no group; `cross-plus-isolated-markets`, one (key `all`) and one for each isolated market.
 *
 * A payment leaves at least `floor`. From outside a top-up of the same amount flows in at each whole multiple of `every`,
 * to each pool, and a refill of below + beyond - cash when cash < below. What it earns comes by the layers: the fee of a
 * liquidation, a fill better than bankruptcy after a take-over, margin that is forfeited. Units of the settlement asset.
 *
 * @source https://bybit-exchange.github.io/docs/v5/market/insurance (isolated and grouped pools);
 * https://www.binance.com/en/support/faq/360033525371 (one shared pool; flows in and out);
 * https://blog.bitmex.com/bitmex-insurance-fund-your-questions-answered/ (a fund for each coin);
 * https://www.okx.com/help/iv-introduction-to-auto-deleveraging-adl (product, underlying and coin);
 * https://github.com/dydxprotocol/v4-chain: protocol/x/perpetuals/keeper (one for cross markets, one for each isolated)
 */
export const insuranceFund = defineFund({
  name: 'insurance-fund',
  summary: 'An insurance fund for all markets, for each, or for groups of them.',
  formula:
    'pays <= free cash - floor; gets amount each every of topUp, and feeShare of the trading fees of its markets\n' +
    'refill where cash < below: below + beyond - cash, at most most over the run',
  source: [
    'https://bybit-exchange.github.io/docs/v5/market/insurance',
    'https://www.binance.com/en/support/faq/360033525371',
    'https://www.okx.com/help/iv-introduction-to-auto-deleveraging-adl',
    'https://github.com/dydxprotocol/v4-chain',
  ],
  params: z
    .strictObject({
      capital: amount().prefault('0').describe('Opening capital of each pool, settlement asset, at least 0.'),
      capitals: z
        .record(z.string(), amount())
        .default({})
        .describe('Opening capital of single pools, by key, settlement asset, at least 0.'),
      floor: amount()
        .prefault('0')
        .describe('Free cash of a pool below which it pays nothing, settlement asset, at least 0.'),
      feeShare: ratio({ max: '1' })
        .prefault('0')
        .describe('Share of the trading fees of its markets that each pool gets as they are paid, 0 to 1.'),
      ...scopeParams,
      ...topUpParams,
    })
    .superRefine(listsOfTheScope),
  holds: 'fund',
  scope: keyOfMarket,
  capital: (key, params) => forKey(params.capitals, key, params.capital),
  floor: (_key, params) => params.floor,
  feeShare: (_key, params) => params.feeShare,
  initial: noTopUps,
  flow: (pool, view, params, state) => topUp(pool, view.now, params, state),
});
