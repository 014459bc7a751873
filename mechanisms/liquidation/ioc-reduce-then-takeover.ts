import { defineLiquidation, type OrderAction, pass, rate, z } from 'breakwater';
import { poolOf } from '../fund/pool-of.ts';
import { bankruptcyLimit } from './limit-price.ts';
import { isLiquidated } from './liquidated.ts';
import { piecesToRestore } from './pieces-to-restore.ts';

/**
 * Cancels all orders, then sends one large immediate-or-cancel order sized to bring the account back to compliance;
 * what is still below is left to a takeover by a later layer (`fund-takeover`).
 *
 * Size, for one leg: lots x (maintenance - equity) / (maintenance - cost x notional), rounded up, cost = fee +
 * expectedSlippage; all of it when that frees too little. With several legs the one with the most maintenance goes
 * first, whole, until the rest fits into the next. Limit: the leg's bankruptcy price. The fee is charged on the
 * liquidated value only. Units of the settlement asset.
 *
 * Our readings: the fee of each symbol is not published, so the default is assumed; the order of legs is ours. Sized at
 * mark without allowance, the order falls short by its own slippage, and the takeover follows, as the published steps
 * have it.
 *
 * @source https://docs.traderwagon.com/faq/futures-trading-introduction/liquidation-protocol (copy of Binance's)
 */
export const iocReduceThenTakeover = defineLiquidation({
  name: 'ioc-reduce-then-takeover',
  summary: 'One IOC sized to restore compliance, limited at bankruptcy; the rest is for a takeover.',
  formula:
    'IOC for ceil(|lots| x (MM - E) / (MM - N x (fee + expectedSlippage))), for all lots where that frees too little\n' +
    'limit = bankruptcy value / lots; fee = executed value x fee',
  source: 'https://docs.traderwagon.com/faq/futures-trading-introduction/liquidation-protocol',
  params: z.strictObject({
    fee: rate({ max: '1' })
      .prefault('0.005')
      .describe('Liquidation fee, share of the liquidated value, 0 to 1; assumed.'),
    feeTo: z.string().default('insurance').describe('Pool that receives the fee.'),
    expectedSlippage: rate({ max: '1' })
      .prefault('0')
      .describe('Slippage allowed for when the order is sized, share of its value, 0 to 1.'),
  }),
  capabilities: { moves: 'both' },
  takesLots: true,
  next: (subject, view, params, _state, outcome) => {
    if (!isLiquidated(subject) || outcome !== undefined) return pass;
    const need = subject.subject.maintenance - subject.subject.equity;
    if (need <= 0) return pass;
    const orders = piecesToRestore(subject.legs, need, params.fee + params.expectedSlippage).flatMap(
      ({ leg, lots }): OrderAction[] => {
        const limit = bankruptcyLimit(leg);
        if (limit === 'none') return [];
        const market = leg.market.number;
        return [
          {
            do: 'order',
            market,
            lots,
            timeInForce: 'ioc',
            ...(limit === 'any' ? {} : { limit }),
            ...(params.fee === 0
              ? {}
              : {
                  fee: {
                    perMillion: params.fee,
                    to: poolOf(view, params.feeTo, market, 'ioc-reduce-then-takeover').name,
                  },
                }),
          },
        ];
      },
    );
    return [{ do: 'cancel' }, ...orders];
  },
});
