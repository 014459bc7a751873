import { amount, type CaseView, defineAdlTrigger, z } from 'breakwater';
import { residualNeeds } from './residual-needs.ts';
import { settlementOf } from './settlement-of.ts';

/** What flat accounts owe, units. */
const owedBy = (cases: readonly CaseView[]): number => cases.reduce((sum, { deficit }) => sum + deficit, 0);

/**
 * On at the end of a settlement period for what accounts owe that no layer before has paid.
 *
 * shortfall = sum of the deficits of flat accounts. It raises nothing before the last step of the period, so that a fund that is filled
 * within it still helps, and holds what is owed until then. In that step all of it is raised when shortfall > least; else it is held
 * until the next settlement. A venue without a settlement period settles in every step. It needs a layer that settles in gains. Units
 * of the settlement asset.
 *
 * At the venue a position that is not filled at its bankruptcy price rests in the book until settlement. A deficit arises here when
 * the account is flat, so what rests in the book then is left to the layers that close positions.
 *
 * @source https://support.okexcn.com/hc/en-us/articles/115001762991 (shortfall of the week, beyond the fund, at settlement)
 */
export const settlementShortfall = defineAdlTrigger({
  name: 'settlement-shortfall',
  summary: "At the period's end, what the fund has not paid of the period's deficits.",
  formula:
    'in the last step of the period: on when the sum of deficits > least, for all of it; else held until the next\n' +
    'before that: nothing is raised, what is owed is held',
  source: 'https://support.okexcn.com/hc/en-us/articles/115001762991-Terms-of-Contract-Billing-',
  exempt: {
    'trigger/pushes-all-of-the-bankrupt-once-the-fund-is-empty':
      'counts what flat accounts owe, not what accounts hold',
  },
  params: z.strictObject({
    in: z.literal('gain').default('gain').describe('What the needs count: gains to charge, in units (settle: gains).'),
    least: amount()
      .prefault('0')
      .describe('Shortfall that is carried into the next period instead, settlement asset, at least 0.'),
  }),
  decide: (view, cases, given) => {
    const owed = owedBy(cases);
    if (owed === 0) return 'off';
    const settlement = settlementOf(view);
    if (Number.isFinite(settlement)) {
      if (view.now < settlement) return { on: true, needs: [], holdsUntil: settlement };
      const next = settlement + view.periodEnd - view.periodStart;
      if (owed <= given.least) return { on: true, needs: [], holdsUntil: next };
    }
    if (owed <= given.least) return 'off';
    const needs = residualNeeds(view, cases, given.in);
    return needs.length === 0 ? 'off' : { on: true, needs };
  },
});
