import { defineLiquidation, type LegView, type OrderAction, pass, rate, ratio, z } from 'breakwater';
import { poolOf } from '../fund/pool-of.ts';
import { bankruptcyLimit, limitFromMark } from './limit-price.ts';
import { isLiquidated } from './liquidated.ts';

/**
 * Sends everything to the book at once, each step anew: one immediate-or-cancel order for each leg.
 *
 * limit: `none`, a market order; `bankruptcy`, the price at which the leg has used up its share of equity; `slippage`,
 * mark less (long) or plus (short) a share of it. A leg with no reachable bankruptcy price is not ordered.
 *
 * @source https://support.kraken.com/hc/en-us/articles/360022835231 (one IOC that leaves equity at zero or more:
 * limit bankruptcy); https://docs.polymarket.com/perps (reduce-only IOC orders)
 */
export const bookIoc = defineLiquidation({
  name: 'book-ioc',
  summary: 'One immediate-or-cancel order for each leg, at a chosen limit.',
  formula:
    'IOC for all lots; limit: none, bankruptcy = bankruptcy value / lots, slippage = mark -/+ floor(mark x slippage)\n' +
    'fee = executed value x fee, never below E = 0',
  source: ['https://support.kraken.com/hc/en-us/articles/360022835231', 'https://docs.polymarket.com/perps'],
  exempt: {
    'liquidation/no-worse-than-bankruptcy': 'a market order unless told otherwise',
    'liquidation/leaves-what-margin-allows': 'orders everything at once',
  },
  params: z.strictObject({
    limit: z.enum(['none', 'bankruptcy', 'slippage']).default('none').describe('Worst price of the orders.'),
    slippage: ratio({ max: '0.99' })
      .prefault('0.05')
      .describe('Distance of the limit from mark, a share of it, 0 to 0.99; for limit slippage.'),
    cancel: z.boolean().default(true).describe("Whether the account's resting orders are cancelled first."),
    fee: rate({ max: '1' }).prefault('0').describe('Liquidation fee, share of the executed value, 0 to 1.'),
    feeTo: z.string().default('insurance').describe('Pool that receives the fee.'),
  }),
  capabilities: { moves: 'both' },
  takesLots: true,
  next: (subject, view, params, _state, outcome) => {
    if (!isLiquidated(subject) || outcome !== undefined) return pass;
    const order = (leg: LegView): OrderAction[] => {
      const limit =
        params.limit === 'none'
          ? 'any'
          : params.limit === 'slippage'
            ? limitFromMark(leg, params.slippage)
            : bankruptcyLimit(leg);
      if (limit === 'none') return [];
      const market = leg.market.number;
      return [
        {
          do: 'order',
          market,
          lots: leg.lots,
          timeInForce: 'ioc',
          ...(limit === 'any' ? {} : { limit }),
          ...(params.fee === 0
            ? {}
            : { fee: { perMillion: params.fee, to: poolOf(view, params.feeTo, market, 'book-ioc').name } }),
        },
      ];
    };
    const orders = subject.legs.flatMap(order);
    if (orders.length === 0) return pass;
    return params.cancel ? [{ do: 'cancel' }, ...orders] : orders;
  },
});
