import { describe, expect, test } from 'vitest';
import { parseExperiment, parseSource } from '../../../src/spec/index.ts';
import { told } from '../../fixtures/spec/told.ts';

const at = { file: `${process.cwd()}/tests/fixtures/spec/mine.yaml`, shown: 'tests/fixtures/spec/mine.yaml' };
const text = `name: study
summary: One design, one scenario.
exchanges: [./exchange.yaml]
scenarios: [./scenario.yaml, ./deeper.yaml]
`;
const read = async (more: string, metrics?: string[], full = false) =>
  parseExperiment(await parseSource(text + more, at.shown), at, {
    full,
    ...(metrics === undefined ? {} : { metrics }),
  });
const EXCHANGE = 'tests/fixtures/spec/exchange.yaml';
const [SCENARIO, DEEPER] = ['tests/fixtures/spec/scenario.yaml', 'tests/fixtures/spec/deeper.yaml'];
const place = (line: number, column: number) => ({ file: at.shown, line, column });
const refused = (more: string, metrics?: string[]) => told(read(more, metrics));

describe('an experiment', () => {
  test('is read whole, files found from its own folder', async () => {
    expect(await read('')).toEqual({
      name: 'study',
      summary: 'One design, one scenario.',
      sources: [],
      exchanges: ['tests/fixtures/spec/exchange.yaml'],
      scenarios: ['tests/fixtures/spec/scenario.yaml', 'tests/fixtures/spec/deeper.yaml'],
      seeds: [1],
      sortBy: 'shortfall',
      baseline: 'tests/fixtures/spec/exchange.yaml',
      full: false,
      overrides: [],
      scenarioOverrides: [],
      vary: [],
      ablations: [],
      ranges: false,
    });
  });
  test('counts seeds and places overrides', async () => {
    const { seeds, overrides } = await read(
      'seeds: { from: 5, count: 3 }\noverrides:\n  fees.taker: "0"\n  adl.ranking: { use: queue }\n',
    );
    expect(seeds).toEqual([5, 6, 7]);
    expect(overrides).toEqual([
      { path: 'fees.taker', value: '0', place: { file: at.shown, line: 7, column: 15 } },
      { path: 'adl.ranking', value: { use: 'queue' }, place: { file: at.shown, line: 8, column: 16 } },
    ]);
  });
});

const STUDY = `equalise: [mark, fund]
vary: [{ path: adl.ranking, with: [queue, null] }]
ablations: { no-depth: { scenario: { depth: null } } }
scenarioOverrides: { step: 5s }
full:
  seeds: { count: 3 }
  scenarioOverrides: { step: 1s, duration: 2m }
  equalise: { fund: "1/300", margin: { use: flat-margin, rate: "1/10" } }
  vary: [{ exchange: ./exchange.yaml, path: fees.taker, with: ["0"] }]
  ablations:
    no-depth: { scenario: { depth: flat }, scenarios: [./deeper.yaml] }
    no-fees: { exchange: { fees.taker: "0" } }
  ranges: true
`;

describe('what an experiment varies', () => {
  test('is read with its places', async () => {
    expect(await read(STUDY)).toMatchObject({
      seeds: [1],
      scenarioOverrides: [{ path: 'step', value: '5s', place: place(8, 28) }],
      equalise: { fund: '0.005', mark: { value: 'baseline', place: place(5, 11) } },
      vary: [
        {
          exchange: EXCHANGE,
          path: 'adl.ranking',
          with: [
            { value: 'queue', place: place(6, 36) },
            { value: null, place: place(6, 43) },
          ],
        },
      ],
      ablations: [
        { name: 'no-depth', scenarios: [SCENARIO, DEEPER], scenario: [{ path: 'depth', value: null }], exchange: [] },
      ],
      ranges: false,
      full: false,
    });
  });
  test('a full run lengthens vary and replaces the rest, values and ablations one by one', async () => {
    const { seeds, scenarioOverrides, equalise, vary, ablations, ranges, full } = await read(STUDY, undefined, true);
    expect(seeds).toEqual([1, 2, 3]);
    expect(scenarioOverrides.map(({ path, value }) => [path, value])).toEqual([
      ['step', '1s'],
      ['duration', '2m'],
    ]);
    expect(equalise).toMatchObject({ fund: '1/300', margin: { value: { use: 'flat-margin', rate: '1/10' } } });
    expect(equalise).not.toHaveProperty('mark');
    expect(vary.map(({ path }) => path)).toEqual(['adl.ranking', 'fees.taker']);
    expect(ablations.map(({ name, scenarios }) => [name, scenarios])).toEqual([
      ['no-depth', [DEEPER]],
      ['no-fees', [SCENARIO, DEEPER]],
    ]);
    expect({ ranges, full }).toEqual({ ranges: true, full: true });
  });
  test('an empty list equalises nothing', async () => {
    expect(await read('equalise: []\n')).not.toHaveProperty('equalise');
  });
});

describe('refuses', () => {
  test('a full run where nothing is added', async () => {
    expect(await told(read('', undefined, true))).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:1:1  has no \`full\`, so there is nothing that a full run adds
        write what shall be added: full: { seeds: [1, 2, 3] }"
    `);
  });
  test('what is written wrong in what it varies', async () => {
    expect(await refused('equalise: [fnud]\n')).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:12  equalise.0  was the text "fnud", but one of fund, margin, mark is expected
        did you mean fund?"
    `);
    expect(await refused('equalise: { fund: 1% }\n')).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:19  equalise.fund  "1%" is not a ratio"
    `);
    expect(await refused('vary: [{ path: adl.ranking, wiht: [queue] }]\n')).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:8  vary.0.with  is missing
        add with: with a list
      tests/fixtures/spec/mine.yaml:5:29  vary.0.wiht  unknown key
        expected one of: exchange, path, with"
    `);
    expect(await refused('vary: [{ path: adl.ranking, with: [queue, queue] }]\n')).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:43  vary.0.with.1  "queue" is listed twice
        keep one of them"
    `);
    expect(await refused('ablations: { none: {} }\n')).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:20  ablations.none  an ablation changes something: write scenario or exchange with values by dotted path"
    `);
  });
  test('exchanges and scenarios that are not compared', async () => {
    expect(
      await refused(
        'baseline: ./exchang.yaml\nvary: [{ exchange: binance, path: mark, with: [spot] }]\nablations: { x: { scenario: { depth: null }, scenarios: [./deep.yaml] } }\n',
      ),
    ).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:11  baseline  "./exchang.yaml" is not among the exchanges
        did you mean ./exchange.yaml? (exchanges: ./exchange.yaml)
      tests/fixtures/spec/mine.yaml:6:20  vary.0.exchange  "binance" is not among the exchanges
        exchanges: ./exchange.yaml
      tests/fixtures/spec/mine.yaml:7:58  ablations.x.scenarios.0  "./deep.yaml" is not among the scenarios
        did you mean ./deeper.yaml? (scenarios: ./scenario.yaml, ./deeper.yaml)"
    `);
  });
  test('a mistake under full, also in a run that is not full', async () => {
    expect(await refused('full: { seeds: [1, 1] }\n')).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:20  full.seeds.1  the seed 1 is listed twice
        keep one of them"
    `);
  });
  test('an unknown metric', async () => {
    expect(await refused('sortBy: shortfal\n', ['shortfall', 'backstop'])).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:9  sortBy  there is no metric called "shortfal"
        did you mean shortfall? (metrics: shortfall, backstop)"
    `);
  });
  test('seeds twice, negative or none', async () => {
    expect(await refused('seeds: [1, 2, 1]\n')).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:15  seeds.2  the seed 1 is listed twice
        keep one of them"
    `);
    expect(await refused('seeds: [-1]\n')).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:9  seeds.0  was -1, but at least 0 is expected"
    `);
    expect(await refused('seeds: []\n')).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:8  seeds  holds 0 entries, but at least 1 are expected"
    `);
    expect(await refused('seeds: all\n')).toMatchInlineSnapshot(`
      "config bad-experiment
      tests/fixtures/spec/mine.yaml:5:8  seeds  was the text "all", but a list or a map is expected"
    `);
  });
  test('specs that are not there', async () => {
    const source = await parseSource(
      'name: x\nsummary: x\nexchanges: [./nowhere.yaml]\nscenarios: [no-such-scenario-anywhere]\n',
      'mine.yaml',
    );
    expect(await told(() => parseExperiment(source, at, { folder: 'tests/fixtures' }))).toMatchInlineSnapshot(`
      "config bad-experiment
      mine.yaml:3:13  exchanges.0  ./nowhere.yaml: there is no such file
        files are relative to this one
      mine.yaml:4:13  scenarios.0  there is no scenario called "no-such-scenario-anywhere"
        name a file that ends in .yaml"
    `);
  });
});
