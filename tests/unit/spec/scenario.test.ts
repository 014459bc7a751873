import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseScenario, parseSource, readScenario, scenarioPath } from '../../../src/spec/index.ts';
import { inherit } from '../../../src/spec/overlay.ts';
import { testRegistry } from '../../fixtures/spec/mechanisms.ts';
import { told } from '../../fixtures/spec/told.ts';

const folder = 'tests/fixtures/spec';
const fixture = readFileSync(`${folder}/scenario.yaml`, 'utf8');
const registry = testRegistry();

const refused = (text: string) =>
  told(parseSource(text, 'mine.yaml').then((source) => parseScenario(source, registry)));
const changed = (from: string, to: string): string => {
  expect(fixture).toContain(from);
  return fixture.replace(from, to);
};

describe('a scenario', () => {
  test('is read whole, with its defaults', async () => {
    expect(await readScenario(`${folder}/scenario.yaml`, registry)).toEqual({
      name: 'fixture',
      summary: 'Two accounts and a fall.',
      assumed: {},
      sources: [],
      step: 5,
      steps: [{ from: 60, to: 120, step: 1 }],
      duration: 600,
      clock: '2025-10-10T20:50Z',
      settle: 'USD',
      assets: [
        { name: 'USD', decimals: 6 },
        {
          name: 'BTC',
          decimals: 8,
          price: '100000',
          path: [
            [0, 1],
            [300, 0.9],
          ],
        },
      ],
      markets: [
        {
          id: 'BTC',
          kind: 'linear',
          class: 'major',
          tick: '0.1',
          lot: '0.001',
          band: { floor: '1000', cap: '1000000' },
          open: 100_000,
          beta: 1,
          openInterest: 0,
          depthAtOnePercent: 0,
        },
        {
          id: 'COIN',
          kind: 'inverse',
          class: 'major',
          settle: 'BTC',
          tick: '0.5',
          face: '100',
          band: { floor: '1000', cap: '1000000' },
          open: 100_000,
          beta: 1.2,
          openInterest: 0,
          depthAtOnePercent: 0,
        },
      ],
      shock: {
        mechanism: registry.find('shock', 'drop'),
        params: { to: { n: 4, d: 5 }, markets: { BTC: { n: 7, d: 10 } } },
      },
      price: 'path',
      agents: [],
      accounts: [
        {
          name: 'ann',
          kind: 'trader',
          deposit: { USD: '1000' },
          positions: [{ market: 'BTC', lots: 5, entry: '100000' }],
        },
        {
          name: 'bob',
          owner: 'ann',
          kind: 'maker',
          deposit: { USD: '500', BTC: '0.1' },
          positions: [{ market: 'BTC', lots: -5, entry: '99999.9' }],
        },
      ],
      events: [
        { do: 'withdraw', at: 30, account: 'ann', amount: '10' },
        { do: 'place', at: 60, account: 'bob', market: 'BTC', lots: -2, limit: '90000', timeInForce: 'ioc' },
        { do: 'cancel-all', at: 90, account: 'bob' },
      ],
    });
  });

  test('may be laid over another, which may be laid over a third', async () => {
    const deeper = await readScenario(`${folder}/deeper.yaml`, registry);
    expect(deeper).toMatchObject({
      name: 'deeper',
      duration: 600,
      shock: { params: { to: { n: 1, d: 2 }, markets: { BTC: { n: 7, d: 10 } } } },
    });
    expect(deeper).not.toHaveProperty('clock');
    const still = await readScenario(`${folder}/still.yaml`, registry);
    expect(still.shock).toEqual({ mechanism: registry.find('shock', 'still'), params: {} });
    expect(still.accounts).toEqual(deeper.accounts);
  });

  test('writes markets, assets, accounts and positions as lists too', async () => {
    const text = changed(
      '  ann: { deposit: "1000", positions: { BTC: { lots: 5 } } }',
      '  - { name: ann, deposit: "1000", positions: [{ market: BTC, lots: "5" }] }',
    )
      .replace('  bob: { ', '  - { name: bob, ')
      .replace('  BTC: { tick', '  - { id: BTC, tick')
      .replace('  COIN: { ', '  - { id: COIN, ')
      .replace('  USD: { ', '  - { name: USD, ')
      .replace('  BTC: { decimals', '  - { name: BTC, decimals');
    expect(parseScenario(await parseSource(text, 'mine.yaml'), registry)).toEqual(
      await readScenario(`${folder}/scenario.yaml`, registry),
    );
  });

  test('may be JSON', async () => {
    const { data } = await parseSource(fixture, 'mine.yaml');
    expect(await refused(JSON.stringify(data, null, '\t'))).toBe('nothing was wrong');
  });
});

describe('refuses', () => {
  test('a circle of parents', async () => {
    expect(await told(readScenario(`${folder}/circle-a.yaml`, registry))).toMatchInlineSnapshot(`
      "config extends-in-a-circle
      tests/fixtures/spec/circle-b.yaml:2:10  extends  scenarios extend each other in a circle: tests/fixtures/spec/circle-a.yaml -> tests/fixtures/spec/circle-b.yaml -> tests/fixtures/spec/circle-a.yaml
        take one extends out"
    `);
  });
  test('a parent that is not there', async () => {
    expect(await told(readScenario('./tests/fixtures/spec/orphan.yaml', registry))).toContain('no such file');
  });
  test('accounts of one name', async () => {
    const list = changed('  ann: {', '  - { name: ann,')
      .replace('  bob: {', '  - { name: ann,')
      .replace('owner: ann, ', '')
      .replaceAll('account: bob', 'account: ann');
    expect(await refused(list)).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:16:13  accounts.1.name  account ann is written a second time; the first stands in line 15
        give each a name of its own"
    `);
    expect(await refused(changed('  bob:', '  ann:'))).toMatchInlineSnapshot(`
      "config bad-yaml
      mine.yaml:16:3  the key ann stands here a second time; the first is in line 15
        keep one of them"
    `);
  });
  test('lots that do not sum to zero', async () => {
    expect(await refused(changed('lots: -5', 'lots: -3'))).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:14:1  accounts  the lots of the accounts in BTC sum to 2, but every lot held long is held short by another account
        add -2 lots of BTC to another account"
    `);
  });
  test('an empty population', async () => {
    expect(await refused(fixture.slice(0, fixture.indexOf('accounts:')))).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:1:1  the population is empty: there is nobody to trade
        add population or accounts"
    `);
  });
  test('negative, huge and senseless sizes', async () => {
    expect(await refused(changed('deposit: "1000"', 'deposit: "-1000"'))).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:15:19  accounts.ann.deposit  was -1000, but at least 0 is expected"
    `);
    expect(await refused(changed('deposit: "1000"', 'deposit: "100000000000000000000"'))).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:15:19  accounts.ann.deposit  "100000000000000000000" is too large: with steps of 0.000001 the limit is 9007199254.740991
        use a smaller number, or a coarser unit"
    `);
    expect(await refused(changed('deposit: "1000"', 'deposit: "0.0000001"'))).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:15:19  accounts.ann.deposit  "0.0000001" is no whole multiple of 0.000001, the finest step here
        round it to 6 decimal places, or use a finer unit"
    `);
    expect(await refused(changed('lots: 5', 'lots: 100000000000000000000'))).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:15:53  accounts.ann.positions.BTC.lots  was 100000000000000000000, but at most 9007199254740991 is expected"
    `);
    expect(
      await refused(changed('lots: 5', 'lots: 50000000000').replace('lots: -5', 'lots: -50000000000')),
    ).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:15:53  accounts.ann.positions.BTC.lots  50000000000 lots at 10000000 ticks are worth about 50000000000000000000 units, and an account may hold 1 such positions, which must stay within 4503599627370496 units (2^52) together: at most 4503599 lots fit
      mine.yaml:16:96  accounts.bob.positions.BTC.lots  50000000000 lots at 10000000 ticks are worth about 50000000000000000000 units, and an account may hold 1 such positions, which must stay within 4503599627370496 units (2^52) together: at most 4503599 lots fit"
    `);
    expect(await refused(changed('lots: 5', 'lots: 0.5').replace('lots: -5', 'lots: 0'))).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:15:53  accounts.ann.positions.BTC.lots  was the number 0.5, but a whole number or a text is expected
      mine.yaml:16:96  accounts.bob.positions.BTC.lots  lots of 0 are no position"
    `);
    expect(await refused(changed('lots: 5', 'lots: .nan'))).toMatchInlineSnapshot(`
      "config bad-yaml
      mine.yaml:15:53  .nan is no number a spec can hold
        write a finite decimal"
    `);
    expect(await refused(changed('lots: 5', 'lots: NaN'))).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:15:53  accounts.ann.positions.BTC.lots  was the text "NaN", but a number is expected"
    `);
    expect(await refused(changed('amount: "10"', 'amount: "0"'))).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:18:52  events.0.amount  was 0, but a number above 0 is expected"
    `);
  });
  test('a tick and lot that make no whole number of units', async () => {
    expect(await refused(changed('tick: "0.1", lot: "0.001"', 'tick: "0.01", lot: "0.00001"'))).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:11:16  markets.BTC.tick  tick 0.01 x lot 0.00001 is 0.1 units of 0.000001, not a whole number from 1 to 2^53 - 1
        raise the lot or use a finer unit (when the number is too large, lower the lot or use a coarser unit)"
    `);
    expect(await refused(changed('lot: "0.001"', 'face: "1"'))).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:11:29  markets.BTC.face  a market of kind linear has no face
        write lot, the size of one lot"
    `);
  });
  test('prices outside the band or off the grid', async () => {
    expect(await refused(changed('open: "100000" }\n  COIN', 'open: "2000000" }\n  COIN'))).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:11:84  markets.BTC.open  the price 2000000 is outside the band 1000 to 1000000
        widen the band, or correct the price"
    `);
    expect(
      await refused(changed('entry: "99999.9"', 'entry: "99999.95"').replace('limit: "90000"', 'limit: "90"')),
    ).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:16:107  accounts.bob.positions.BTC.entry  the price 99999.95 is no whole number of ticks of 0.1
        write a price on the grid
      mine.yaml:19:70  events.1.limit  the price 90 is outside the band of BTC, 1000 to 1000000"
    `);
    expect(
      await refused(
        changed('floor: "1000", cap: "1000000" }, open: "100000" }', 'floor: "1000", cap: "1000" }, open: 1000 }'),
      ),
    ).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:11:43  markets.BTC.band  the floor 1000 is not below the cap 1000"
    `);
  });
  test('names of markets, assets and accounts that are not there', async () => {
    const text = changed('positions: { BTC: { lots: 5 } }', 'positions: { BCT: { lots: 5 } }')
      .replace('positions: { BTC: { lots: -5, entry: "99999.9" } }', 'positions: { BCT: { lots: -5 } }')
      .replace('USD: 500', 'UDS: 500')
      .replace('account: ann', 'account: nan')
      .replace('markets: { BTC: "0.7" }', 'markets: { COIM: "0.7" }');
    expect(await refused(text)).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:13:43  shock.markets.COIM  market "COIM" is not among the markets
        did you mean COIN? (markets in line 10: BTC, COIN)
      mine.yaml:15:45  accounts.ann.positions.BCT  market "BCT" is not among the markets
        did you mean BTC? (markets in line 10: BTC, COIN)
      mine.yaml:16:51  accounts.bob.deposit.UDS  asset "UDS" is not among the assets
        did you mean USD? (assets in line 7: USD, BTC)
      mine.yaml:16:88  accounts.bob.positions.BCT  market "BCT" is not among the markets
        did you mean BTC? (markets in line 10: BTC, COIN)
      mine.yaml:18:39  events.0.account  account "nan" is not among the accounts
        did you mean ann? (accounts in line 14: ann, bob)"
    `);
  });
  test('a clock that does not fit', async () => {
    expect(
      await refused(changed('{ from: 1m, to: 2m, step: 1s }', '{ from: 1m, to: 20m, step: 1s }')),
    ).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:5:9  steps.0  the window ends at 1200 s, after the run ends at 600 s
        windows stand in order, apart, and within the run"
    `);
    expect(
      await refused(changed('step: 5s', 'step: 0s').replace('clock: 2025-10-10T20:50Z', 'clock: ten to nine')),
    ).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:4:7  step  a duration here is longer than 0s
      mine.yaml:6:8  clock  was the text "ten to nine"; write a time as 2025-10-10T20:50Z"
    `);
    expect(
      await refused(changed('duration: 10m', 'duration: 1000d').replace('step: 5s', 'step: 1ms')),
    ).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:3:11  duration  the run has about 86400000060 steps, but at most 10000000 are carried out
        make it shorter, or its steps longer"
    `);
    expect(await refused(changed('step: 5s', 'step: 5'))).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:4:7  step  was the number 5, but a duration such as 30s is expected"
    `);
  });
  test('what a model needs and a market lacks', async () => {
    expect(await refused(`${fixture}population: crowd\n`)).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:11:3  markets.BTC.openInterest  is missing, but the population needs it for BTC
      mine.yaml:12:3  markets.COIN.openInterest  is missing, but the population needs it for COIN"
    `);
  });
  test('an unknown kind of event, of market and of model', async () => {
    const text = changed('do: cancel-all', 'do: cancel')
      .replace('kind: inverse', 'kind: quanto')
      .replace('use: drop', 'use: drip');
    expect(await refused(text)).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:12:17  markets.COIN.kind  was the text "quanto", but one of linear, inverse is expected
      mine.yaml:13:15  shock.use  there is no shock mechanism called "drip"
        did you mean drop? (known: drop, still)
      mine.yaml:20:11  events.2.do  was the text "cancel", but one of deposit, withdraw, place, cancel-all, reopen, close-market is expected
        did you mean cancel-all?"
    `);
  });
});

test('a fault that a parent brings is told in the parent', async () => {
  const parent = await parseSource(changed('decimals: 8', 'decimals: 80'), 'parent.yaml');
  const child = await parseSource('name: child\nstep: 0s\n', 'child.yaml');
  expect(await told(() => parseScenario(inherit(child, parent, scenarioPath), registry))).toMatchInlineSnapshot(`
    "config bad-scenario
    child.yaml:2:7  step  a duration here is longer than 0s
    parent.yaml:9:20  assets.BTC.decimals  was 80, but at most 18 is expected"
  `);
});

test('what a parent assumes of a field that the child takes away is not assumed of the child', async () => {
  const parent = await parseSource(
    'assumed: { depth.eta: ["0", "1"], step: ["1s", "9s"], dpeth: ["0", "1"] }\nstep: 2s\ndepth: { use: falling, eta: 0.5 }\n',
    'parent.yaml',
  );
  const assumed = async (child: string): Promise<unknown> =>
    Object.keys(
      (inherit(await parseSource(child, 'child.yaml'), parent, scenarioPath).data as { assumed: object }).assumed,
    );
  expect(await assumed('depth: { use: constant }\n')).toEqual(['step', 'dpeth']);
  expect(await assumed('depth: { eta: 0.4 }\n')).toEqual(['depth.eta', 'step', 'dpeth']);
  expect(await assumed('depth: { use: constant }\nassumed: { depth.eta: ["0", "2"] }\n')).toEqual([
    'step',
    'dpeth',
    'depth.eta',
  ]);
});

describe('overrides of a scenario', () => {
  const overridden = (file: string, path: string, value: unknown) =>
    readScenario(`${folder}/${file}`, registry, {
      overrides: [{ path, value, place: { file: 'study.yaml', line: 7, column: 3 } }],
    });

  test('are laid over what it extends, and over itself', async () => {
    const { shock, duration } = await overridden('deeper.yaml', 'shock.markets.BTC', '0.1');
    expect(shock.params).toMatchObject({ to: { n: 1, d: 2 }, markets: { BTC: { n: 1, d: 10 } } });
    expect(duration).toBe(600);
    expect((await overridden('deeper.yaml', 'duration', '2m')).duration).toBe(120);
  });

  test('take a field away', async () => {
    expect(await overridden('scenario.yaml', 'clock', null)).not.toHaveProperty('clock');
  });

  test('are told where they were written', async () => {
    expect(await told(overridden('deeper.yaml', 'shock.too', '0.1'))).toMatchInlineSnapshot(`
      "config bad-scenario
      study.yaml:7:3  shock.too  unknown key for drop
        expected one of: to, markets"
    `);
    expect(await told(overridden('deeper.yaml', 'agents.0.size', 1))).toMatchInlineSnapshot(`
      "config bad-override
      study.yaml:7:3  agents.0.size  cannot be overridden in tests/fixtures/spec/deeper.yaml: the file has no agents
        written there: name, summary, duration, step, steps, assets, markets, shock, accounts, events, extends"
    `);
  });
});

describe('assumed fields of a scenario', () => {
  const assuming = (range: string) => changed('duration: 10m', `assumed: { duration: ${range} }\nduration: 10m`);

  test('are kept with their ranges', async () => {
    const source = await parseSource(assuming('[5m, 1h]'), 'mine.yaml');
    expect(parseScenario(source, registry).assumed).toEqual({ duration: ['5m', '1h'] });
  });

  test('lie in their ranges', async () => {
    expect(await refused(assuming('[1m, 5m]'))).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:3:22  assumed.duration  the value 10m in line 4 is outside the range 1m to 5m
        change the value or the range"
    `);
    expect(
      await refused(changed('duration: 10m', 'assumed: { durations: [1m, 5m] }\nduration: 10m')),
    ).toMatchInlineSnapshot(`
      "config bad-scenario
      mine.yaml:3:23  assumed.durations  no such field is written in this file
        did you mean duration? name a field by its dotted path, or take the line out of assumed"
    `);
  });
});
