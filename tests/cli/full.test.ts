import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { compareResultShape, runResultShape } from '../../src/measure/index.ts';
import { breakwater, type Done, scratch } from './breakwater.ts';

const { folder } = scratch();
const TINY = resolve('tests/fixtures/experiments/tiny.yaml');
const text = (...path: readonly string[]): string => readFileSync(join(folder, ...path), 'utf8');
const designs = 3;
const seeds = 2;
/** As published, equalised without the one that has no fund, two rankings, one ablation; with one seed, ends of ranges. */
const RUNS = designs * seeds + 2 * seeds + 2 * seeds + designs * seeds + 3 + 2 * designs;

describe('compare --full', () => {
  let json: Done;
  let words: Done;
  beforeAll(async () => {
    mkdirSync(join(folder, 'one'));
    mkdirSync(join(folder, 'two'));
    [json, words] = await Promise.all([
      breakwater(['compare', TINY, '--full', '--json', '--workers', '1'], join(folder, 'one')),
      breakwater(['compare', TINY, '--full', '--workers', '2', '--out', '../two-out'], join(folder, 'two')),
    ]);
  });

  test('prints one JSON document that satisfies its schema', () => {
    expect(json).toMatchObject({ code: 0, stderr: '' });
    const result = compareResultShape.parse(JSON.parse(json.stdout));
    expect(result).toMatchObject({ experiment: 'tiny', full: true, seeds: [1, 2], baseline: 'queue' });
    expect(result.robustness).toMatchObject({ tried: true, seeds: [1] });
    expect(result.robustness.fields.map(({ of, field }) => `${of} ${field}`)).toEqual([
      'exchange queue funds.insurance.capital',
      'exchange queue fees.taker',
      'scenario drop shock.size',
    ]);
    expect(result.leftOut).toMatchObject([{ exchange: 'pool-only' }]);
    expect(result.frontiers.map(({ equalised }) => equalised)).toEqual([[], ['fund', 'margin', 'mark']]);
    expect(result.designs.map(({ exchange, equalised, variant }) => [exchange, equalised.length, variant])).toEqual(
      expect.arrayContaining([
        ['queue', 0, undefined],
        ['queue', 3, undefined],
        ['queue', 0, 'adl.ranking: unranked'],
        ['pool-only', 0, 'still'],
      ]),
    );
  });

  test('writes each run under a name of its own, and the same bytes with any number of workers', () => {
    const [one, two] = ['one/breakwater-out/tiny-full', 'two-out/tiny-full'].map((path) => {
      const files = readdirSync(join(folder, path), { recursive: true, withFileTypes: true }).filter((each) =>
        each.isFile(),
      );
      return Object.fromEntries(
        files.map(({ name, parentPath }) => {
          const below = relative(join(folder, path), parentPath);
          return [below === 'kept' ? `kept/${name}` : name, text(path, below, name)];
        }),
      );
    }) as [Record<string, string>, Record<string, string>];
    expect(Object.keys(one)).toHaveLength(2 * RUNS + 2);
    expect(two).toEqual(one);
    expect(one['compare.json']).toBe(json.stdout);
    expect(one['report.html']).toMatch(/^<!doctype html>/);
    const variant = runResultShape.parse(JSON.parse(one['queue.drop.vary-adl.ranking-unranked.2.json'] as string));
    expect(variant).toMatchObject({ exchange: 'queue', seed: 2, variant: 'adl.ranking: unranked' });
  });

  test('gives one share of open interest to who has a fund: what is left and what was drawn make it up', () => {
    for (const exchange of ['queue', 'pro-rata']) {
      for (const seed of [1, 2]) {
        const file = text('one/breakwater-out/tiny-full/runs', `${exchange}.drop.equalised.${seed}.json`);
        const { metrics, equalised } = runResultShape.parse(JSON.parse(file));
        expect(equalised).toEqual(['fund', 'margin', 'mark']);
        expect(Number(metrics.fundDraw) + Number(metrics.fundLow)).toBeCloseTo(5000, 6);
      }
    }
  });

  test('says in its first lines who lost most and what that hinges on, and the time on stderr only', () => {
    expect(words.code).toBe(0);
    expect(words.stderr).toMatch(new RegExp(`^${RUNS} runs in [^\\n]+\\.\\n$`));
    const [first] = words.stdout.split('\n\n') as [string];
    expect(first).toMatch(/^drop: \S+ lost most: /);
    expect(first.replaceAll('\n', ' ')).toMatch(
      /What this hinges on: 2 seeds, ranges tried, one end at a time, with the first seed/,
    );
    expect(words.stdout).toContain('Left out: pool-only');
    expect(words.stdout).toContain('drop, queue with another adl.ranking');
    expect(words.stdout).toContain('drop, ablation still');
    expect(words.stdout).toMatch(/Report for a browser: \S+tiny-full\/report\.html\n$/);
  });
});

describe('compare', () => {
  test('runs the short part in a folder of its own, and says what it did not try', async () => {
    const { code, stdout } = await breakwater(['compare', TINY, '--out', 'short'], folder);
    expect(code).toBe(0);
    expect(stdout.replaceAll('\n', ' ')).toContain('one seed (1), ranges not tried');
    expect(readdirSync(join(folder, 'short/tiny/runs'))).toHaveLength(designs);
  });

  test('puts values of --set into exchanges and scenarios', async () => {
    const set = ['--set', 'adl.allocation=integer-pro-rata', '--set', 'scenario.population.traders=20'];
    const { code, stdout } = await breakwater(['compare', TINY, ...set, '--json', '--out', 'set'], folder);
    expect(code).toBe(0);
    const { experiment, designs: all } = compareResultShape.parse(JSON.parse(stdout));
    expect(experiment).toBe('ad-hoc');
    const plain = compareResultShape.parse(JSON.parse(text('short/tiny/compare.json')));
    expect(all[0]?.people).toBeLessThan(plain.designs[0]?.people as number);
  });

  test.each([
    [['--set', 'nonsense'], '--set  "nonsense" names no path and value'],
    [['--set', 'adl.rankin.x=1'], '--set adl.rankin.x=1  adl.rankin.x  cannot be overridden in '],
    [['--set', 'scenario.stpe=1s'], '--set scenario.stpe=1s  stpe  unknown key\n  did you mean step?'],
    [
      ['--set', 'adl.ranking=nobody'],
      '--set adl.ranking=nobody  adl.ranking  there is no adl.ranking mechanism called "nobody"',
    ],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await breakwater(['compare', TINY, ...args, '--out', 'never'], folder);
    expect(stderr.slice(0, message.length)).toBe(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
