import { describe, expect, it } from 'vitest';
import {
  CHANGES,
  drawChange,
  type FirstRun,
  playCounted,
  playTrial,
  type Trial,
  trialOf,
} from '../../../src/check/index.ts';
import { isBreakwaterError, type PairChange } from '../../../src/contract/index.ts';
import type { ExchangeDesign } from '../../../src/exchange/index.ts';
import { builtIns } from '../../../src/experiment/index.ts';
import { stream } from '../../../src/math/index.ts';
import { readExchange } from '../../../src/spec/index.ts';
import type { AccountSpec, ScriptedEvent } from '../../../src/world/index.ts';

const design: ExchangeDesign = await readExchange('bitmex', builtIns());
const staked: ExchangeDesign = await readExchange('drift-v2', builtIns());
/** A vault with shares that also gains by what it takes over. */
const vault: ExchangeDesign = await readExchange('hyperliquid-2025-11', builtIns());

const account = (name: string, lots: number, entry: string, deposit: string, owner?: string): AccountSpec => ({
  name,
  kind: 'trader',
  deposit: { USD: deposit },
  positions: lots === 0 ? [] : [{ market: 'BTC', lots, entry }],
  ...(owner === undefined ? {} : { owner }),
});

/** Four accounts in a linear market at 1000; a price that halves in the second of four steps; `p4` deposits in the third. */
const written: Trial = {
  ...trialOf(design, 1, 0, 0),
  fundTotal: 500,
};
const trial: Trial = {
  ...written,
  scenario: {
    ...written.scenario,
    step: 10,
    duration: 40,
    assets: [{ name: 'USD', decimals: 0 }],
    markets: [
      {
        id: 'BTC',
        class: 'bitcoin',
        kind: 'linear',
        lot: '1',
        tick: '1',
        band: { floor: '1', cap: '1000000' },
        open: 1000,
        beta: 1,
        openInterest: 0,
        depthAtOnePercent: 0,
      },
    ],
    shock: {
      ...written.scenario.shock,
      params: {
        markets: {
          BTC: [
            [0, 1],
            [10, 1.1],
            [20, 0.5],
            [30, 0.6],
            [40, 0.7],
          ],
        },
        classes: {},
        interpolation: 'linear',
        spread: 0,
        noise: 0,
      },
    },
    accounts: [
      account('p1', 6, '1000', '900'),
      account('p2', -4, '1100', '1000'),
      account('p3', -2, '800', '1200'),
      account('p4', 0, '1000', '50'),
    ],
    events: [{ at: 30, account: 'p4', do: 'deposit', amount: '7' }],
  },
};

/** A first run of which nothing is known. */
const unknown: FirstRun = { tally: () => undefined, play: playTrial };

const changed = (name: PairChange, seed = 1, of: Trial = trial, first = unknown) =>
  CHANGES.get(name)?.apply(of, stream(seed, 'changed'), first);
const accountsOf = (name: PairChange, seed = 1) => changed(name, seed)?.trial.scenario.accounts ?? [];
const eventsOf = (name: PairChange, seed = 1): readonly ScriptedEvent[] =>
  changed(name, seed)?.trial.scenario.events ?? [];
const brief = ({ name, deposit, positions }: AccountSpec) =>
  `${name} ${deposit.USD} ${positions.map(({ lots, entry }) => `${lots}@${entry}`).join(' ')}`.trim();

describe('the second trial of a pair', () => {
  it('has one account as several, each with an equal part', () => {
    const all = new Set(Array.from({ length: 20 }, (_, seed) => accountsOf('split', seed).map(brief).join(', ')));
    expect(all).toEqual(
      new Set([
        'p1 450 3@1000, p1-2 450 3@1000, p2 1000 -4@1100, p3 1200 -2@800, p4 50',
        'p1 300 2@1000, p1-2 300 2@1000, p1-3 300 2@1000, p2 1000 -4@1100, p3 1200 -2@800, p4 50',
        'p1 900 6@1000, p2 500 -2@1100, p2-2 500 -2@1100, p3 1200 -2@800, p4 50',
        'p1 900 6@1000, p2 1000 -4@1100, p3 600 -1@800, p3-2 600 -1@800, p4 50',
      ]),
    );
  });

  it('has two accounts as one, at the entry that costs as much', () => {
    expect(accountsOf('merge').map(brief)).toEqual(['p1 900 6@1000', 'p2 2200 -6@1000', 'p4 50']);
    const merged = changed('merge');
    expect([merged?.changed, merged?.twins?.('p3'), merged?.twins?.('p1')]).toEqual([['p2', 'p3'], ['p2'], ['p1']]);
  });

  it('merges nothing whose entry would lie between two prices', () => {
    const [p1, p2, p3] = trial.scenario.accounts as [AccountSpec, AccountSpec, AccountSpec];
    const odd = { ...p3, positions: [{ market: 'BTC', lots: -2, entry: '801' }] };
    const of = { ...trial, scenario: { ...trial.scenario, accounts: [p1, p2, odd] } };
    expect(changed('merge', 1, of)).toBeUndefined();
  });

  it('has the same accounts in another order, those of an owner together', () => {
    const owned = account('p1-b', 0, '1000', '10', 'p1');
    const of = { ...trial, scenario: { ...trial.scenario, accounts: [...trial.scenario.accounts, owned] } };
    const names = changed('permute', 4, of)?.trial.scenario.accounts.map(({ name }) => name) ?? [];
    expect(names.toSorted()).toEqual(['p1', 'p1-b', 'p2', 'p3', 'p4']);
    expect(names).not.toEqual(['p1', 'p2', 'p3', 'p4', 'p1-b']);
    expect(names.indexOf('p1-b')).toBe(names.indexOf('p1') + 1);
  });

  it('keeps the order of those who fall into default', () => {
    const failingIn = (of: Trial): readonly string[] => {
      const world = playTrial(of);
      const subjects = new Set(world.venue.cases.all.map(({ subject }) => subject));
      return of.scenario.accounts.flatMap(({ name }) =>
        subjects.has(world.arrivals.named.get(name) ?? -1) ? [name] : [],
      );
    };
    const of = Array.from({ length: 20 }, (_, run) => trialOf(trial.design, 1, run)).find(
      (one) => failingIn(one).length > 2,
    ) as Trial;
    const failing = failingIn(of);
    const { world, subject } = playCounted(of);
    const first: FirstRun = { ...unknown, tally: (name) => subject.tally(world.arrivals.named.get(name) ?? -1) };
    const before = of.scenario.accounts.map(({ name }) => name);
    const permuted = Array.from({ length: 29 }, (_, i) => changed('permute', i + 1, of, first)).filter(
      (one) => one !== undefined,
    );
    expect(permuted.length).toBeGreaterThan(0);
    for (const { trial: second } of permuted) {
      const names = second.scenario.accounts.map(({ name }) => name);
      expect(names).not.toEqual(before);
      expect(names.filter((name) => failing.includes(name))).toEqual(failing);
    }
  });

  it('takes accounts in breach in another order', () => {
    expect(trial.design.dueOrder).toBe('account');
    expect(changed('other-due-order')?.trial.design.dueOrder).toBe('margin-ratio');
  });

  it('has newcomers who face each other', () => {
    expect(accountsOf('dust').slice(4).map(brief)).toEqual(['dust-BTC 10000 1@1000', 'dust-BTC-short 10000 -1@1000']);
    const [long, short] = accountsOf('matched-pair').slice(4);
    expect(long?.positions[0]?.lots).toBe(0 - (short?.positions[0]?.lots as number));
    expect(Number(long?.deposit.USD)).toBe((long?.positions[0]?.lots as number) * 100);
    expect(short?.owner).toBe('attacker');
  });

  it('trades with itself, out and back at the price of the day', () => {
    for (const name of ['wash-trade', 'reset-entry'] as const) {
      const orders = eventsOf(name).filter((event) => event.do === 'place');
      const by = (who: string) =>
        orders.filter((event) => 'account' in event && event.account === who).map(({ lots }) => lots);
      const second = accountsOf(name).at(-1) as AccountSpec;
      expect(orders).toHaveLength(4);
      expect(by(second.name).reduce((sum, lots) => sum + lots, 0)).toBe(0);
      expect(new Set(orders.map(({ limit, at }) => `${at}: ${limit}`)).size).toBe(1);
      expect(second.owner).toBe(changed(name)?.changed?.[0]);
    }
    const first = (name: PairChange) => eventsOf(name).find((event) => event.do === 'place');
    // Out of its own position in one; in the other the second account sells to it first.
    expect(first('reset-entry')).toMatchObject({ account: changed('reset-entry')?.changed?.[0] });
    expect(first('wash-trade')).toMatchObject({ account: accountsOf('wash-trade').at(-1)?.name });
  });

  it('is resized by one lot to and fro before anybody is deleveraged', () => {
    const orders = eventsOf('resize-by-one').filter((event) => event.do === 'place');
    expect(orders.map(({ at, when, lots }) => [at, when, Math.abs(lots)])).toEqual(
      [10, 10, 20, 20, 30, 30, 40, 40].map((at) => [at, 'before-adl', 1]),
    );
    expect(orders.map(({ lots }) => lots).reduce((sum, lots) => sum + lots, 0)).toBe(0);
  });

  it('moves collateral out and in again within each step', () => {
    const moves = eventsOf('shuffle-collateral').filter(
      (event) => event.do !== 'place' && 'account' in event && event.account !== 'p4',
    );
    expect(
      moves
        .map((event) => `${event.at} ${'when' in event ? event.when : ''} ${event.do}`)
        .slice(0, 2)
        .toSorted(),
    ).toEqual(['10 agents withdraw', '10 before-margin-check deposit'].toSorted());
    expect(moves).toHaveLength(8);
  });

  it('has thin orders on both sides of the price, twice a step', () => {
    const orders = eventsOf('thin-orders').filter((event) => event.do === 'place' && event.at === 20);
    expect(orders.map((event) => (event.do === 'place' ? `${event.lots}@${event.limit}` : ''))).toEqual([
      ...['1@450', '1@485', '-1@515', '-1@550'],
      ...['1@450', '1@485', '-1@515', '-1@550'],
    ]);
  });

  it('lets prices stand still, then jump', () => {
    const paths = new Set(
      Array.from({ length: 30 }, (_, seed) => {
        const { params } = changed('delay', seed)?.trial.scenario.shock ?? {};
        return (params as { markets: { BTC: [number, number][] } }).markets.BTC.map(([, value]) => value).join(' ');
      }),
    );
    expect(paths).toEqual(
      new Set(['1 1 0.5 0.6 0.7', '1 1 1 0.6 0.7', '1 1 1 1 0.7', '1 1.1 1.1 0.6 0.7', '1 1.1 1.1 1.1 0.7']),
    );
  });

  it('has everybody several times, with as many times the fund', () => {
    const more = changed('more-bankrupts');
    const k = more?.factor as number;
    expect(more?.trial.fundTotal).toBe(500 * k);
    expect(more?.trial.scenario.accounts).toHaveLength(4 * k);
    expect(more?.trial.scenario.events).toHaveLength(k);
    expect(more?.twins?.('p1')).toHaveLength(k);
  });
});

const OF_SHARES: Readonly<Record<string, ExchangeDesign>> = {
  'stake-and-leave': staked,
  'sandwich-stake': vault,
  'leave-before-loss': vault,
};

describe('a change that is drawn', () => {
  const all = Array.from({ length: 60 }, (_, run) => trialOf(design, 1, run)).map((one) => {
    const played = playCounted(one);
    const { people, tally } = played.subject;
    const isQuiet = people.every((account) => {
      const { defaults, adlLots, companionLots, charged } = tally(account);
      return defaults + adlLots + companionLots + charged === 0;
    });
    return { one, played, isQuiet };
  });

  it('matters where something happened to somebody in the first run, or where it is about nobody in particular', () => {
    expect(new Set(all.map(({ isQuiet }) => isQuiet)).size).toBe(2);
    for (const { one, played, isQuiet } of all) {
      expect(drawChange('nudge', one, played)?.matters).toBe(!isQuiet);
      expect(drawChange('again', one, played)?.matters).toBe(true);
    }
  });

  it('is the same whenever it is drawn', () => {
    for (const { one, played } of all.slice(0, 5))
      expect(drawChange('more-collateral', one, playCounted(one))).toEqual(drawChange('more-collateral', one, played));
  });

  it('looks at the first run; where one more is played on the way, it is watched', () => {
    const { one, played } = all.find(({ isQuiet }) => !isQuiet) as (typeof all)[number];
    const calls = (name: PairChange): number => {
      let entered = 0;
      const watch = {
        enter: () => {
          entered += 1;
        },
        leave: () => {},
      };
      drawChange(name, one, played, { watch });
      return entered;
    };
    expect([...CHANGES.keys()].filter((name) => calls(name) > 0)).toEqual(['leave', 'trade-again']);
  });
});

describe('every change of every generated trial', () => {
  // A stake needs a pool with shares.
  it.each([...CHANGES.keys()])('%s makes a trial that can be played, with both sides equal', (name) => {
    let applied = 0;
    for (let run = 0; run < 30; run++) {
      const first = trialOf(OF_SHARES[name] ?? design, 5, run);
      const second = CHANGES.get(name)?.apply(first, stream(run, name), unknown);
      if (second === undefined) continue;
      applied += 1;
      const { accounts, markets } = second.trial.scenario;
      expect(new Set(accounts.map((one) => one.name)).size).toBe(accounts.length);
      for (const { id } of markets)
        expect(
          accounts
            .flatMap(({ positions }) => positions)
            .reduce((sum, { market, lots }) => sum + (market === id ? lots : 0), 0),
        ).toBe(0);
      try {
        const world = playTrial(second.trial, second.play);
        for (const one of [
          ...(second.changed ?? []).flatMap(second.twins ?? ((same) => [same])),
          ...(second.added ?? []),
        ])
          expect(world.arrivals.named.has(one)).toBe(true);
      } catch (error) {
        if (!isBreakwaterError(error) || error.kind !== 'contract') throw error;
      }
    }
    expect(applied).toBeGreaterThan(0);
  });
});
