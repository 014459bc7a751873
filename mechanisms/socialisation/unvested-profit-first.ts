import { defineSocialisation, duration, pass, z } from 'breakwater';
import { type Vesting, vest } from '../vesting.ts';
import { bystanders, chargeInProportion, type Gain } from './winners.ts';

type State = { [account: string]: Vesting };

/**
 * Burns profit that has not vested yet, the same percentage of everybody's.
 *
 * haircut = min(1, deficit / sum of unvested profit); unvested = profit - what of it has vested, of which a tenth is left `vests`
 * after it was first seen. Profit is what an account has won since the settlement period began, net of deposits, at most its
 * equity; what is burnt is no profit any more. Accounts with an open case pay nothing. Units of the settlement asset.
 *
 * The first layer of the order unvested profit, insurance, equity: a `fund` layer and `deposit-haircut` with `of: equity` follow
 * it. Our reading: the layer looks at accounts when there is a deficit, so profit that is seen for the first time then, in
 * the first crash of a run, has not vested at all. The payout rule `vesting-profit` keeps what it has seen for itself.
 *
 * @source https://github.com/aeyakovenko/percolator at d594e6a: programs/router/src/state/pnl_vesting.rs, crates/model_safety
 */
export const unvestedProfitFirst = defineSocialisation({
  name: 'unvested-profit-first',
  summary: 'The same percentage off all profit that has not vested.',
  formula:
    'charge_i = g_i x min(1, D / sum of g), by largest remainder; D = deficit\n' +
    'g = min(max(0, E), profit - vested); after t seconds 10^(-t / vests) of what was unvested still is',
  source: 'https://github.com/aeyakovenko/percolator',
  params: z.strictObject({
    vests: duration({ min: '1s' })
      .prefault('30m')
      .describe('Time after which a tenth of a profit has still to vest, at least 1s.'),
  }),
  exempt: {
    'socialisation/flat-never-pays': 'who has won in the period and closed its positions pays too',
  },
  capabilities: { closes: 'none', moves: 'money', chargesFlat: true },
  takesLots: false,
  stateOf: 'venue',
  initial: (): State => ({}),
  next: (subject, view, { vests }, state, outcome) => {
    if (outcome !== undefined || subject.deficit <= 0) return pass;
    const unvested: Gain[] = [];
    for (const { id, equity, gainSincePeriod } of bystanders(view, subject)) {
      if (gainSincePeriod <= 0 && state[id] === undefined) continue;
      const now = vest(state[id], gainSincePeriod, view.now, vests);
      state[id] = now;
      const amount = Math.min(Math.max(0, equity), now.profit - Math.floor(now.vested));
      if (amount > 0) unvested.push({ account: id, market: undefined, amount });
    }
    const charges = chargeInProportion(unvested, subject);
    return charges.length === 0 ? pass : charges;
  },
});
