import { defineCollateral, type Ratio, ratio, z } from 'breakwater';

const NOTHING: Ratio = { n: 0, d: 1 };

const own = <T>(table: Readonly<Record<string, T>>, asset: string): T | undefined =>
  Object.hasOwn(table, asset) ? table[asset] : undefined;

const weightOf = (table: Readonly<Record<string, { readonly weight: Ratio }>>, asset: string): Ratio =>
  own(table, asset)?.weight ?? NOTHING;

/**
 * Counts each asset at a share of its value at the index, and sells at a discount in a fixed order.
 *
 * equity = own asset + sum of balance_k x price_k x weight_k + unrealised profit; weight = 1 - haircut. Selling
 * collateral of value v brings v x (1 - saleDiscount). An asset that is not named counts for nothing, and is sold at
 * otherDiscount. Sold in the order of `order`, then in the order the account lists them.
 *
 * Binance counts BTC at 95 % and exchanges it at 97.5 %, taking from all assets in proportion; the contract sells one
 * after the other, so the order is ours.
 *
 * @source https://www.binance.com/en/support/faq/29b45c485d664028b9ca1cdf90b24f6f (collateral value ratios);
 * https://www.binance.com/en/futures/trading-rules/perpetual/multi-asset-info (exchange at 97.5 %)
 */
export const haircutByAsset = defineCollateral({
  name: 'haircut-by-asset',
  summary: 'A weight, a sale discount and a place in the order of sale for each asset.',
  formula:
    'E = own asset + sum over assets of balance x index x weight + uPnL; weight 0 where not named\n' +
    'a sale of value v brings v x (1 - saleDiscount), v x (1 - otherDiscount) where not named',
  source: [
    'https://www.binance.com/en/support/faq/29b45c485d664028b9ca1cdf90b24f6f',
    'https://www.binance.com/en/futures/trading-rules/perpetual/multi-asset-info',
  ],
  params: z.strictObject({
    assets: z
      .record(
        z.string(),
        z.strictObject({
          weight: ratio({ max: '1' }).prefault('0.95').describe('Share of the value that counts as margin, 0 to 1.'),
          saleDiscount: ratio({ max: '1' }).prefault('0').describe('Share of the value lost in a sale, 0 to 1.'),
        }),
      )
      .default({})
      .describe('Assets that count as margin, by name.'),
    otherDiscount: ratio({ max: '1' })
      .prefault('0')
      .describe('Share of the value lost in a sale of an asset not named, 0 to 1.'),
    order: z
      .array(z.string())
      .refine((names) => new Set(names).size === names.length, 'an asset stands twice in the order of sale')
      .default([])
      .describe('Assets in the order in which they are sold; others follow.'),
  }),
  weight: ({ asset }, params) => weightOf(params.assets, asset),
  fixedWeight: (asset, params) => weightOf(params.assets, asset),
  saleDiscount: ({ asset }, params) => own(params.assets, asset)?.saleDiscount ?? params.otherDiscount,
  saleOrder: (assets, params) => [
    ...params.order.filter((asset) => assets.includes(asset)),
    ...assets.filter((asset) => !params.order.includes(asset)),
  ],
});
