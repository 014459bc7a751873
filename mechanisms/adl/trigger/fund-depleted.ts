import { defineAdlTrigger, ratio, z } from 'breakwater';
import { boundOf } from '../../bound.ts';
import { poolsOf } from './fund-switch.ts';
import { residualNeeds, residualParams } from './residual-needs.ts';

type Switches = { on: { [pool: string]: boolean } };

/**
 * Pushes what cases hold in markets whose fund has nothing left to pay, whatever their equity.
 *
 * Rule: on when spendable(pool of the market) = 0; off again when spendable > refilled x opening capital, by default as soon as it can
 * pay. Inventory the fund holds is pushed too. With the mark as a second condition this is `mark-through-bankruptcy`.
 *
 * @source https://www.bitget.com/support/articles/12560603800805 (starts when the coin's fund is used up, ends when it is positive);
 * https://help.gate.tv article 22082 (insufficient fund)
 */
export const fundDepleted = defineAdlTrigger({
  name: 'fund-depleted',
  summary: 'Nothing left to pay in the fund of the market.',
  formula:
    'on when spendable of the pool = 0; off when spendable > floor(opening capital x refilled)\n' +
    'need = all lots of cases in its markets',
  source: ['https://www.bitget.com/support/articles/12560603800805', 'Gate, help article 22082 (gate.tv)'],
  params: residualParams.extend({
    pool: z
      .string()
      .default('insurance')
      .describe('Fund whose depletion is meant; a market looks up its own share of it.'),
    refilled: ratio()
      .prefault('0')
      .describe('What it must be able to spend beyond for ADL to stop, a share of its opening capital, at least 0.'),
  }),
  capabilities: { actsEarly: true },
  stateOf: 'venue',
  initial: (): Switches => ({ on: {} }),
  decide: (view, cases, params, state) => {
    for (const { name, opening, spendable } of poolsOf(view, params.pool))
      state.on[name] = spendable <= (state.on[name] === true ? boundOf(opening, params.refilled) : 0);
    const needs = residualNeeds(view, cases, params.in, (_subject, market) => {
      const pool = view.pool(params.pool, market);
      return pool === undefined || state.on[pool.name] === true;
    });
    return needs.length === 0 ? 'off' : { on: true, needs };
  },
});
