/** Accounts that hedge, beside those of the first trial. @module */

import type { RandomStream } from '../../math/index.ts';
import { D } from '../../money/index.ts';
import type { AccountSpec, MarketSpec, Scenario } from '../../world/index.ts';
import type { Trial } from '../trials/trial.ts';
import type { Change } from './change.ts';

type Position = AccountSpec['positions'][number];

const entryOf = ({ open, tick }: MarketSpec): string => new D(open).dividedBy(tick).round().times(tick).toFixed();

/** Value of a lot at the opening price, natural units of the quote currency. */
const lotValue = ({ kind, face, lot, open }: MarketSpec): number =>
  kind === 'inverse' ? Number(face) / open : Number(lot) * open;

/** Somebody who can bear anything and holds the other side of positions. */
const bearer = (name: string, positions: readonly Position[], { settle }: Scenario): AccountSpec => ({
  name,
  kind: 'trader',
  deposit: { [settle]: '1000000000' },
  positions: positions.map((one) => ({ ...one, lots: -one.lots })),
});

const joined = (trial: Trial, ...accounts: readonly AccountSpec[]): Trial => ({
  ...trial,
  scenario: { ...trial.scenario, accounts: [...trial.scenario.accounts, ...accounts] },
});

/** A position that somebody holds, and whose. */
const held = (
  { scenario }: Trial,
  random: RandomStream,
): { readonly account: AccountSpec; readonly position: Position } | undefined => {
  const all = scenario.accounts.flatMap((account) => account.positions.map((position) => ({ account, position })));
  return all[random.below(Math.max(1, all.length))];
};

/** Two accounts with the same leg and money, of which one is hedged in another market. */
export const hedgedTwin: Change = {
  name: 'hedged-twin',
  says: 'beside an account stand two with one of its positions and its money, of which one is hedged in another market, and somebody who bears the other side of both',
  apply: (trial, random) => {
    const model = held(trial, random);
    const { markets } = trial.scenario;
    const own = markets.find(({ id }) => id === model?.position.market);
    const other = markets.find(({ id }) => id !== model?.position.market);
    if (model === undefined || own === undefined || other === undefined) return undefined;
    const { account, position } = model;
    const matched = (Math.abs(position.lots) * lotValue(own) * own.beta) / (lotValue(other) * other.beta);
    if (!Number.isSafeInteger(Math.round(matched))) return undefined;
    const lots = -Math.sign(position.lots) * Math.max(1, Math.round(matched));
    const [naked, hedged] = [`${account.name}-naked`, `${account.name}-hedged`];
    const twins = [
      { ...account, name: naked, owner: naked, positions: [position] },
      {
        ...account,
        name: hedged,
        owner: hedged,
        positions: [position, { market: other.id, lots, entry: entryOf(other) }],
      },
    ];
    const legs = twins.flatMap(({ positions }) => positions);
    const sum = (market: string): number => legs.reduce((all, one) => all + (one.market === market ? one.lots : 0), 0);
    const both = [
      { ...position, lots: sum(own.id) },
      { market: other.id, lots: sum(other.id), entry: entryOf(other) },
    ];
    return {
      trial: joined(trial, ...twins, bearer(`${account.name}-bearer`, both, trial.scenario)),
      changed: [account.name],
      twins: (of) => (of === account.name ? [naked, hedged] : [of]),
    };
  },
};

/** An owner adds a long and a short of one market in two more accounts. */
export const selfOffset: Change = {
  name: 'self-offset',
  says: 'the owner of one account opens two more, one long and one short by as many lots of a market it holds, with as much money each',
  apply: (trial, random) => {
    const model = held(trial, random);
    if (model === undefined) return undefined;
    const { account, position } = model;
    const owner = account.owner ?? account.name;
    const legs = [1, -1].map((side) => ({
      ...account,
      name: `${account.name}-${side > 0 ? 'with' : 'against'}`,
      owner,
      positions: [{ ...position, lots: side * position.lots }],
    }));
    return {
      trial: joined(trial, ...legs),
      changed: [account.name],
      twins: (of) => (of === account.name ? [of, ...legs.map(({ name }) => name)] : [of]),
    };
  },
};
