import { defineAdlEligible, z } from 'breakwater';

const ids = z.array(z.int().nonnegative()).default([]);

/**
 * Leaves named owners and accounts out: what would the day have looked like with this market maker exempt?
 *
 * No venue publishes such a list. An exemption moves the cuts to others, who are named in the results.
 *
 * @source https://4pillars.io/en/comments/is-ethena-the-real-culprit-behind-the-10-10-crash (a disputed claim of exemption)
 */
export const exemptAccounts = defineAdlEligible({
  name: 'exempt-accounts',
  summary: 'Everyone but a list of owners and accounts; a counterfactual, no published rule.',
  source: 'https://4pillars.io/en/comments/is-ethena-the-real-culprit-behind-the-10-10-crash',
  params: z.strictObject({
    owners: ids.describe('Owner ids; all accounts of an owner are left out.'),
    accounts: ids.describe('Account ids.'),
  }),
  exempt: {
    'eligible/keeps-losers-out': 'a list of names says nothing of profit',
    'eligible/blind-to-who': 'it is a list of names',
  },
  candidate: (candidate, _view, params) =>
    !params.owners.includes(candidate.owner) && !params.accounts.includes(candidate.account),
});
