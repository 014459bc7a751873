/** Trades of an owner with itself: to and fro, to a new entry price, or lot by lot. @module */
import type { RandomStream } from '../../math/index.ts';
import type { AccountSpec, MarketSpec, ScriptedEvent } from '../../world/index.ts';
import type { Trial } from '../trials/trial.ts';
import type { Change, Changed } from './change.ts';
import { idleHolders, lotWorth, priceAt, stepEnds, trade, withScenario } from './scripted.ts';

/** An owner, the position it plays with, and an account it opens for it. */
interface Player {
  readonly account: AccountSpec;
  readonly second: AccountSpec;
  readonly market: MarketSpec;
  readonly lots: number;
}

const player = (trial: Trial, random: RandomStream): Player | undefined => {
  const idle = idleHolders(trial);
  const account = idle[random.below(Math.max(1, idle.length))];
  const position = account?.positions[random.below(account.positions.length)];
  const market = trial.scenario.markets.find(({ id }) => id === position?.market);
  if (account === undefined || position === undefined || market === undefined) return undefined;
  const { lots } = position;
  // Enough for any margin rule: what the second account holds, it holds for a moment.
  const deposit = { [trial.scenario.settle]: String(20 * (Math.abs(lots) + 1) * lotWorth(market)) };
  const second: AccountSpec = {
    name: `${account.name}-second`,
    owner: account.owner ?? account.name,
    kind: 'trader',
    deposit,
    positions: [],
  };
  return { account, second, market, lots };
};

type Trades = (
  player: Player,
  at: number,
  when: 'before-margin-check' | 'agents',
  limit: string,
) => readonly ScriptedEvent[];

const played = (trial: Trial, { account, second }: Player, events: readonly ScriptedEvent[]): Changed | undefined =>
  events.length === 0
    ? undefined
    : {
        trial: withScenario(trial, {
          accounts: [...trial.scenario.accounts, second],
          events: [...trial.scenario.events, ...events].sort((a, b) => a.at - b.at),
        }),
        changed: [account.name],
        added: [second.name],
      };

/** Plays at one moment: when the price has just moved and nobody was judged yet, or at the end of a step. */
const once =
  (trades: Trades): Change['apply'] =>
  (trial, random) => {
    const one = player(trial, random);
    const ends = stepEnds(trial);
    const at = ends[random.below(Math.max(1, ends.length))];
    if (one === undefined || at === undefined) return undefined;
    const limit = priceAt(trial, one.market, at);
    return limit === undefined
      ? undefined
      : played(trial, one, trades(one, at, random.below(2) === 0 ? 'before-margin-check' : 'agents', limit));
  };

/** An owner buys from and sells to itself. */
export const washTrade: Change = {
  name: 'wash-trade',
  says: 'one owner opens a second account, buys from it and sells as much back at the same price',
  apply: once(({ account, second, market, lots }, at, when, limit) => [
    ...trade(at, when, market.id, limit, [account.name, second.name], lots),
    ...trade(at, when, market.id, limit, [second.name, account.name], lots),
  ]),
};

/** An owner closes its position and opens it again at the price of the day. */
export const resetEntry: Change = {
  name: 'reset-entry',
  says: 'one owner sells its position to a second account of its own and takes it back at the same price, so that its entry is the price of the day',
  apply: once(({ account, second, market, lots }, at, when, limit) => [
    ...trade(at, when, market.id, limit, [second.name, account.name], lots),
    ...trade(at, when, market.id, limit, [account.name, second.name], lots),
  ]),
};

/** A position is one lot larger, then one lot smaller, just before anybody is deleveraged. */
export const resizeByOne: Change = {
  name: 'resize-by-one',
  says: 'in every step one owner makes its position one lot larger or smaller just before anybody is deleveraged',
  apply: (trial, random) => {
    const one = player(trial, random);
    if (one === undefined) return undefined;
    const { account, second, market, lots } = one;
    const events = stepEnds(trial).flatMap((at, i) => {
      const limit = priceAt(trial, market, at);
      const by = (i % 2 === 0 ? 1 : -1) * Math.sign(lots);
      return limit === undefined ? [] : trade(at, 'before-adl', market.id, limit, [account.name, second.name], by);
    });
    return played(trial, one, events);
  },
};
