import type { AccountSpec } from '../../world/index.ts';
import type { Change } from './change.ts';

/** An account as k, each with a k-th of its lots and of its deposits; nothing where they do not divide. */
const partsOf = (account: AccountSpec, k: number): readonly AccountSpec[] | undefined => {
  const { name, deposit, positions } = account;
  const divides = (value: number): boolean => Number.isSafeInteger(value / k);
  if (positions.length === 0 || !positions.every(({ lots }) => divides(lots))) return undefined;
  if (!Object.values(deposit).every((units) => divides(Number(units)))) return undefined;
  return Array.from({ length: k }, (_, part) => ({
    ...account,
    name: part === 0 ? name : `${name}-${part + 1}`,
    ...(part === 0 ? {} : { owner: name }),
    deposit: Object.fromEntries(Object.entries(deposit).map(([asset, units]) => [asset, String(Number(units) / k)])),
    positions: positions.map((position) => ({ ...position, lots: position.lots / k })),
  }));
};

/** One account becomes two or three of the same owner, which hold equal parts of its positions and money. */
export const split: Change = {
  name: 'split',
  says: 'one account is two or three of the same owner, each with an equal part of its positions and money',
  apply: (trial, random) => {
    const { scenario } = trial;
    const k = 2 + random.below(2);
    const at = random.below(Math.max(1, scenario.accounts.length));
    const account = scenario.accounts[at];
    // Whoever acts on the way would act with one part only.
    if (account === undefined || scenario.events.some((event) => 'account' in event && event.account === account.name))
      return undefined;
    const parts = partsOf(account, k);
    if (parts === undefined) return undefined;
    const accounts = scenario.accounts.flatMap((one, i) => (i === at ? parts : [one]));
    return {
      trial: { ...trial, scenario: { ...scenario, accounts } },
      changed: [account.name],
      twins: (name) => (name === account.name ? parts.map((part) => part.name) : [name]),
      factor: k,
    };
  },
};
