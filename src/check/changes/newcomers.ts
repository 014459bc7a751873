/** Accounts that the first trial has not: a matched pair, and dust. @module */
import type { AccountSpec } from '../../world/index.ts';
import type { Trial } from '../trials/trial.ts';
import type { Change, Changed } from './change.ts';
import { lotWorth, withScenario } from './scripted.ts';

/** A long and a short of the same owner, opened at the same price. */
const facing = (trial: Trial, name: string, market: string, lots: number, deposit: number): readonly AccountSpec[] =>
  [1, -1].map((side) => ({
    name: side > 0 ? name : `${name}-short`,
    ...(side > 0 ? {} : { owner: name }),
    kind: 'trader',
    deposit: { [trial.scenario.settle]: String(deposit) },
    positions: [{ market, lots: side * lots, entry: entryIn(trial, market) }],
  }));

const entryIn = ({ scenario }: Trial, market: string): string => {
  const { open, tick } = scenario.markets.find(({ id }) => id === market) as (typeof scenario.markets)[number];
  return (Math.round(open / Number(tick)) * Number(tick)).toFixed(tick.split('.')[1]?.length ?? 0);
};

const joinedBy = (trial: Trial, newcomers: readonly AccountSpec[], factor: number): Changed => ({
  trial: withScenario(trial, { accounts: [...trial.scenario.accounts, ...newcomers] }),
  added: newcomers.map(({ name }) => name),
  factor,
});

/** An owner bets on both sides, with little behind each. */
export const matchedPair: Change = {
  name: 'matched-pair',
  says: 'somebody comes with a long and a short of the same size in two accounts, each with a tenth of its value behind it',
  apply: (trial, random) => {
    const { markets } = trial.scenario;
    const market = markets[random.below(markets.length)];
    if (market === undefined) return undefined;
    const lots = 1 + random.below(20);
    const deposit = Math.ceil((lots * lotWorth(market)) / 10);
    return joinedBy(trial, facing(trial, 'attacker', market.id, lots, deposit), lots);
  },
};

/** The smallest positions there can be. */
export const dust: Change = {
  name: 'dust',
  says: 'two accounts more hold one lot each, one long and one short, with plenty behind them',
  apply: (trial) => {
    const newcomers = trial.scenario.markets.flatMap((market) =>
      facing(trial, `dust-${market.id}`, market.id, 1, 10 * lotWorth(market)),
    );
    return newcomers.length === 0 ? undefined : joinedBy(trial, newcomers, newcomers.length / 2);
  },
};
