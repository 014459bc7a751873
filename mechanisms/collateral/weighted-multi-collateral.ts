import { type CollateralQuotes, defineCollateral, type Ratio, ratio, ratioCeil, ratioFloor, z } from 'breakwater';
import { haircutByAsset } from './haircut-by-asset.ts';

const asset = z.strictObject({
  weight: ratio({ max: '1' }).prefault('0.95').describe('Share of the value that counts as margin, 0 to 1.'),
  saleDiscount: ratio({ max: '1' })
    .prefault('0')
    .describe("Share of the value on the venue's own book that is lost in a sale, 0 to 1."),
  price: z
    .enum(['index', 'book', 'redemption'])
    .default('index')
    .describe("Where its price is read: over the venues of the world, on the venue's own book, or at its issuer."),
  cap: ratio({ max: '1000' })
    .optional()
    .describe('Most the index counts for beside redemption, a multiple of it, 0 to 1000; no bound when left out.'),
  buffer: ratio({ max: '1' })
    .prefault('0')
    .describe('What redemption is taken to fall short by, a share of it, 0 to 1.'),
});
type Asset = z.infer<typeof asset>;

const params = haircutByAsset.params.extend({
  assets: z.record(z.string(), asset).default({}).describe('Assets that count as margin, by name.'),
});
type Params = z.infer<typeof params>;

const of = ({ assets }: Params, name: string): Asset | undefined =>
  Object.hasOwn(assets, name) ? assets[name] : undefined;

const without = ({ n, d }: Ratio): Ratio => ({ n: d - n, d });

/** max(min(index, cap x redemption), redemption x (1 - buffer)). */
const redeemable = ({ index, redemption }: CollateralQuotes, { cap, buffer }: Asset): number => {
  const upTo = cap === undefined ? index : Math.min(index, ratioFloor(redemption, cap));
  return Math.max(1, upTo, ratioFloor(redemption, without(buffer)));
};

/**
 * Counts each asset at a share of its value, by a price source of its own; sells it on the venue's own book.
 *
 * equity = own asset + sum of balance_k x price_k x weight_k + unrealised profit. price_k is the `index` over the venues of the
 * world, the venue's own `book`, or `redemption`: max(min(index, cap x r), r x (1 - buffer)), where r is what the issuer pays. A sale
 * brings the value on the own book less saleDiscount, and never more than the value at which the asset counts. Order of sale and
 * what is not named: as in haircut-by-asset.
 *
 * On 10 October 2025 Binance priced USDe, WBETH and BNSOL from its own book, where USDe fell to 0.65 and WBETH 88 % below ETH, while
 * neither moved far elsewhere; it put redemption values into its weights afterwards, and a floor under USDe. Their terms are not
 * published: the formula of redemption is ours.
 *
 * @source https://www.binance.com/en/square/post/31061313778345 (own book, 0.65);
 * https://www.binance.com/en/support/faq/29b45c485d664028b9ca1cdf90b24f6f (weights)
 */
export const weightedMultiCollateral = defineCollateral({
  name: 'weighted-multi-collateral',
  summary: 'A weight and a price source for each asset: index, own book or redemption.',
  formula:
    'E = own asset + sum over assets of balance x price x weight + uPnL\n' +
    'price = index, own book, or max(min(index, cap x r), r x (1 - buffer)) with redemption at r\n' +
    'a sale brings min(balance x price, balance x book x (1 - saleDiscount))',
  source: [
    'https://www.binance.com/en/square/post/31061313778345',
    'https://www.binance.com/en/support/faq/29b45c485d664028b9ca1cdf90b24f6f',
  ],
  params,
  price: (quotes, given) => {
    const own = of(given, quotes.asset);
    if (own === undefined || own.price === 'index') return quotes.index;
    return own.price === 'book' ? quotes.book : redeemable(quotes, own);
  },
  weight: haircutByAsset.weight,
  fixedWeight: (name, given) => haircutByAsset.fixedWeight?.(name, given) ?? { n: 0, d: 1 },
  saleDiscount: ({ asset: name, value, book }, given) => {
    const discount = of(given, name)?.saleDiscount ?? given.otherDiscount;
    if (value <= 0) return discount;
    return { n: Math.max(0, value - (book - ratioCeil(book, discount))), d: value };
  },
  saleOrder: haircutByAsset.saleOrder,
});
