import { defineAdlTrigger } from 'breakwater';
import { residualNeeds, residualParams } from './residual-needs.ts';
import { settlementOf } from './settlement-of.ts';

/**
 * On at the end of a settlement period for whatever accounts in default still hold, so that it is settled with all else.
 *
 * On in the last step of the period, for all residual lots of defaults and market closures, whatever their equity; off in all other
 * steps. A venue without a settlement period settles in every step. With the price of settlement as close-out the deficits that it
 * leaves go to the layers behind it, in the same step.
 *
 * OKEx let an order at the bankruptcy price rest until settlement and moved it to the settlement price then: the loss up to that price was
 * the shortfall of the week, and the order stood on. Our reading: the position ends there, against the other side pro rata.
 *
 * @source OKEx, statement of 3 August 2018 (order of 8,020 moved to 7,483 at settlement), as reprinted at trustnodes.com
 */
export const atSettlement = defineAdlTrigger({
  name: 'at-settlement',
  summary: "At the period's end, what accounts in default still hold.",
  formula:
    'in the last step of the period: on for every case that holds lots, except an inventory\n' +
    'need = all its lots, its deficit with in: gain',
  source: 'OKEx, statement of 3 August 2018, as reprinted at trustnodes.com',
  exempt: {
    'trigger/spares-the-solvent': 'what is settled does not depend on equity',
    'trigger/lets-the-fund-go-first': 'the day of settlement is the only condition',
  },
  params: residualParams,
  capabilities: { actsEarly: true },
  decide: (view, cases, params) => {
    const settlement = settlementOf(view);
    if (Number.isFinite(settlement) && view.now < settlement) return 'off';
    const needs = residualNeeds(view, cases, params.in, ({ kind }) => kind !== 'inventory');
    return needs.length === 0 ? 'off' : { on: true, needs };
  },
});
