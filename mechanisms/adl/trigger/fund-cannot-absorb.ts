import { defineAdlTrigger } from 'breakwater';
import { residualNeeds, residualParams, type SeenCases } from './residual-needs.ts';

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
  source: 'https://www.binance.com/en/support/faq/360033525471',
  params: residualParams,
  stateOf: 'venue',
  initial: (): SeenCases => ({}),
  decide: (view, cases, params, state) => {
    const needs = residualNeeds(
      view,
      cases,
      params.in,
      state,
      ({ kind, subject }) => kind !== 'inventory' || subject.equity < 0,
    );
    return needs.length === 0 ? 'off' : { on: true, needs };
  },
});
