import { describe, expect, it } from 'vitest';
import { compareOf, flipsOf, type RangeEnd } from '../../../../src/measure/index.ts';
import { run } from './runs.ts';

const judged = (name: string, shortfall: string, uncovered: string, adlNotional = '0') => ({
  name,
  metrics: { shortfall, uncovered, adlNotional },
});

describe('verdicts', () => {
  const before = [judged('a', '10', '3'), judged('b', '20', '5'), judged('c', '30', '7')];

  it('stand while nobody changes places', () => {
    expect(flipsOf(before, [judged('a', '19', '4.9')], 'shortfall')).toEqual([]);
  });

  it('flip where two change places, where another is best, and where the frontier changes', () => {
    expect(flipsOf(before, [judged('a', '25', '6')], 'shortfall')).toEqual([
      { metric: 'shortfall', design: 'a', against: 'b' },
      { metric: 'uncovered', design: 'a', against: 'b' },
      { metric: 'frontier', design: 'a', against: 'b' },
      { metric: 'frontier', design: 'b', against: 'a' },
    ]);
  });

  it('flip where a tie begins, and name the design that joins the best', () => {
    expect(flipsOf(before, [judged('b', '10', '3')], 'shortfall')).toEqual([
      { metric: 'shortfall', design: 'a', against: 'b' },
      { metric: 'uncovered', design: 'a', against: 'b' },
      { metric: 'frontier', design: 'b', against: 'a' },
    ]);
  });
});

it('does not flip by a cent, or by nothing to measure where there was nothing', () => {
  const before = [judged('a', '10', '3', '0'), judged('b', '20', '5', '0')];
  const { metrics } = judged('a', '10.01', '3.01');
  expect(flipsOf(before, [{ name: 'a', metrics: { ...metrics, adlNotional: null } }], 'shortfall')).toEqual([]);
});

describe('ranges', () => {
  const end = (at: string): RangeEnd => ({
    of: 'exchange a',
    field: 'funds.x.capital',
    low: '1',
    value: '5',
    high: '9',
    at,
  });
  const published = [1, 2].flatMap((seed) => [
    run('a', seed, { shortfall: '10', uncovered: '0' }),
    run('b', seed, { shortfall: seed === 1 ? '12' : '1', uncovered: '0' }),
  ]);
  const low = run('a', 1, { shortfall: '13', uncovered: '0' }, { rangeEnd: end('1') });
  const high = run('a', 1, { shortfall: '8', uncovered: '0' }, { rangeEnd: end('9') });

  it('that were not tried are said not to be', () => {
    expect(compareOf(published, { experiment: 'x' }).robustness).toEqual({ tried: false, seeds: [], fields: [] });
  });

  it('are compared with what the same seeds gave as published, and are no entries of their own', () => {
    const { robustness, designs } = compareOf([...published, low, high], { experiment: 'x' });
    expect(designs.map(({ exchange }) => exchange)).toEqual(['b', 'a']);
    // With seed 1 alone a is the better as published; at 1 it is not. At 9 it still is.
    expect(robustness).toEqual({
      tried: true,
      seeds: [1],
      fields: [
        {
          of: 'exchange a',
          field: 'funds.x.capital',
          low: '1',
          value: '5',
          high: '9',
          flips: [{ scenario: 'day', metric: 'shortfall', design: 'a', against: 'b', at: '1' }],
        },
      ],
    });
  });
});
