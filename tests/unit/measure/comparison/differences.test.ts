import { describe, expect, it } from 'vitest';
import { compareOf, compareResultShape } from '../../../../src/measure/index.ts';
import { run } from './runs.ts';

const runs = [1, 2, 3].flatMap((seed) => [
  run('base', seed, { shortfall: String(10 * seed) }),
  run('other', seed, { shortfall: String(10 * seed + seed) }),
  run('base', seed, { shortfall: '5' }, { equalised: ['fund'] }),
  run('other', seed, { shortfall: '4' }, { equalised: ['fund'] }),
  run('other', seed, { shortfall: '100' }, { variant: 'adl.ranking: x', variantOf: 'adl.ranking' }),
]);
const compared = compareOf(runs, { experiment: 'x', baseline: 'base' });
const shortfalls = compared.differences.filter(({ metric }) => metric === 'shortfall');

describe('differences', () => {
  it('are from the baseline in each reading, and of a variant from the same exchange as published', () => {
    expect(
      shortfalls.map(({ equalised, variant, design, against, mean }) => [equalised, variant, design, against, mean]),
    ).toEqual([
      [[], undefined, 'other', 'base', 2],
      [['fund'], undefined, 'other', 'base', -1],
      [[], 'adl.ranking: x', 'other', 'other', 78],
    ]);
  });

  it('have no width where every seed says the same', () => {
    expect(shortfalls[1]).toMatchObject({ mean: -1, low: -1, high: -1, n: 3, lower: 3, equal: 0, higher: 0 });
  });

  it('leave out metrics that nobody could measure', () => {
    expect(new Set(compared.differences.map(({ metric }) => metric))).toEqual(new Set(['shortfall']));
  });

  it('pair seeds: one that only one side has says nothing', () => {
    const [one] = compareOf([...runs, run('other', 9, { shortfall: '999' })], {
      experiment: 'x',
      baseline: 'base',
    }).differences;
    expect(one).toMatchObject({ mean: 2, n: 3 });
  });
});

describe('a comparison with variants', () => {
  it('has the shape of its schema, designs before equalised ones before variants', () => {
    expect(compareResultShape.parse(compared)).toEqual(compared);
    expect(compared.designs.map(({ exchange, equalised, variant }) => [exchange, equalised.length, variant])).toEqual([
      ['base', 0, undefined],
      ['other', 0, undefined],
      ['other', 1, undefined],
      ['base', 1, undefined],
      ['other', 0, 'adl.ranking: x'],
    ]);
    expect(compared.frontiers.map(({ equalised }) => equalised)).toEqual([[], ['fund']]);
  });
});
