import { type Action, defineLiquidation, duration, pass, rate, ratio, ratioCeil, z } from 'breakwater';
import { poolOf } from '../fund/pool-of.ts';
import { limitFromMark } from './limit-price.ts';
import { isLiquidated } from './liquidated.ts';
import { belowCloseOut, iocOrder, MOST_ORDERS, timesIn } from './orders.ts';
import { byMaintenance } from './step-down.ts';

/** Where a case stands in the rounds of a step. */
type Rounds = {
  step: number;
  done: number;
  /** Markets whose book gave less than was asked in this step. */
  dry: number[];
  /** The order that is out: its market, and its lots unsigned. */
  sent: { market: number; lots: number } | null;
};

const params = z.strictObject({
  share: ratio({ max: '1' })
    .refine(({ n }) => n > 0, 'an increment of 0 closes nothing; the share is above 0')
    .prefault('0.125')
    .describe('Part of the position, as it stands, that a round closes, above 0 to 1.'),
  lots: z.int().min(1).optional().describe('Lots that a round closes instead, at least 1; the share when left out.'),
  every: duration({ min: '1ms' })
    .prefault('50ms')
    .describe('Time between two rounds, above 0s; a step has as many as fit into it, at least one.'),
  slippage: ratio({ max: '0.99' })
    .optional()
    .describe('Limit of the orders, as a distance from mark in shares of it, 0 to 0.99; market orders when left out.'),
  belowCloseOut: belowCloseOut('order'),
  fee: rate({ max: '1' }).prefault('0.0075').describe('Liquidation fee, share of the executed value, 0 to 1.'),
  feeTo: z.string().default('insurance').describe('Pool that receives the fee.'),
});

/**
 * Closes a position in small market orders, round after round, and stops as soon as equity covers maintenance again.
 *
 * A round sends one immediate-or-cancel order for ceil(share x lots) of the position with the most maintenance, or for `lots` of
 * it. A step has floor(step / every) rounds, at least one. All orders of the account are cancelled first. The fee on what is
 * executed goes to the fund and never takes the account below zero. Units of the asset of the market.
 *
 * Published are increments of 1, 10 and 200 contracts at 20 to 25 rounds a second, by a trader 12.5 % of the position; BTC pays
 * 0.75 %. Our readings: of several positions the one with the most maintenance goes first; the books of the venue refill between
 * steps only, so a position whose book gave less than was asked waits for the next step. With `belowCloseOut: pass` this is the
 * automatic partial liquidation of a venue that hands accounts below their close-out margin to a backstop.
 *
 * @source https://www.deribit.com/docs/auto-liquidation/;
 * https://support.deribit.com/hc/en-us/articles/25944826427293-11-January-2022 (fee);
 * https://help.coinbase.com/en/international-exchange/liquidations (partial liquidation above close-out margin)
 */
export const incrementalUntilHealthy = defineLiquidation({
  name: 'incremental-until-healthy',
  summary: 'Small market orders, round after round, until margin holds.',
  formula:
    'while E < MM: IOC for min(|lots|, lots where given, else ceil(|lots| x share)) of the leg with the most MM\n' +
    'floor(step / every) rounds a step, at least one; fee = executed value x fee',
  source: [
    'https://www.deribit.com/docs/auto-liquidation/',
    'https://support.deribit.com/hc/en-us/articles/25944826427293-11-January-2022',
  ],
  exempt: {
    'liquidation/no-worse-than-bankruptcy': 'market orders unless told otherwise',
    'liquidation/sees-to-all-of-a-bankrupt-account': 'one increment of one position at a time',
  },
  params,
  capabilities: { moves: 'both' },
  takesLots: true,
  stateOf: 'case',
  initial: (): Rounds => ({ step: -1, done: 0, dry: [], sent: null }),
  next: (subject, view, given, state, outcome) => {
    if (!isLiquidated(subject)) return pass;
    if (state.step !== view.step) Object.assign(state, { step: view.step, done: 0, dry: [], sent: null });
    const filled = outcome?.actions.at(-1);
    if (state.sent !== null && filled !== undefined) {
      if (Math.abs(filled.lots) < state.sent.lots) state.dry.push(state.sent.market);
      state.sent = null;
    }
    const { equity, maintenance, closeOut } = subject.subject;
    if (equity >= maintenance || (given.belowCloseOut === 'pass' && equity < closeOut)) return pass;
    const rounds = Math.min(MOST_ORDERS, Math.max(1, timesIn(view.stepSeconds, given.every)));
    const leg = byMaintenance(subject.legs).find(({ market }) => !state.dry.includes(market.number));
    if (state.done >= rounds || leg === undefined) return pass;
    const market = leg.market.number;
    const size = Math.abs(leg.lots);
    const lots = Math.min(size, given.lots ?? ratioCeil(size, given.share));
    state.done += 1;
    state.sent = { market, lots };
    const limit = given.slippage === undefined ? 'any' : limitFromMark(leg, given.slippage);
    const to = given.fee === 0 ? '' : poolOf(view, given.feeTo, market, 'incremental-until-healthy').name;
    const cancel: readonly Action[] = outcome === undefined ? [{ do: 'cancel' }] : [];
    return [...cancel, ...iocOrder(leg, Math.sign(leg.lots) * lots, limit, { perMillion: given.fee, to })];
  },
});
