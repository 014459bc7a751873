import { describe, expect, test } from 'vitest';
import {
  accountEquityNegative,
  greedyQueue,
  markOverEntryTimesAccountLeverage,
  oppositeSide,
  previousMark,
  symbolPnlDrawdown,
} from '../../../mechanisms/adl/index.ts';
import { vaultTakeover } from '../../../mechanisms/backstop/index.ts';
import { defaultFundWithAssessments, insuranceFund, stakedVault } from '../../../mechanisms/fund/index.ts';
import { clampedPremium } from '../../../mechanisms/funding/index.ts';
import { marketSliceWithCooldown } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import { medianOfThree } from '../../../mechanisms/mark/index.ts';
import { withdrawalGate } from '../../../mechanisms/payout/index.ts';
import { equalPercentageClawback } from '../../../mechanisms/socialisation/index.ts';
import {
  collateralPhase,
  type ExchangeDesign,
  resumeVenue,
  saveVenue,
  type WaterfallLayer,
} from '../../../src/exchange/index.ts';
import { audit, replay, saveLedger } from '../../../src/ledger/index.ts';
import { type Scenario, World, worldModels } from '../../../src/world/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';

type Parses = { readonly params: { parse(input: unknown): unknown }; readonly name: string };
const use = (mechanism: Parses, input: unknown = {}) => ({ mechanism, params: mechanism.params.parse(input) }) as never;

const queue = (trigger: Parses): WaterfallLayer => ({
  label: trigger.name,
  kind: 'adl',
  composite: {
    trigger: use(trigger),
    settle: 'close',
    eligible: [use(oppositeSide)],
    ranking: use(markOverEntryTimesAccountLeverage),
    allocation: use(greedyQueue),
    closeOut: use(previousMark),
  },
});

/** A design in which everything that can carry state does: slices, inventory, peaks, clawback, gate, funding, marks. */
const everything = (over: Partial<ExchangeDesign> = {}): ExchangeDesign =>
  design(
    [
      { label: 'liquidation', kind: 'liquidation', use: use(marketSliceWithCooldown, { wholeBelow: '1000' }) },
      { label: 'backstop', kind: 'backstop', use: use(vaultTakeover, { workOver: '40s' }) },
      queue(accountEquityNegative),
      queue(symbolPnlDrawdown),
      { label: 'fund', kind: 'fund', pool: 'insurance' },
      { label: 'socialisation', kind: 'socialisation', use: use(equalPercentageClawback) },
    ],
    {
      margin: use(fraction, { initial: '0.1', maintenance: '0.05' }),
      mark: use(medianOfThree),
      funding: use(clampedPremium, { interval: '20s' }),
      payout: use(withdrawalGate),
      funds: {
        vault: use(stakedVault, {
          capital: '5000',
          lockUp: '0s',
          coolDown: '20s',
          stakes: [{ by: 'late', at: '35s', amount: '300' }],
          run: { calm: '24', perDrawdown: '100' },
        }),
        insurance: use(insuranceFund, { capital: '10', topUp: { amount: '3', every: '30s' } }),
        house: use(defaultFundWithAssessments, { members: [{ deposit: '100' }] }),
      },
      fees: { takerPerMillion: 500, makerPerMillion: 200 },
      settlement: 60,
      ...over,
    },
  );

describe('a venue', () => {
  const opened = () => {
    // Marked at the index, so that the book of this test does not hold the mark up.
    const { mark: _, ...atIndex } = everything();
    const venue = venueOf(atIndex, [{}, { open: 50 }]);
    person(venue, 1500, [[0, 100, 100]]);
    person(venue, 900, [
      [0, 60, 100],
      [1, -20, 50],
    ]);
    person(venue, 60_000, [
      [0, -160, 100],
      [1, 20, 50],
    ]);
    const maker = person(venue, 50_000, [], 'maker');
    for (const ticks of [96, 95, 93, 90, 88, 80]) quote(venue, maker, 0, 1, 15, ticks);
    quote(venue, maker, 1, -1, 9, 60);
    return venue;
  };
  const prices = [
    [99, 50],
    [94, 51],
    [93, 52],
    [92, 55],
    [89, 58],
    [88, 60],
    [84, 57],
    [90, 55],
    [91, 50],
    [70, 50],
    [60, 52],
    [61, 53],
  ] as const;

  test('goes on from a snapshot at any step to the same bytes', () => {
    const whole = opened();
    for (const at of prices) step(whole, at, 10);
    expect(whole.cases.all.length).toBeGreaterThan(2);
    expect(new Set(whole.cases.all.map((data) => data.kind)).size).toBeGreaterThan(1);
    for (let cut = 0; cut <= prices.length; cut++) {
      const first = opened();
      for (const at of prices.slice(0, cut)) step(first, at, 10);
      const { design: same, assets, markets, seed } = first;
      const setup = { design: same, assets, seed, markets: markets.map((market) => market.setup) };
      const saved = structuredClone(saveVenue(first));
      const second = resumeVenue(setup, saved);
      expect(saveVenue(second)).toEqual(saved);
      for (const at of prices.slice(cut)) step(second, at, 10);
      expect(second.ledger.log.digest()).toBe(whole.ledger.log.digest());
      expect(saveVenue(second)).toEqual(saveVenue(whole));
    }
  });

  test('is not changed by being saved, nor by what is done with the snapshot', () => {
    const venue = opened();
    for (const at of prices.slice(0, 5)) step(venue, at, 10);
    const saved = saveVenue(venue);
    const copy = structuredClone(saved);
    for (const at of prices.slice(5)) step(venue, at, 10);
    expect(saved).toEqual(copy);
  });

  test('keeps the marks before, the prices of assets, and the markets that a trigger has named', () => {
    const assets = [
      { name: 'USD', decimals: 0 },
      { name: 'COIN', decimals: 0 },
    ];
    const venue = venueOf(everything(), [{}, { open: 50 }], assets);
    collateralPhase(venue, new Map([[1, { units: 3, value: 10, book: 9 }]]));
    step(venue, [99, 51], 10);
    step(venue, [98, 52], 10);
    venue.layers[3]?.adl?.on.add(1);
    const setup = { design: venue.design, assets, seed: 1, markets: venue.markets.map((market) => market.setup) };
    const saved = saveVenue(venue);
    const again = resumeVenue(setup, structuredClone(saved));
    expect([saved.previousMarks, again.markets.map((market) => market.previousMark)]).toEqual([
      [99, 51],
      [99, 51],
    ]);
    expect(again.valuation.prices).toEqual([
      { units: 1, value: 1 },
      { units: 3, value: 10, book: 9 },
    ]);
    expect([saved.on, again.layers.map((layer) => layer.adl && [...layer.adl.on])]).toEqual([
      [[], [], [], [1], [], []],
      [undefined, undefined, [], [1], undefined, undefined],
    ]);
  });

  test('keeps a market closed', () => {
    const venue = opened();
    (venue.markets[1] as { closed: boolean }).closed = true;
    const { design: same, assets, markets, seed } = venue;
    const setup = { design: same, assets, seed, markets: markets.map((market) => market.setup) };
    expect(resumeVenue(setup, saveVenue(venue)).markets.map((market) => market.closed)).toEqual([false, true]);
  });
});

describe('a world', () => {
  const model = (slot: string, name: string): Parses => {
    const found = worldModels.find((one) => one.slot === slot && one.name === name);
    if (found === undefined)
      throw new Error(`no ${slot} ${name}; known: ${worldModels.map((one) => one.name).join(' ')}`);
    return found;
  };
  const market = (id: string, open: number) => ({
    id,
    kind: 'linear' as const,
    class: 'major',
    open,
    beta: 1,
    openInterest: 10_000,
    depthAtOnePercent: 2000,
    tick: '0.01',
    lot: '0.01',
    band: { floor: '0.01', cap: '1000' },
  });
  const scenario: Scenario = {
    name: 'small',
    summary: 'Two markets, a fall, makers and noise.',
    sources: [],
    step: 10,
    steps: [{ from: 40, to: 60, step: 5 }],
    duration: 120,
    settle: 'USD',
    assets: [
      {
        name: 'BTC',
        decimals: 8,
        price: '100',
        path: [
          [0, 1],
          [120, 0.6],
        ],
      },
      { name: 'USD', decimals: 6 },
    ],
    markets: [market('BTC', 100), market('ETH', 50)],
    shock: use(model('shock', 'ramp'), { size: 0.3, ramp: '80s' }),
    price: 'path+impact',
    exogenous: { share: 0.8, classes: {} },
    impact: use(model('impact', 'shape-transient'), { reach: 1 }),
    depth: use(model('depth', 'volatility-and-capital')),
    liquidity: use(model('liquidity', 'flat-ladder')),
    population: use(model('population', 'skewed'), { traders: 60 }),
    agents: [
      use(model('agent', 'makers'), { withdrawal: { drawdown: 0.02 } }),
      use(model('agent', 'noise-traders')),
      use(model('agent', 'profit-takers'), { demand: 20 }),
      use(model('agent', 'dip-buyers'), { demand: 5 }),
    ],
    accounts: [
      {
        name: 'ann',
        kind: 'trader',
        deposit: { USD: '300', BTC: '1' },
        positions: [{ market: 'BTC', lots: 2000, entry: '100' }],
      },
      {
        name: 'bob',
        kind: 'trader',
        deposit: { USD: '9000' },
        positions: [{ market: 'BTC', lots: -2000, entry: '100' }],
      },
    ],
    events: [
      { at: 25, account: 'bob', do: 'place', market: 'ETH', lots: 50, limit: '45.00', timeInForce: 'gtc' },
      { at: 50, account: 'bob', do: 'withdraw', amount: '100' },
      { at: 70, account: 'bob', do: 'deposit', amount: '7' },
      { at: 80, account: 'bob', do: 'cancel-all' },
    ],
  };

  test('goes on from a snapshot at any step to the same bytes', () => {
    const whole = new World(everything(), scenario, { seed: 5 });
    while (whole.step());
    whole.finish();
    expect(audit(whole.venue.ledger)).toEqual([]);
    expect(whole.venue.cases.all.length).toBeGreaterThan(0);
    for (const cut of [0, 1, 4, 7, 11]) {
      const first = new World(everything(), scenario, { seed: 5 });
      for (let i = 0; i < cut; i++) first.step();
      const second = new World(everything(), scenario, { seed: 5 }, structuredClone(first.save()));
      while (second.step());
      second.finish();
      expect(second.venue.ledger.log.digest()).toBe(whole.venue.ledger.log.digest());
      expect(second.save()).toEqual(whole.save());
    }
  });

  test('is rebuilt from its log alone', () => {
    const world = new World(everything(), scenario, { seed: 5 });
    while (world.step());
    const { ledger } = world.venue;
    const again = replay(ledger.shape, ledger.log);
    expect(again.log.digest()).toBe(ledger.log.digest());
    expect(saveLedger(again).accounts).toEqual(saveLedger(ledger).accounts);
    expect(audit(again)).toEqual([]);
  });

  test('another seed is another run', () => {
    const digests = [5, 6].map((seed) => {
      const world = new World(everything(), scenario, { seed });
      while (world.step());
      return world.venue.ledger.log.digest();
    });
    expect(digests[0]).not.toBe(digests[1]);
  });
});
