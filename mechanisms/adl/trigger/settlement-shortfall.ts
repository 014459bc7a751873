import { amount, type CaseView, defineAdlTrigger, type VenueView, z } from 'breakwater';
import { residualNeeds } from './residual-needs.ts';

/** Whether this is the last step of the settlement period: the next one counts profit from its own start. */
const isSettlement = ({ now, periodEnd, stepSeconds }: VenueView): boolean =>
  !Number.isFinite(periodEnd) || now >= periodEnd - stepSeconds;

/** What flat accounts owe, units. */
const owedBy = (cases: readonly CaseView[]): number => cases.reduce((sum, { deficit }) => sum + deficit, 0);

/**
 * On at the end of a settlement period for what accounts owe that no layer before has paid.
 *
 * shortfall = sum of the deficits of flat accounts. On in the last step of the period when shortfall > least, for all of it; off in all
 * other steps, so that a price that comes back within the period, or a fund that is filled, still helps. Its stop is the next period.
 * A venue without a settlement period settles in every step. It needs a layer that settles in gains. Units of the settlement asset.
 *
 * At the venue a position that is not filled at its bankruptcy price rests in the book until settlement. A deficit arises here when
 * the account is flat, so what rests in the book then is left to the layers that close positions.
 *
 * @source https://support.okexcn.com/hc/en-us/articles/115001762991 (shortfall of the week, beyond the fund, at settlement)
 */
export const settlementShortfall = defineAdlTrigger({
  name: 'settlement-shortfall',
  summary: "At the period's end, what the fund has not paid of the period's deficits.",
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
    if (!isSettlement(view) || owedBy(cases) <= given.least) return 'off';
    const needs = residualNeeds(view, cases, given.in);
    return needs.length === 0 ? 'off' : { on: true, needs };
  },
});
