import { defineSocialisation, pass, z } from 'breakwater';
import { chargeWinnersOfPeriod } from './winners.ts';

/**
 * Variation margin gains haircut: every account pays the same percentage of what it has won since the period began.
 *
 * haircut = min(1, deficit / sum of max(0, gain of the period)); a gain g, realised and not, net of deposits, loses g x
 * haircut, whole units by largest remainder; an account never pays more than its equity. It is taken at once, and from
 * winners who have closed their positions too. Accounts with an open case pay nothing. Units of the settlement asset.
 *
 * @source ISDA, CCP loss allocation at the end of the waterfall, 2013 (variation margin gains haircutting)
 */
export const periodGainsHaircut = defineSocialisation({
  name: 'period-gains-haircut',
  summary: 'The same percentage off what every account has won in the period.',
  formula:
    'charge_i = g_i x min(1, D / sum of g), by largest remainder; D = deficit\n' +
    'g = max(0, min(gain of the period, E)); at once',
  source: 'ISDA, CCP loss allocation at the end of the waterfall, 2013',
  params: z.strictObject({}),
  exempt: {
    'socialisation/flat-never-pays': 'who has won in the period and closed its positions pays too',
  },
  capabilities: { closes: 'none', moves: 'money', chargesFlat: true },
  takesLots: false,
  next: (subject, view, _params, _state, outcome) => {
    if (outcome !== undefined || subject.deficit <= 0) return pass;
    const charges = chargeWinnersOfPeriod(view, subject);
    return charges.length === 0 ? pass : charges;
  },
});
