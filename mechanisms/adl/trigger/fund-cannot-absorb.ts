import { defineAdlTrigger } from 'breakwater';
import { residualNeeds, residualParams } from './residual-needs.ts';

/**
 * Pushes what the fund layers before it did not absorb.
 *
 * Rule: all residual lots of defaults and market closures. What a fund holds as inventory it has absorbed already, so an
 * inventory case counts only once its holder's equity is below zero. The venue publishes no number for "cannot".
 *
 * @source https://www.binance.com/en/support/faq/360033525471 (ADL begins when the fund cannot take a bankrupt position)
 */
export const fundCannotAbsorb = defineAdlTrigger({
  name: 'fund-cannot-absorb',
  summary: 'What is left of bankrupt positions after the fund layers.',
  formula:
    'on for every case that holds lots, of an inventory only where E of the fund < 0\n' +
    'need = all its lots, its deficit with in: gain',
  source: 'https://www.binance.com/en/support/faq/360033525471',
  exempt: {
    'trigger/spares-the-solvent': 'what the layers before left over is what the fund could not take',
    'trigger/lets-the-fund-go-first': 'what the layers before left over is what the fund could not take',
  },
  params: residualParams,
  decide: (view, cases, params) => {
    const needs = residualNeeds(
      view,
      cases,
      params.in,
      ({ kind, subject }) => kind !== 'inventory' || subject.equity < 0,
    );
    return needs.length === 0 ? 'off' : { on: true, needs };
  },
});
