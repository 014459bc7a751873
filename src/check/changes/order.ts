/** The same people in another order. @module */
import { shuffle } from '../../math/index.ts';
import type { AccountSpec } from '../../world/index.ts';
import type { Change } from './change.ts';
import { withScenario } from './scripted.ts';

/** Accounts of one owner stay together, the first of them in front: an owner is known by it. */
const byOwner = (accounts: readonly AccountSpec[]): AccountSpec[][] => {
  const owners = new Map<string, AccountSpec[]>();
  for (const account of accounts) {
    const owner = account.owner ?? account.name;
    owners.set(owner, [...(owners.get(owner) ?? []), account]);
  }
  return [...owners.values()];
};

/** The entries of a list that are kept in order stand, in their old order, where the list has any of them. */
const keepingOrder = <T>(list: readonly T[], before: readonly T[], isKept: (entry: T) => boolean): T[] => {
  const kept = before.filter(isKept).values();
  return list.map((entry) => (isKept(entry) ? (kept.next().value ?? entry) : entry));
};

/**
 * The same accounts under other numbers. Those who fall into default keep their order among one another, since the lower number is taken
 * first by a rule that is declared.
 */
export const permute: Change = {
  name: 'permute',
  says: 'the accounts are opened in another order, so that each has another number; those that fall into default keep their order',
  apply: (trial, random, first) => {
    const { accounts } = trial.scenario;
    const owners = byOwner(accounts);
    const fails = (group: readonly AccountSpec[]): boolean =>
      group.some(({ name }) => (first.tally(name)?.defaults ?? 0) > 0);
    const mixed = keepingOrder(shuffle(random, [...owners]), owners, fails).flat();
    if (mixed.every(({ name }, i) => name === accounts[i]?.name)) return undefined;
    return { trial: withScenario(trial, { accounts: mixed }), changed: accounts.map(({ name }) => name) };
  },
};

const OTHER = { account: 'margin-ratio', 'margin-ratio': 'seed', seed: 'account' } as const;

/** Accounts in breach are taken in another order. */
export const otherDueOrder: Change = {
  name: 'other-due-order',
  says: 'accounts in breach are taken in another order: by their margin ratio, at random, or by number',
  apply: (trial) => ({
    trial: { ...trial, design: { ...trial.design, dueOrder: OTHER[trial.design.dueOrder] } },
    changed: trial.scenario.accounts.map(({ name }) => name),
  }),
};
