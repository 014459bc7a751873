import { D } from '../../money/index.ts';
import { type AccountSpec, decimalsOf, lotNotional, type Scenario, type ScriptedEvent } from '../../world/index.ts';
import type { Trial } from '../trials/trial.ts';
import type { Change, FirstRun } from './change.ts';

/** Steps for which prices stand still. */
const CALM = 60;
/** Steps between closing and asking for the money. */
const PAUSE = 10;
/** Far more money than anybody has by the path of a scenario. */
const RICHES = '1000000000';

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

/** The most that anybody can have of the settlement asset. */
const most = (scenario: Scenario): D => new D(Number.MAX_SAFE_INTEGER).div(new D(10).pow(decimalsOf(scenario)));

/** A trader who holds the settlement asset and nothing else. */
const rich = (name: string, { settle }: Scenario): AccountSpec => ({
  name,
  kind: 'trader',
  deposit: { [settle]: RICHES },
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
  /** Whether nobody holds any lots of it. */
  readonly isDrained: boolean;
  /** Lots of the scenario that come to a contract of the venue at least, where the venue lists larger ones. */
  readonly contract: number;
  /** Signed lots of an account, by name; a fraction where the venue lists smaller lots. */
  lots(name: string): number;
}

/** How the markets of a run of a trial stand when it has ended, and whether some case is still open then. */
const after = (trial: Trial, first: FirstRun): { readonly markets: readonly Ended[]; readonly hasCases: boolean } => {
  const world = first.play(trial);
  const { longLots } = world.venue.ledger;
  const markets = trial.scenario.markets.map((spec) => {
    const market = world.venue.markets.find(({ id }) => id === spec.id);
    const listed = world.scenario.markets.find(({ id }) => id === spec.id);
    const number = market?.number ?? 0;
    const [ofVenue, ofScenario] = [lotNotional(listed ?? spec), lotNotional(spec)];
    return {
      id: spec.id,
      price: new D(listed?.tick ?? spec.tick).mul(market?.mark ?? 1).toFixed(),
      isDrained: longLots[number] === 0,
      contract: Math.max(1, ofVenue.div(ofScenario).ceil().toNumber()),
      lots: (name: string) =>
        ofVenue
          .mul(world.venue.ledger.lots(world.arrivals.named.get(name) ?? -1, number))
          .div(ofScenario)
          .toNumber(),
    };
  });
  return { markets, hasCases: world.venue.cases.open().length > 0 };
};

/** Nobody's older orders stand in between. */
const allCancel = ({ accounts }: Scenario, at: number): ScriptedEvent[] =>
  accounts.map(({ name }) => ({ at, account: name, do: 'cancel-all' }));

/** One account closes what it holds when all is calm, and takes its money. */
export const leave: Change = {
  name: 'leave',
  says: 'one account closes all it holds in the calm after its end, against orders at mark that come with their money just then, and asks for its money',
  apply: (trial, random, first) => {
    const { accounts, step, duration, settle } = trial.scenario;
    const account = accounts[random.below(Math.max(1, accounts.length))];
    if (account === undefined) return undefined;
    const other = rich('way-out', trial.scenario);
    // Orders that go may move the mark, and one more account what is drawn: both are part of the calm.
    const calm = withMore(longer(trial, CALM), [{ ...other, deposit: {} }], allCancel(trial.scenario, duration + step));
    const { markets, hasCases } = after(calm, first);
    const held = markets.filter(({ lots }) => lots(account.name) !== 0);
    // While a case is open its layers may take from whoever leaves, or from whoever is there to take the other side.
    if (hasCases || held.length === 0 || !held.every(({ lots }) => Number.isSafeInteger(lots(account.name))))
      return undefined;
    const at = duration + CALM * step;
    const all = most(trial.scenario).toFixed();
    // So much that no tier of margins is beyond it.
    const half = most(trial.scenario).div(2).toFixed(0);
    const events: ScriptedEvent[] = [
      { at: at + step, account: other.name, do: 'deposit', amount: half, asset: settle },
      ...held.flatMap(({ id, price, lots }): ScriptedEvent[] => {
        const base = { at: at + 2 * step, do: 'place', market: id } as const;
        const closes = -lots(account.name);
        return [
          { ...base, account: other.name, lots: -closes, limit: price, timeInForce: 'gtc' },
          { ...base, account: account.name, lots: closes, timeInForce: 'ioc' },
        ];
      }),
      {
        at: at + (2 + PAUSE) * step,
        account: account.name,
        do: 'withdraw',
        amount: all,
        asset: settle,
      },
    ];
    return { trial: withMore(longer(calm, 3 + PAUSE), [], events), changed: [account.name] };
  },
};

/** Two new accounts trade in a market that nobody is in. */
export const tradeAgain: Change = {
  name: 'trade-again',
  says: 'two new accounts trade a contract at mark after its end, in the first market that nobody holds lots of',
  apply: (trial, _, first) => {
    const { step, duration } = trial.scenario;
    const place = after(trial, first).markets.findIndex(({ isDrained }) => isDrained);
    if (place === -1) return undefined;
    const { id: market = '', price = '', contract = 1 } = after(longer(trial, 1), first).markets[place] ?? {};
    const base = { do: 'place', market } as const;
    const events: ScriptedEvent[] = [
      ...allCancel(trial.scenario, duration + step),
      { ...base, at: duration + 2 * step, account: 'late-seller', lots: -contract, limit: price, timeInForce: 'gtc' },
      { ...base, at: duration + 3 * step, account: 'late-buyer', lots: contract, timeInForce: 'ioc' },
    ];
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
