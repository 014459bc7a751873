import { type AccountView, defineSocialisation, pass, type VenueView, z } from 'breakwater';
import { leastWorthOf } from '../leg-worth.ts';
import { people } from '../people.ts';
import { bystanders, chargeInProportion, type Gain } from './winners.ts';

/** Gains of the period that accounts had before the default, by account, when that was, and when a case was last open. */
type Since = { step: number; period: number; gains: { [account: string]: number } };

/** What an account has gained by the last move of the marks, at what it holds now, units. */
const lastMove = (account: AccountView): number =>
  account.positions().reduce((sum, { market, lots }) => {
    const value = market.value(lots, market.mark);
    return sum + leastWorthOf({ market, lots, value }, value - market.value(lots, market.previousMark));
  }, 0);

const gainsBefore = (view: VenueView): Since['gains'] => {
  const gains: Since['gains'] = {};
  for (const account of people(view)) {
    const before = account.gainSincePeriod - lastMove(account);
    if (before !== 0) gains[account.id] = before;
  }
  return gains;
};

/**
 * Pays winners a smaller part of what they have won since the default: all the same part.
 *
 * paid = 1 - deficit / sum of max(0, gain), at least 0, with gain = what an account has won since the marks before the default
 * (`since: default`) or since the settlement period began (`since: period`), realised and not, net of deposits, at most its
 * equity. The default is the one with which the run of open cases began; the move of the marks that brought it about counts,
 * since that is the margin call which was not met. A new settlement period starts the count anew. It is taken at once, and from
 * winners who have closed their positions too. Accounts with an open case pay nothing. Units of the settlement asset.
 *
 * The layer looks when it is first asked: what lots that an earlier layer has cut by then won in that move counts as won before.
 * So a tear-up stands behind it in the waterfall, as in the rule books.
 *
 * Clearing houses cut each round of variation margin; what was won in the rounds before is not paid back. Counting from the
 * default makes the rounds add up: whoever won first and lost later pays less than the sum of its cut gains.
 *
 * @source ISDA, CCP loss allocation at the end of the waterfall, 2013 (variation margin gains haircutting); CME rule filing 16-354
 * (portfolio gains haircuts)
 */
export const variationMarginGainsHaircut = defineSocialisation({
  name: 'variation-margin-gains-haircut',
  summary: 'The same percentage off all that was won since the default.',
  formula:
    'charge_i = g_i x min(1, D / sum of g), by largest remainder; D = deficit\n' +
    'g = max(0, min(E, gain of the period - what of it was won before the default)); all of it with since: period',
  source: ['ISDA, CCP loss allocation at the end of the waterfall, 2013', 'CME rule filing 16-354'],
  params: z.strictObject({
    since: z
      .enum(['default', 'period'])
      .default('default')
      .describe('From when gains count: the marks before the default, or the start of the settlement period.'),
  }),
  exempt: {
    'socialisation/flat-never-pays': 'who has won since the default and closed its positions pays too',
  },
  capabilities: { closes: 'none', moves: 'money', chargesFlat: true },
  takesLots: false,
  // Asked in every step in which a case is open, whatever else waits: so it knows when the first one opened.
  overtakes: true,
  stateOf: 'venue',
  initial: (): Since => ({ step: -2, period: 0, gains: {} }),
  next: (subject, view, { since }, state, outcome) => {
    const goesOn = state.step >= view.step - 1;
    state.step = view.step;
    if (!goesOn || state.period !== view.periodStart) {
      state.gains = since === 'period' || goesOn ? {} : gainsBefore(view);
      state.period = view.periodStart;
    }
    if (outcome !== undefined || subject.deficit <= 0) return pass;
    const won: Gain[] = [];
    for (const { id, equity, gainSincePeriod } of bystanders(view, subject)) {
      const amount = Math.min(equity, gainSincePeriod - (state.gains[id] ?? 0));
      if (amount > 0) won.push({ account: id, market: undefined, amount });
    }
    const charges = chargeInProportion(won, subject);
    return charges.length === 0 ? pass : charges;
  },
});
