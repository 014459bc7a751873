import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { unwatched } from '../../../src/exchange/index.ts';
import { builtIns, type Plan, planOf } from '../../../src/experiment/index.ts';
import { inspectHere } from '../../../src/experiment/inspect-here.ts';
import { parseExperiment, parseSource } from '../../../src/spec/index.ts';
import { told } from '../../fixtures/spec/told.ts';

const folder = 'tests/fixtures/experiments';
const at = { file: resolve(folder, 'tiny.yaml'), shown: `${folder}/tiny.yaml` };
const watch = { ...unwatched, phase: () => {}, steps: () => {} };
const pool = { inspect: (task: Parameters<typeof inspectHere>[0]) => inspectHere(task, watch, builtIns()) };

const HEAD = `name: study
summary: A test.
exchanges: [./queue.yaml, ./pro-rata.yaml, ./pool-only.yaml]
scenarios: [./drop.yaml]
baseline: ./pro-rata.yaml
`;
const plan = async (more: string, full = false): Promise<Plan> =>
  planOf(parseExperiment(await parseSource(HEAD + more, at.shown), at, { full }), pool, { plugins: [] });
const files = ({ runs }: Plan): string[] => runs.map(({ file }) => file);

describe('a plan', () => {
  test('is every exchange in every scenario under every seed, each with a file of its own', async () => {
    const found = await plan('seeds: [3, 4]\n');
    expect(files(found)).toEqual(
      ['queue', 'pro-rata', 'pool-only'].flatMap((name) => [3, 4].map((seed) => `${name}.drop.${seed}.json`)),
    );
    expect(found.runs.map(({ task }) => task.figures)).toEqual([true, false, true, false, true, false]);
    expect(found.exchanges.map(({ name, hasFund }) => [name, hasFund])).toEqual([
      ['queue', true],
      ['pro-rata', true],
      ['pool-only', false],
    ]);
  });

  describe('that equalises', () => {
    let found: Plan;
    beforeAll(async () => {
      found = await plan('equalise: [fund, margin, mark]\n');
    });
    test('gives all the margin and the mark of the baseline, and one share to their funds', () => {
      const [, , , equal] = found.runs;
      expect(equal?.file).toBe('queue.drop.equalised.1.json');
      expect(equal?.task).toMatchObject({ fundShare: '0.005', equalised: ['fund', 'margin', 'mark'] });
      expect(equal?.task.overrides.map(({ path, value }) => [path, value])).toEqual([
        ['margin', { use: 'fraction', initial: '0.1', maintenance: '0.05' }],
        ['mark', null],
        ['instruments', {}],
      ]);
      expect(found.equalisedTo).toEqual({
        contracts: 'as the scenario has them',
        fund: expect.stringMatching(/^0\.005 of the scenario's one-sided open interest; .* on top$/),
        margin: 'fraction, as pro-rata has it',
        mark: 'none, as pro-rata has it',
      });
    });
    test('leaves out who has no fund, and says so', () => {
      expect(files(found).filter((file) => file.includes('equalised'))).toHaveLength(2);
      expect(found.leftOut).toEqual([
        {
          exchange: 'pool-only',
          equalised: ['fund', 'margin', 'mark'],
          why: expect.stringMatching(/no fund or vault/),
        },
      ]);
    });
  });

  test('that equalises margin alone leaves nobody out', async () => {
    const found = await plan('equalise: { margin: { use: fraction, initial: "0.2", maintenance: "0.1" } }\n');
    expect(found.leftOut).toEqual([]);
    expect(files(found)).toHaveLength(6);
    expect(found.equalisedTo).toEqual({
      contracts: 'as the scenario has them',
      margin: 'fraction (initial: 0.2, maintenance: 0.1)',
    });
  });

  test('swaps slots one at a time, and does not run again what is there', async () => {
    const found = await plan(
      `vary:
  - { exchange: ./queue.yaml, path: adl.allocation, with: [greedy-queue, { use: greedy-queue }, { use: top-n-pro-rata, n: 5 }] }
  - { exchange: ./queue.yaml, path: waterfall.adl.allocation, with: [integer-pro-rata] }
  - { path: adl.protection, with: [null, { use: joint-close }] }
`,
    );
    const variants = found.runs.slice(3);
    expect(variants.map(({ task, variantOf, file }) => [task.variant, variantOf, file])).toEqual([
      [
        'adl.allocation: top-n-pro-rata (n: 5)',
        'adl.allocation',
        'queue.drop.vary-adl.allocation-top-n-pro-rata-n-5.1.json',
      ],
      [
        'waterfall.adl.allocation: integer-pro-rata',
        'waterfall.adl.allocation',
        'queue.drop.vary-waterfall.adl.allocation-integer-pro-rata.1.json',
      ],
      ['adl.protection: joint-close', 'adl.protection', 'pro-rata.drop.vary-adl.protection-joint-close.1.json'],
    ]);
  });

  test('runs the baseline at every point of severity and diversion, besides the designs themselves', async () => {
    const found = await plan(
      `trilemma:
  severity: { path: fees.maker, with: ["0", "1/2"] }
  diversion: { path: fees.taker, with: ["0.1", "0.2"] }
`,
    );
    const points = found.runs.slice(3);
    expect(points.map(({ task, point, file }) => [task.exchange, point, file])).toEqual(
      ['0', '0.5'].flatMap((severity) =>
        ['0.1', '0.2'].map((diversion) => [
          'tests/fixtures/experiments/pro-rata.yaml',
          { severity, diversion },
          `pro-rata.drop.trilemma-${severity}-${diversion}.1.json`,
        ]),
      ),
    );
    expect(points[1]?.task.overrides.map(({ path, value }) => [path, value])).toEqual([
      ['fees.maker', '0'],
      ['fees.taker', '0.2'],
    ]);
    expect(points[1]?.task.variant).toBe('severity 0, diversion 0.2');
  });

  test('takes parts of the world away, and tries both ends of every range with the first seed', async () => {
    const found = await plan(
      'seeds: [1, 2]\nablations: { no-fees: { exchange: { fees.taker: "0" } }, longer: { scenario: { duration: 2m } } }\nranges: true\n',
    );
    const names = files(found);
    expect(names.filter((file) => file.includes('.ablation-'))).toHaveLength(2 * 3 * 2);
    // queue: capital, both ends; the value of its window stands at one end. drop: the size, in all three.
    expect(names.filter((file) => file.includes('.range-'))).toEqual([
      'queue.drop.range-exchange-queue-funds.insurance.capital-10.1.json',
      'queue.drop.range-exchange-queue-funds.insurance.capital-5000.1.json',
      'queue.drop.range-exchange-queue-fees.taker-0.001.1.json',
      ...[0.1, 0.3].flatMap((size) =>
        ['queue', 'pro-rata', 'pool-only'].map((name) => `${name}.drop.range-scenario-drop-shock.size-${size}.1.json`),
      ),
    ]);
    const ofScenario = found.runs.find(({ file }) => file.includes('shock.size-0.1'));
    expect(ofScenario?.task.scenarioOverrides).toEqual([{ path: 'shock.size', value: 0.1 }]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });

  test('does not try a field that the experiment sets itself', async () => {
    const found = await plan(
      'ranges: true\noverrides: { fees.taker: "0.0001" }\nscenarioOverrides: { shock.size: 0.5 }\n',
    );
    expect(files(found).filter((file) => file.includes('.range-'))).toHaveLength(2);
  });

  test('tells a mistake in a variant before the first run, where it is written', async () => {
    expect(await told(plan('vary: [{ path: adl.allocation, with: [greedy-que] }]\n'))).toMatchInlineSnapshot(`
      "config bad-exchange
      tests/fixtures/experiments/tiny.yaml:6:39  adl.allocation  there is no adl.allocation mechanism called "greedy-que"
        did you mean greedy-queue? (17 are known: breakwater list adl.allocation)"
    `);
    expect(await told(plan('ablations: { x: { scenario: { shock.sise: 1 } } }\n'))).toMatchInlineSnapshot(`
      "config bad-scenario
      tests/fixtures/experiments/tiny.yaml:6:43  shock.sise  unknown key for ramp
        did you mean size? (expected one of: size, start, ramp, reversal, back)"
    `);
    expect(await told(plan('ablations: { x: { scenario: { depht.x: 1 } } }\n'))).toMatchInlineSnapshot(`
      "config bad-override
      tests/fixtures/experiments/tiny.yaml:6:40  depht.x  cannot be overridden in tests/fixtures/experiments/drop.yaml: the file has no depht
        written there: name, summary, assumed, duration, step, settle, markets, shock, liquidity, population, agents"
    `);
    expect(await told(plan('equalise: { margin: fractoin }\n'))).toMatchInlineSnapshot(`
      "config bad-exchange
      tests/fixtures/experiments/tiny.yaml:6:21  margin  there is no margin mechanism called "fractoin"
        did you mean fraction? (10 are known: breakwater list margin)"
    `);
  });
});
