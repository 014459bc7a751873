import { defineSocialisation, pass, waitUntil, z } from 'breakwater';
import { chargeWinnersOfPeriod } from './winners.ts';

/**
 * At the end of the settlement period, claws the same percentage of the period's net profit back from every winner.
 *
 * percentage = deficit / sum of max(0, profit of the period), realised and unrealised, over all markets together; at most
 * 100 %. Losers and accounts that won nothing pay nothing; a winner who has closed its positions pays. Deficits wait for the
 * last step of the period; of several, each takes the same percentage of what the ones before left, so all winners pay the
 * same percentage of the sum too. A venue without a settlement period claws back at once. Profit
 * that was withdrawn is out of reach: lock it with a payout rule until settlement.
 *
 * @source https://support.okexcn.com/hc/en-us/articles/115001762991 (full account clawback); the event of 31 July 2018 in
 * trustnodes.com and movingwatertrading.com
 */
export const equalPercentageClawback = defineSocialisation({
  name: 'equal-percentage-clawback',
  summary: "At the period's end, the same percentage of every winner's net profit of the period.",
  formula:
    'charge_i = g_i x min(1, D / sum of g), by largest remainder; D = deficit\n' +
    'g = max(0, min(gain of the period, E)); in the last step of the period',
  source: 'https://support.okexcn.com/hc/en-us/articles/115001762991-Terms-of-Contract-Billing-',
  params: z.strictObject({}),
  exempt: {
    'socialisation/flat-never-pays': 'who has won in the period and closed its positions pays too',
  },
  capabilities: { closes: 'none', moves: 'money', chargesFlat: true },
  takesLots: false,
  next: (subject, view, _params, _state, outcome) => {
    if (outcome !== undefined || subject.deficit <= 0) return pass;
    // The last step of the period, because the next one counts profit from its own start.
    const last = view.periodEnd - view.stepSeconds;
    if (Number.isFinite(last) && view.now < last) return waitUntil(last);
    const charges = chargeWinnersOfPeriod(view, subject);
    return charges.length === 0 ? pass : charges;
  },
});
