import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  compareOf,
  compareResultShape,
  compareValues,
  METRIC_IDS,
  METRICS,
  type RunResult,
  resultOf,
  runResultShape,
  VERSION,
} from '../../../src/measure/index.ts';
import { adl, bookLayer, closeAt, use } from '../../fixtures/exchange.ts';
import { smallWorld } from './small-world.ts';

it('carries the version of the package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(VERSION).toBe(version);
});

it('has one metric for each id of the design, each wholly described', () => {
  expect(METRICS.map(({ id }) => id)).toEqual(METRIC_IDS);
  for (const { title, definition, formula } of METRICS) {
    expect(title).not.toBe('');
    expect(definition).toMatch(/\.$/);
    expect(formula).not.toMatch(/\.$/);
  }
});

describe('the result of a run', () => {
  const result = resultOf(smallWorld(), { hashes: { scenario: 'ef', exchange: 'ab' } });

  it('has the shape of its schema, and is JSON', () => {
    expect(runResultShape.parse(result)).toEqual(result);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it('says what was run, in an order of its own', () => {
    expect(result).toMatchObject({ exchange: 'test', scenario: 'small', seed: 1, version: VERSION, numeraire: 'USD' });
    expect(Object.keys(result.hashes)).toEqual(['exchange', 'scenario']);
    expect(result).toMatchObject({ steps: 4, seconds: 40, people: 0, scaledDown: 0, refusals: {}, bounds: [] });
    expect(result.digest).toMatch(/^[0-9a-f]{32}$/);
  });

  it('shows the case as a balance sheet: 60 needed, 50 own, 10 by ADL', () => {
    expect(result.cases).toEqual([
      {
        id: '1',
        kind: 'default',
        subject: '7',
        name: 'a',
        legs: ['X'],
        opened: 30,
        closed: 30,
        asset: {
          USD: {
            markLoss: '60',
            slippage: '0',
            fees: '0',
            forfeited: '0',
            needed: '60',
            ownCollateral: '50',
            book: '0',
            backstop: '0',
            fund: '0',
            adl: '10',
            socialised: '0',
            uncovered: '0',
            left: '0',
          },
        },
        shortfall: '10',
        overshoot: '0',
      },
    ]);
    expect(result.ownCollateral).toBe('50');
    expect(result.markets).toEqual({ X: { low: -0.08, openInterestFall: 1 } });
  });

  it('has the same bytes for the same run', () => {
    expect(JSON.stringify(resultOf(smallWorld(), { hashes: { exchange: 'ab', scenario: 'ef' } }))).toBe(
      JSON.stringify(result),
    );
  });

  it('shows what an open case still holds', () => {
    const layers = [{ label: 'liquidation', kind: 'liquidation' as const, use: use(bookLayer()) }];
    const [open] = resultOf(smallWorld('open', layers)).cases;
    expect(open).not.toHaveProperty('closed');
    expect(open?.residual).toEqual({ X: { lots: 10, value: '920' } });
  });
});

describe('a comparison', () => {
  const at = (name: string, price: 'bankruptcy' | 'mark' | 'previous'): RunResult =>
    resultOf(smallWorld(name, [adl({ closeOut: use(closeAt(price)) })]));
  const runs = [at('by-mark', 'mark'), at('by-previous', 'previous'), at('by-bankruptcy', 'bankruptcy')];

  it('has the shape of its schema', () => {
    const compared = compareOf(
      runs.map((result) => ({ result })),
      { experiment: 'small', hashes: { experiment: 'cd' } },
    );
    expect(compareResultShape.parse(compared)).toEqual(compared);
    expect(compared.designs[0]).not.toHaveProperty('bands');
    expect(compared).toMatchObject({
      experiment: 'small',
      seeds: [1],
      sortedBy: 'shortfall',
      hashes: { experiment: 'cd' },
    });
  });

  it('sorts by the stated metric, best first, ties by name', () => {
    const order = (sortBy: 'adl' | 'fundLow' | 'firstAdlAfter') =>
      compareOf(
        runs.map((result) => ({ result })),
        { experiment: 'small', sortBy },
      ).designs.map(({ exchange }) => exchange);
    // At mark nothing is given, and a hole of 10 stays; at bankruptcy value 10; at the previous mark of 96 it is 20.
    expect(order('adl')).toEqual(['by-mark', 'by-bankruptcy', 'by-previous']);
    expect(order('fundLow')).toEqual(['by-bankruptcy', 'by-mark', 'by-previous']);
  });

  it('keeps scenarios and readings apart', () => {
    const compared = compareOf(
      [
        { result: { ...(runs[0] as RunResult), equalised: ['fund'] } },
        { result: runs[2] as RunResult },
        { result: { ...(runs[0] as RunResult), scenario: 'big' } },
      ],
      { experiment: 'small' },
    );
    expect(compared.designs.map(({ exchange, scenario, equalised }) => [scenario, equalised, exchange])).toEqual([
      ['big', [], 'by-mark'],
      ['small', [], 'by-bankruptcy'],
      ['small', ['fund'], 'by-mark'],
    ]);
  });

  it('takes medians and bands over seeds, each one of the values', () => {
    const [result] = runs as [RunResult];
    const seeds = [
      ['9', 3],
      ['10', 1],
      [null, 2],
      ['2.5', 4],
    ].map(([adl, seed]) => ({
      result: { ...result, seed: seed as number, metrics: { ...result.metrics, adl } as RunResult['metrics'] },
    }));
    const { seeds: all, designs } = compareOf(seeds, { experiment: 'small' });
    expect(all).toEqual([1, 2, 3, 4]);
    expect(designs[0]?.metrics.adl).toBe('9');
    expect(designs[0]?.bands?.adl).toEqual(['2.5', '9', '10']);
  });
});

it.each([
  ['9', '10', -1],
  ['-9', '-10', 1],
  ['9007199254740993', '9007199254740992', 1],
  ['0.5', '0.50', 0],
  ['-0.5', '0.25', -1],
  [null, '1', 1],
  [2, 1, 1],
])('compares %s and %s', (a, b, sign) => {
  expect(Math.sign(compareValues(a, b))).toBe(sign);
});
