import { defineSocialisation, pass, waitUntil, z } from 'breakwater';
import { chargeWinnersOfPeriod } from './winners.ts';

/**
 * Shares a bankruptcy that the fund cannot pay among those who have won in the session, pro rata to what they have won.
 *
 * share = deficit / sum of max(0, profit of the session), realised and not, net of deposits; at most 100 %. Losers and who won
 * nothing pay nothing; a winner who has closed its positions pays. The session is the venue's settlement period (`settlement:
 * 1d`). Deficits wait for its last step (`when: session-end`), or are shared as they come (`when: at-once`), where a winner of
 * the morning pays though it gives its profit back by night. A design without a period has to say `at-once`. Units.
 *
 * The clawback of OKEx is the same sum over a week in which profit is locked; here it may have left before, and is then out of
 * reach. The venue has never had to do it, and does not say when in the session it would.
 *
 * @source https://support.deribit.com (Insurance Fund, text of 2024: further bankruptcies are socialised among that day's winning
 * traders)
 */
export const dailyWinnerSocialisation = defineSocialisation({
  name: 'daily-winner-socialisation',
  summary: "Among the session's winners, pro rata to what they have won.",
  formula:
    'charge_i = g_i x min(1, D / sum of g), by largest remainder; D = deficit\n' +
    'g = max(0, min(gain of the session, E)); in the last step of the session, at any time with when: at-once',
  source: 'https://support.deribit.com',
  params: z.strictObject({
    when: z
      .enum(['session-end', 'at-once'])
      .default('session-end')
      .describe('When winners are charged: in the last step of the session, or as deficits come.'),
  }),
  needs: ({ when }) => (when === 'session-end' ? ['settlement'] : []),
  exempt: {
    'socialisation/flat-never-pays': 'who has won in the session and closed its positions pays too',
  },
  capabilities: { closes: 'none', moves: 'money', chargesFlat: true },
  takesLots: false,
  next: (subject, view, { when }, _state, outcome) => {
    if (outcome !== undefined || subject.deficit <= 0) return pass;
    const last = view.periodEnd - view.stepSeconds;
    if (when === 'session-end' && Number.isFinite(last) && view.now < last) return waitUntil(last);
    const charges = chargeWinnersOfPeriod(view, subject);
    return charges.length === 0 ? pass : charges;
  },
});
