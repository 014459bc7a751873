import { defineAdlTrigger, z } from 'breakwater';
import { residualNeeds, residualParams } from './residual-needs.ts';

/**
 * Pushes positions that the mark has carried to bankruptcy while the market's fund has nothing left to pay.
 *
 * Rule, for each leg: value at mark <= bankruptcy value (both signed as the lots) and spendable(pool of the market) = 0.
 *
 * @source https://www.bitmex.com/app/autoDeleveraging
 */
export const fundDepleted = defineAdlTrigger({
  name: 'fund-depleted',
  summary: 'Mark at or through bankruptcy, and the fund is empty.',
  source: 'https://www.bitmex.com/app/autoDeleveraging',
  params: residualParams.extend({
    pool: z
      .string()
      .default('insurance')
      .describe('Fund whose depletion is meant; a market looks up its own share of it.'),
  }),
  decide: (view, cases, params) => {
    const needs = residualNeeds(
      view,
      cases,
      params.in,
      (_subject, market, leg) =>
        (leg === undefined || leg.value <= leg.bankruptcyValue) &&
        (view.pool(params.pool, market)?.spendable ?? 0) === 0,
    );
    return needs.length === 0 ? 'off' : { on: true, needs };
  },
});
