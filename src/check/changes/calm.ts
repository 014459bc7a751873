import { D } from '../../money/index.ts';
import type { AccountSpec, Scenario, ScriptedEvent } from '../../world/index.ts';
import { playTrial, type Trial } from '../trials/trial.ts';
import type { Change } from './change.ts';

/** Steps for which prices stand still. */
const CALM = 60;
/** Steps between closing and asking for the money. */
const PAUSE = 10;
const DEEP = 1_000_000;

/** The trial with more steps at the last prices, in which nobody does anything. */
export const longer = (trial: Trial, steps: number): Trial => {
  const { scenario } = trial;
  return { ...trial, scenario: { ...scenario, duration: scenario.duration + steps * scenario.step } };
};

/** Prices stand still after the end. */
export const calmAfter: Change = {
  name: 'calm-after',
  says: 'prices stand still for sixty steps after its end, and nobody does anything',
  apply: (trial) => ({ trial: longer(trial, CALM) }),
};

/** An account with far more money than anybody needs, in the settlement asset. */
const rich = (name: string, { settle }: Scenario, kind: AccountSpec['kind'] = 'trader'): AccountSpec => ({
  name,
  kind,
  deposit: { [settle]: '1000000000' },
  positions: [],
});

const withMore = (trial: Trial, accounts: readonly AccountSpec[], events: readonly ScriptedEvent[]): Trial => ({
  ...trial,
  scenario: {
    ...trial.scenario,
    accounts: [...trial.scenario.accounts, ...accounts],
    events: [...trial.scenario.events, ...events],
  },
});

/** How a market stands when a trial has ended, in the terms of its scenario. */
interface Ended {
  readonly id: string;
  /** Mark price. */
  readonly price: string;
  /** Signed lots of an account, by name; a fraction where the venue lists smaller lots. */
  lots(name: string): number;
}

/** How many lots of a venue one lot of a scenario is, where the venue lists a market in its own way. */
const listedLots = (written: Scenario, listed: Scenario, market: string): number => {
  const lotsOf = ({ accounts }: Scenario): number =>
    accounts.flatMap(({ positions }) => positions).find((one) => one.market === market)?.lots ?? 1;
  return lotsOf(listed) / lotsOf(written);
};

/** Marks that a trial ends with, as a scenario writes prices, by market: read off a run of it. */
const pricesAfter = (trial: Trial): readonly Ended[] => {
  const world = playTrial(trial);
  return trial.scenario.markets.map((spec) => {
    const market = world.venue.markets.find(({ id }) => id === spec.id);
    const listed = world.scenario.markets.find(({ id }) => id === spec.id);
    const price = new D(listed?.tick ?? spec.tick).mul(market?.mark ?? 1);
    return {
      id: spec.id,
      price: price.toFixed(),
      lots: (name) =>
        world.venue.ledger.lots(world.arrivals.named.get(name) ?? -1, market?.number ?? 0) /
        listedLots(trial.scenario, world.scenario, spec.id),
    };
  });
};

/** Nobody's older orders stand in between. */
const allCancel = ({ accounts }: Scenario, at: number): ScriptedEvent[] =>
  accounts.map(({ name }) => ({ at, account: name, do: 'cancel-all' }));

/** One account closes what it holds when all is calm, and takes its money. */
export const leave: Change = {
  name: 'leave',
  says: 'one account closes all it holds in the calm after its end, against deep orders at mark, and asks for its money',
  apply: (trial, random) => {
    const { accounts, step, duration, settle } = trial.scenario;
    const account = accounts[random.below(Math.max(1, accounts.length))];
    if (account === undefined) return undefined;
    const calm = longer(trial, CALM);
    const at = duration + CALM * step;
    const markets = pricesAfter(calm);
    const held = markets.filter(({ lots }) => lots(account.name) !== 0);
    if (held.length === 0 || !held.every(({ lots }) => Number.isSafeInteger(lots(account.name)))) return undefined;
    const events: ScriptedEvent[] = [
      ...allCancel(trial.scenario, at + step),
      ...held.flatMap(({ id, price, lots }): ScriptedEvent[] => {
        const closes = -lots(account.name);
        return [
          {
            at: at + step,
            account: 'way-out',
            do: 'place',
            market: id,
            lots: -Math.sign(closes) * Math.min(DEEP, 2 * Math.abs(closes)),
            limit: price,
            timeInForce: 'gtc',
          },
          { at: at + 2 * step, account: account.name, do: 'place', market: id, lots: closes, timeInForce: 'ioc' },
        ];
      }),
      { at: at + (2 + PAUSE) * step, account: account.name, do: 'withdraw', amount: '100000000', asset: settle },
    ];
    return {
      trial: withMore(longer(calm, 3 + PAUSE), [rich('way-out', trial.scenario, 'maker')], events),
      changed: [account.name],
    };
  },
};

/** Two new accounts trade one lot of each market after the end. */
export const tradeAgain: Change = {
  name: 'trade-again',
  says: 'two new accounts trade one lot of each market at mark after its end',
  apply: (trial) => {
    const { step, duration } = trial.scenario;
    const events = pricesAfter(longer(trial, 1)).flatMap(({ id, price }): ScriptedEvent[] => [
      ...allCancel(trial.scenario, duration + step),
      {
        at: duration + 2 * step,
        account: 'late-seller',
        do: 'place',
        market: id,
        lots: -1,
        limit: price,
        timeInForce: 'gtc',
      },
      { at: duration + 3 * step, account: 'late-buyer', do: 'place', market: id, lots: 1, timeInForce: 'ioc' },
    ]);
    const people = [rich('late-seller', trial.scenario), rich('late-buyer', trial.scenario)];
    return { trial: withMore(longer(trial, 4), people, events) };
  },
};

/** An account that has nothing asks for everything. */
export const poisonAccount: Change = {
  name: 'poison-account',
  says: 'one more account, without money, asks in every step for what it cannot have',
  apply: (trial) => {
    const { step, duration, markets, settle } = trial.scenario;
    const events: ScriptedEvent[] = [];
    for (let at = step; at <= duration; at += step) {
      const base = { at, account: 'poison', when: 'before-margin-check' } as const;
      events.push({ ...base, do: 'withdraw', amount: '1000', asset: settle }, { ...base, do: 'reopen' });
      for (const { id } of markets)
        for (const lots of [-1000, 1000])
          events.push(
            { ...base, do: 'place', market: id, lots, timeInForce: 'ioc' },
            { ...base, do: 'place', market: id, lots, timeInForce: 'fok' },
          );
      events.push({ ...base, do: 'cancel-all' });
    }
    return { trial: withMore(trial, [{ name: 'poison', kind: 'trader', deposit: {}, positions: [] }], events) };
  },
};

/** A market is closed on the way. */
export const closeMarket: Change = {
  name: 'close-market',
  says: 'one market is closed for good in one of its steps',
  apply: (trial, random) => {
    const { markets, step, duration } = trial.scenario;
    const market = markets[random.below(markets.length)]?.id;
    if (market === undefined) return undefined;
    const at = step * (1 + random.below(Math.max(1, Math.floor(duration / step))));
    return { trial: withMore(trial, [], [{ at, do: 'close-market', market }]) };
  },
};
