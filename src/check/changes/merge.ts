import type { AccountSpec, MarketSpec, Scenario } from '../../world/index.ts';
import type { Change } from './change.ts';
import { idleHolders, withScenario } from './scripted.ts';

type Held = AccountSpec['positions'][number];

/** Two positions as one that costs as much; nothing where its entry would lie between two prices, or they offset each other. */
const joined = (one: Held, other: Held, { kind, tick }: MarketSpec): Held | undefined => {
  if (Math.sign(one.lots) !== Math.sign(other.lots)) return undefined;
  const lots = one.lots + other.lots;
  if (one.entry === other.entry) return { ...one, lots };
  if (kind === 'inverse') return undefined;
  const entry = (one.lots * Number(one.entry) + other.lots * Number(other.entry)) / lots;
  return Number.isSafeInteger(entry / Number(tick)) ? { ...one, lots, entry: String(entry) } : undefined;
};

const asOne = (a: AccountSpec, b: AccountSpec, { markets, assets: known }: Scenario): AccountSpec | undefined => {
  const positions: Held[] = a.positions.filter(({ market }) => b.positions.every((other) => other.market !== market));
  for (const position of b.positions) {
    const before = a.positions.find(({ market }) => market === position.market);
    const spec = markets.find(({ id }) => id === position.market);
    const one = before === undefined || spec === undefined ? position : joined(before, position, spec);
    if (one === undefined) return undefined;
    positions.push(one);
  }
  const assets = [...new Set([...Object.keys(a.deposit), ...Object.keys(b.deposit)])];
  const deposit = assets.map((asset) => {
    const decimals = known.find(({ name }) => name === asset)?.decimals ?? 0;
    return [asset, (Number(a.deposit[asset] ?? 0) + Number(b.deposit[asset] ?? 0)).toFixed(decimals)] as const;
  });
  return { ...a, positions, deposit: Object.fromEntries(deposit) };
};

/** Two accounts become one, with the positions and the money of both. */
export const merge: Change = {
  name: 'merge',
  says: 'two accounts are one, with the positions and the money of both',
  apply: (trial, random) => {
    const idle = idleHolders(trial);
    const { accounts } = trial.scenario;
    const owned = new Set(accounts.map(({ owner }) => owner));
    const pairs = idle.flatMap((a, i) =>
      idle.slice(i + 1).flatMap((b) => {
        const one = owned.has(b.name) ? undefined : asOne(a, b, trial.scenario);
        return one === undefined ? [] : [{ a, b, one }];
      }),
    );
    const pair = pairs[random.below(Math.max(1, pairs.length))];
    if (pair === undefined) return undefined;
    const { a, b, one } = pair;
    return {
      trial: withScenario(trial, {
        accounts: accounts.filter(({ name }) => name !== b.name).map((each) => (each.name === a.name ? one : each)),
      }),
      changed: [a.name, b.name],
      twins: (name) => [name === b.name ? a.name : name],
      factor: 2,
    };
  },
};
