import { type Action, defineLiquidation, type OrderAction, pass, rate, z } from 'breakwater';
import { poolOf } from '../fund/pool-of.ts';
import { bankruptcyLimit } from './limit-price.ts';
import { isLiquidated } from './liquidated.ts';
import { belowCloseOut, iocOrder } from './orders.ts';
import { byMaintenance } from './step-down.ts';

/** Markets that had their order in this step. */
type Tried = { step: number; markets: number[] };

/**
 * Immediate-or-cancel orders at the zero price, one position after the other until margin holds; the account keeps what is left.
 *
 * zero price of a position = (value at mark - equity x its maintenance / all maintenance) / lots: a fill at it leaves equity /
 * maintenance as it is, and closing everything at it leaves nothing. All orders of the account are cancelled first; then
 * each position, the one with the most maintenance first, is ordered whole once a step, `one-by-one` only while equity
 * is below maintenance, or `all` at once. Of what a fill brings beyond the zero price the fund receives at most `fee` of the
 * executed value. Units of the asset of the market.
 *
 * Our readings: the order of positions is a heuristic that is not published; a trade that restores margin does not stop an
 * order that is on its way.
 *
 * @source https://docs.lighter.xyz/perpetual-futures/liquidations-and-insurance-fund (one by one, up to 1 % of better fills);
 * https://support.kraken.com/hc/en-us/articles/360022835671 (the limit leaves equity at zero or more, no fee);
 * https://support.kraken.com/hc/en-us/articles/360022835231 (all positions at their zero-equity prices)
 */
export const zeroPriceIoc = defineLiquidation({
  name: 'zero-price-ioc',
  summary: 'Orders at the price that uses up equity in step with maintenance, position by position.',
  formula:
    'while E < MM, the leg with the most MM first: IOC for all its lots, limit = bankruptcy value / lots\n' +
    'bankruptcy value = value at mark - E x MM of the leg / MM\n' +
    'to the fund min(executed value x fee, executed value - bankruptcy value)',
  source: [
    'https://docs.lighter.xyz/perpetual-futures/liquidations-and-insurance-fund',
    'https://support.kraken.com/hc/en-us/articles/360022835671',
  ],
  exempt: {
    'liquidation/leaves-what-margin-allows': 'an order is for a whole position',
    'liquidation/sees-to-all-of-a-bankrupt-account': 'one position after the other',
  },
  params: z.strictObject({
    positions: z
      .enum(['one-by-one', 'all'])
      .default('one-by-one')
      .describe('Whether positions are ordered until margin holds, or all of them at once.'),
    belowCloseOut: belowCloseOut('order'),
    fee: rate({ max: '1' })
      .prefault('0.01')
      .describe('Most of the executed value the fund receives of a fill beyond the zero price, 0 to 1.'),
    feeTo: z.string().default('insurance').describe('Pool that receives the fee.'),
  }),
  capabilities: { moves: 'both' },
  takesLots: true,
  stateOf: 'case',
  initial: (): Tried => ({ step: -1, markets: [] }),
  next: (subject, view, params, state, outcome) => {
    if (!isLiquidated(subject)) return pass;
    const { equity, maintenance, closeOut } = subject.subject;
    if (equity >= maintenance || (params.belowCloseOut === 'pass' && equity < closeOut)) return pass;
    if (state.step !== view.step) Object.assign(state, { step: view.step, markets: [] });
    const orders: OrderAction[] = [];
    for (const leg of byMaintenance(subject.legs)) {
      const market = leg.market.number;
      if (state.markets.includes(market)) continue;
      if (params.positions === 'one-by-one' && orders.length > 0) break;
      state.markets.push(market);
      const to = params.fee === 0 ? '' : poolOf(view, params.feeTo, market, 'zero-price-ioc').name;
      const fee = { perMillion: params.fee, to, above: leg.bankruptcyValue };
      orders.push(...iocOrder(leg, leg.lots, bankruptcyLimit(leg), fee));
    }
    const cancel: readonly Action[] = outcome === undefined ? [{ do: 'cancel' }] : [];
    return cancel.length + orders.length === 0 ? pass : [...cancel, ...orders];
  },
});
