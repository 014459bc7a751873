import { defineAdlTrigger, ratio, ratioFloor, z } from 'breakwater';
import { type Latch, latched, noLatch } from './latch.ts';
import { residualNeeds, residualParams } from './residual-needs.ts';

/**
 * Pushes positions that the mark has carried to their bankruptcy price; of a venue with a fund, only once that is empty.
 *
 * Rule, for each leg: value at mark <= bankruptcy value (both signed as the lots) and, where a `pool` is named, spendable(pool of
 * the market) = 0. Off again when the mark lies more than `recovers` of the value beyond bankruptcy, or the fund can pay. What a fund
 * holds as inventory is at bankruptcy once the fund's own equity is used up.
 *
 * @source https://www.bitmex.com/app/autoDeleveraging (not filled by the time mark reaches bankruptcy, and the fund depleted for the
 * contract); https://docs.asterdex.com (the mark alone)
 */
export const markThroughBankruptcy = defineAdlTrigger({
  name: 'mark-through-bankruptcy',
  summary: 'Mark at or through bankruptcy and, where a fund is named, nothing left in it.',
  formula:
    'on for a leg when value at mark <= bankruptcy value and, with pool, its spendable = 0\n' +
    'off when value at mark - bankruptcy value > ceil(|value at mark| x recovers), or spendable > 0',
  source: ['https://www.bitmex.com/app/autoDeleveraging', 'https://docs.asterdex.com'],
  exempt: {
    'trigger/lets-the-fund-go-first': 'without a fund in the rule, the mark alone counts',
  },
  params: residualParams.extend({
    pool: z
      .string()
      .optional()
      .describe(
        'Fund that must be empty as well; a market looks up its own share of it. The mark alone counts when left out.',
      ),
    recovers: ratio({ max: '1' })
      .prefault('0')
      .describe(
        'How far the mark must be beyond bankruptcy for what was pushed to be left alone, a share of the value, 0 to 1.',
      ),
  }),
  stateOf: 'venue',
  initial: noLatch,
  decide: (view, cases, params, state: Latch) => {
    const empty = (market: number): boolean =>
      params.pool === undefined || (view.pool(params.pool, market)?.spendable ?? 0) === 0;
    const needs = residualNeeds(view, cases, params.in, ({ id }, market, leg) => {
      if (!empty(market)) return false;
      if (leg === undefined) return true;
      const beyond = leg.value - leg.bankruptcyValue;
      if (params.recovers.n === 0) return beyond <= 0;
      return latched(state, `${id}/${market}`, beyond <= 0, beyond <= ratioFloor(Math.abs(leg.value), params.recovers));
    });
    return needs.length === 0 ? 'off' : { on: true, needs };
  },
});
