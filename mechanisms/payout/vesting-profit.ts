import { definePayout, duration, ratio, z } from 'breakwater';
import { brake, type Looks, type Vesting, vest } from '../vesting.ts';

type State = { step: number; t90: number; looks: Looks; accounts: { [account: string]: Vesting } };

/**
 * Profit vests before it may leave, and vests the more slowly the faster deposits drain.
 *
 * Of profit that has not vested a tenth is left after t90 = fast x (1 + (slowest - 1) x s(r)), s(r) = r^2 (3 - 2 r), r = min(1, drain /
 * drainAtMost): from half an hour in calm to five hours once 30 % have left. drain = 0.6 x the fall of deposits within an
 * hour + 0.4 x that within five minutes, each from their highest. paid = min(amount, max(0, equity - what has not vested).
 * Profit is what an account has won since the settlement period began, net of deposits; losses come out of what has not
 * vested first. What was paid in is never held back.
 *
 * Our readings: the chain follows every account at each slot and smooths deposits by two averages; this rule is asked when
 * somebody withdraws, so profit begins to vest when it is first seen here, and the highest deposit seen in a window
 * stands for the average. The chain's freeze at 25 % drain with a doubtful oracle is left out.
 *
 * @source https://github.com/aeyakovenko/percolator at d594e6a: crates/model_safety/src/adaptive_warmup.rs,
 * programs/router/src/state/pnl_vesting.rs
 */
export const vestingProfit = definePayout({
  name: 'vesting-profit',
  summary: 'Profit vests over half an hour, and over hours while deposits drain.',
  formula:
    'paid = min(amount, max(0, E - unvested)); after t seconds 10^(-t / t90) of what was unvested still is\n' +
    't90 = fast x (1 + (slowest - 1) x r^2 x (3 - 2r)), r = min(1, drain / drainAtMost)\n' +
    'drain = 0.6 x fall of all deposits from their peak of an hour + 0.4 x that of five minutes, as shares of the peak',
  source: 'https://github.com/aeyakovenko/percolator',
  params: z.strictObject({
    fast: duration({ min: '1s' })
      .prefault('30m')
      .describe('Time after which a tenth of a profit has still to vest, in calm, at least 1s.'),
    slowest: ratio({ min: '1', max: '1000' })
      .prefault('10')
      .describe('Factor by which that time grows at the most, 1 to 1000.'),
    drainAtMost: ratio({ min: '1/1000000', max: '1' })
      .prefault('0.3')
      .describe('Fall of deposits, as a share, at which it has grown so far, above 0 to 1.'),
  }),
  exempt: {
    'payout/pays-all-that-is-free': 'profit that has not vested is held back',
  },
  initial: (): State => ({ step: -1, t90: 0, looks: [], accounts: {} }),
  allow: ({ account, amount }, view, { fast, slowest, drainAtMost }, state) => {
    if (state.step !== view.step) {
      const most = { slowest: slowest.n / slowest.d, drainAtMost: drainAtMost.n / drainAtMost.d };
      state.t90 = fast * brake(state.looks, view, most);
      state.step = view.step;
    }
    const now = vest(state.accounts[account.id], account.gainSincePeriod, view.now, state.t90);
    state.accounts[account.id] = now;
    const held = now.profit - Math.floor(now.vested);
    return { paid: Math.max(0, Math.min(amount, account.equity - held)) };
  },
});
