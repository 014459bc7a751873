import type { AccountSpec, Scenario } from '../../world/index.ts';
import type { Change } from './change.ts';
import { idleHolders, withScenario } from './scripted.ts';

/** An account as k, each with a k-th of its lots and of its deposits; nothing where they do not divide. */
const partsOf = (account: AccountSpec, k: number, { assets }: Scenario): readonly AccountSpec[] | undefined => {
  const { name, positions } = account;
  if (!positions.every(({ lots }) => lots % k === 0)) return undefined;
  const deposit: Record<string, string> = {};
  for (const [asset, text] of Object.entries(account.deposit)) {
    const decimals = assets.find((one) => one.name === asset)?.decimals ?? 0;
    const units = Math.round(Number(text) * Number(`1e${decimals}`));
    if (units % k !== 0) return undefined;
    deposit[asset] = (units / k / Number(`1e${decimals}`)).toFixed(decimals);
  }
  return Array.from({ length: k }, (_, part) => ({
    ...account,
    name: part === 0 ? name : `${name}-${part + 1}`,
    ...(part === 0 ? {} : { owner: account.owner ?? name }),
    deposit,
    positions: positions.map((position) => ({ ...position, lots: position.lots / k })),
  }));
};

/** One account becomes two or three of the same owner, which hold equal parts of its positions and money. */
export const split: Change = {
  name: 'split',
  says: 'one account is two or three of the same owner, each with an equal part of its positions and money',
  apply: (trial, random) => {
    const { scenario } = trial;
    const ways = idleHolders(trial).flatMap((account) =>
      [2, 3].flatMap((k) => {
        const parts = partsOf(account, k, scenario);
        return parts === undefined ? [] : [{ account, k, parts }];
      }),
    );
    const way = ways[random.below(Math.max(1, ways.length))];
    if (way === undefined) return undefined;
    const { account, k, parts } = way;
    const accounts = scenario.accounts.flatMap((one) => (one.name === account.name ? parts : [one]));
    return {
      trial: withScenario(trial, { accounts }),
      changed: [account.name],
      twins: (name) => (name === account.name ? parts.map((part) => part.name) : [name]),
      factor: k,
    };
  },
};
