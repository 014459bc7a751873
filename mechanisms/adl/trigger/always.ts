import { defineAdlTrigger, z } from 'breakwater';
import { residualNeeds, residualParams } from './residual-needs.ts';

/**
 * Pushes whatever remains: all residual lots of the cases that reach it, whatever their equity.
 *
 * The place of the layer in the waterfall is then the only condition (Kraken: what assignment left over). What a fund or vault
 * took over remains with it, not with a case, unless `inventory` says otherwise; pool cases have a trigger of their own.
 *
 * @source https://support.kraken.com/hc/en-us/articles/360022835231 (unwind follows assignment with no further test)
 */
export const always = defineAdlTrigger({
  name: 'always',
  summary: 'Whatever the layers before left over.',
  formula:
    'on for every case that holds lots, of an inventory with inventory: true\n' +
    'need = all its lots, its deficit with in: gain',
  source: 'https://support.kraken.com/hc/en-us/articles/360022835231',
  exempt: {
    'trigger/spares-the-solvent': 'the place of the layer is the only condition',
    'trigger/lets-the-fund-go-first': 'the place of the layer is the only condition',
  },
  params: residualParams.extend({
    inventory: z.boolean().default(false).describe('Whether positions that a pool took over are pushed as well.'),
  }),
  capabilities: { actsEarly: true },
  decide: (view, cases, params) => {
    const needs = residualNeeds(view, cases, params.in, ({ kind }) => kind !== 'inventory' || params.inventory);
    return needs.length === 0 ? 'off' : { on: true, needs };
  },
});
