import { defineAdlEligible, z } from 'breakwater';

const ids = z.array(z.int().nonnegative()).default([]);

/** The lists as sets: each candidate is looked up in them. */
const sets = new WeakMap<readonly number[], ReadonlySet<number>>();
const has = (list: readonly number[], id: number): boolean => {
  let set = sets.get(list);
  if (set === undefined) {
    set = new Set(list);
    sets.set(list, set);
  }
  return set.has(id);
};

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
  formula: 'may be cut: owner not in owners and account not in accounts',
  source: 'https://4pillars.io/en/comments/is-ethena-the-real-culprit-behind-the-10-10-crash',
  params: z.strictObject({
    owners: ids.describe('Owner ids, whole numbers of at least 0; all accounts of an owner are left out.'),
    accounts: ids.describe('Account ids, whole numbers of at least 0.'),
  }),
  exempt: {
    'eligible/keeps-losers-out': 'a list of names says nothing of profit',
    'eligible/blind-to-who': 'it is a list of names',
  },
  candidate: (candidate, _view, params) =>
    !has(params.owners, candidate.owner) && !has(params.accounts, candidate.account),
});
