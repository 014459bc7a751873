import { describe, expect, it } from 'vitest';
import { pairedDifference, student95 } from '../../../../src/measure/index.ts';

describe('Student 95 % quantiles', () => {
  it.each([
    [1, 12.7062],
    [2, 4.3027],
    [4, 2.7764],
    [9, 2.2622],
    [30, 2.0423],
    [31, 2.0395],
    [60, 2.0003],
    [120, 1.9799],
    [100_000, 1.96],
  ])('at %i degrees of freedom are those of printed tables', (degrees, quantile) => {
    expect(student95(degrees)).toBeCloseTo(quantile, 4);
  });

  it('fall without a jump where the table ends', () => {
    const steps = Array.from({ length: 40 }, (_, i) => student95(i + 11) - student95(i + 12));
    expect(Math.min(...steps)).toBeGreaterThan(0);
    expect((steps[18] as number) / (steps[19] as number)).toBeCloseTo((steps[17] as number) / (steps[18] as number), 1);
  });
});

describe('a paired difference', () => {
  it('of 4, 6 and 8 more is 6 +- 4.3027 x 2 / sqrt 3', () => {
    const pairs = [
      ['14', '10'],
      ['26', '20'],
      ['8.5', '0.5'],
    ] as const;
    const half = (4.30265273 * 2) / Math.sqrt(3);
    expect(pairedDifference(pairs)).toEqual({
      mean: 6,
      low: Number((6 - half).toPrecision(9)),
      high: Number((6 + half).toPrecision(9)),
      n: 3,
      lower: 0,
      equal: 0,
      higher: 3,
    });
  });

  it('counts signs, and leaves out pairs in which one side has nothing to measure', () => {
    const pairs = [
      [1, 2],
      [3, 3],
      [5, 4],
      [null, 1],
      [1, null],
    ] as const;
    expect(pairedDifference(pairs)).toMatchObject({ mean: 0, n: 3, lower: 1, equal: 1, higher: 1 });
    expect(pairedDifference([[null, null]])).toBeUndefined();
  });

  it('has no interval with one pair', () => {
    expect(pairedDifference([['7', '9']])).toEqual({
      mean: -2,
      low: null,
      high: null,
      n: 1,
      lower: 1,
      equal: 0,
      higher: 0,
    });
  });

  it('does not lose a unit in amounts that doubles cannot tell apart', () => {
    const [a, b] = ['9007199254740993.000001', '9007199254740993'] as const;
    expect(pairedDifference([[a, b]])).toMatchObject({ mean: 0.000001, higher: 1, equal: 0 });
  });
});
