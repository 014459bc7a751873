import { type AccountView, definePayout, type VenueView, z } from 'breakwater';
import { people, shareDown } from '../people.ts';

/** All profit there is and how much of it is backed, units: looked up once a step. */
type Backing = { step: number; profits: number; residual: number };

/** Profit of the period that is still in the account. */
const profitOf = ({ gainSincePeriod, equity }: Pick<AccountView, 'gainSincePeriod' | 'equity'>): number =>
  Math.max(0, Math.min(gainSincePeriod, equity));

const backingOf = (view: VenueView): Backing => {
  let profits = 0;
  let shortfall = 0;
  for (const { gainSincePeriod, equity } of people(view)) {
    profits += profitOf({ gainSincePeriod, equity });
    shortfall += Math.max(0, -equity);
  }
  return { step: view.step, profits, residual: Math.max(0, profits - shortfall) };
};

/**
 * Profit may leave only at the share of all profits that the venue's money backs; what was paid in is senior.
 *
 * residual = max(0, vault - principal - insurance) = max(0, sum of profits - what bankrupt accounts owe); h = residual / sum of
 * profits, 1 where there is none; usable = floor(profit x h), so the usable profits of all come to no more than the residual.
 * paid = min(amount, max(0, equity - profit + usable)). Profit is what an account has won since the settlement period began,
 * net of deposits, as far as it is still there. h is no charge: it recovers with the venue, and what is held back stays in
 * the account. The deficits have to be there: a layer such as `deficit-carried` keeps them open. Units.
 *
 * Three ways to run the rule: this one as published, `gains-haircut`, which takes the haircut at once and for good, and
 * `vesting-profit` with `unvested-profit-first`, the generation before.
 *
 * @source https://github.com/aeyakovenko/percolator spec.md of early 2026, section 3 (h = min(residual, profits) / profits)
 */
export const haircutRatio = definePayout({
  name: 'haircut-ratio',
  summary: 'Profit leaves at the share of all profits that is backed.',
  formula:
    'paid = min(amount, max(0, E - profit + floor(profit x h))), profit = max(0, min(gain of the period, E))\n' +
    'h = max(0, sum of profits - sum of max(0, -E)) / sum of profits; 1 where nobody is below zero',
  source: 'https://github.com/aeyakovenko/percolator/blob/master/spec.md',
  params: z.strictObject({}),
  initial: (): Backing => ({ step: -1, profits: 0, residual: 0 }),
  allow: ({ account, amount }, view, _params, state) => {
    if (state.step !== view.step) Object.assign(state, backingOf(view));
    const profit = profitOf(account);
    const usable = state.residual === state.profits ? profit : shareDown(profit, state.residual, state.profits);
    return { paid: Math.max(0, Math.min(amount, account.equity - profit + Math.min(profit, usable))) };
  },
});
