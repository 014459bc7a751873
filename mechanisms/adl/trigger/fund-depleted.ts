import { defineAdlTrigger, z } from 'breakwater';
import { residualNeeds, residualParams } from './residual-needs.ts';

/**
 * Pushes what cases hold in markets whose fund has nothing left to pay, whatever their equity.
 *
 * Rule: spendable(pool of the market) = 0; off as soon as it can pay again. Inventory the fund holds is pushed too. With the mark
 * as a second condition this is `mark-through-bankruptcy`.
 *
 * @source https://www.bitget.com/support/articles/12560603800805 (starts when the coin's fund is used up, ends when it is positive);
 * https://help.gate.tv article 22082 (insufficient fund)
 */
export const fundDepleted = defineAdlTrigger({
  name: 'fund-depleted',
  summary: 'Nothing left to pay in the fund of the market.',
  source: ['https://www.bitget.com/support/articles/12560603800805', 'Gate, help article 22082 (gate.tv)'],
  params: residualParams.extend({
    pool: z
      .string()
      .default('insurance')
      .describe('Fund whose depletion is meant; a market looks up its own share of it.'),
  }),
  capabilities: { actsEarly: true },
  decide: (view, cases, params) => {
    const needs = residualNeeds(
      view,
      cases,
      params.in,
      (_subject, market) => (view.pool(params.pool, market)?.spendable ?? 0) === 0,
    );
    return needs.length === 0 ? 'off' : { on: true, needs };
  },
});
