import { apportion, defineSocialisation, pass, z } from 'breakwater';

/**
 * Members' contributions to a default fund pay a deficit: those of the member who cleared for the account, or of all.
 *
 * `sponsor`: the member number (owner of the account mod number of members) pays min(deficit, its contribution).
 * `survivors`: all others pay in proportion to their contributions as they stand now, each at most that, by largest
 * remainder. Contribution = the member's money, its unrealised results left out. Units of the settlement asset.
 *
 * Our reading: the people of a scenario clear through no one, so each owner is put with a member by number; a member
 * answers for its clients first, as clearing members do.
 *
 * @source https://www.eurex.com/ec-en/services/risk-management/default-waterfall (contribution of the defaulting member,
 * then of the others); https://www.cmegroup.com (financial safeguards waterfall)
 */
export const defaultFundContributions = defineSocialisation({
  name: 'default-fund-contributions',
  summary: "Members' contributions to the default fund: the sponsor's, or all others' pro rata.",
  formula:
    'sponsor = member number (owner mod members): min(D, c); survivors: D x c_i / sum of c, at most c_i; D = deficit\n' +
    'c = max(0, min(wallet, E))',
  source: ['https://www.eurex.com/ec-en/services/risk-management/default-waterfall', 'https://www.cmegroup.com'],
  params: z.strictObject({
    from: z
      .enum(['sponsor', 'survivors'])
      .default('survivors')
      .describe('Who pays: the member who cleared for the account, or all others.'),
  }),
  exempt: {
    'socialisation/flat-never-pays': 'members pay out of their contributions, whether they hold positions or not',
    'socialisation/losers-never-pay': 'members pay out of their contributions, whatever they have won',
    'socialisation/raises-all-while-somebody-has-won': 'winners who are no members are not asked',
  },
  capabilities: { closes: 'none', moves: 'money', chargesFlat: true },
  takesLots: false,
  needs: () => ['members'],
  next: (subject, view, params, _state, outcome) => {
    if (outcome !== undefined || subject.deficit <= 0) return pass;
    const members = view.accountsOf('member');
    if (members.length === 0) return pass;
    const sponsor = members[subject.subject.owner % members.length];
    const payers = members.filter(
      (id) => id !== subject.subject.id && (id === sponsor) === (params.from === 'sponsor'),
    );
    const limits = payers.map((id) => {
      const { wallet, equity } = view.account(id);
      return Math.max(0, Math.min(wallet, equity));
    });
    const paid = apportion(subject.deficit, limits, limits);
    const charges = payers.map((account, i) => ({ account, amount: paid[i] ?? 0 })).filter((one) => one.amount > 0);
    return charges.length === 0 ? pass : [{ do: 'charge', base: 'deposits', charges }];
  },
});
