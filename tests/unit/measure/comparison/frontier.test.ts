import { describe, expect, it } from 'vitest';
import { compareAims, dominates, frontierOf, OBJECTIVES } from '../../../../src/measure/index.ts';

const at = (name: string, uncovered: string, adlNotional: string | null, fundDraw: string | null = '0') => ({
  name,
  metrics: { uncovered, adlNotional, fundDraw, overshoot: '0', top10ShareOfPayers: null, [OBJECTIVES[4] as string]: 0 },
});

describe('an aim', () => {
  it('is worth as much as 0 where there is nothing to measure', () => {
    expect(compareAims('fundDraw', null, '0')).toBe(0);
    expect(compareAims('fundDraw', '0.000000', null)).toBe(0);
    expect(compareAims('top10ShareOfPayers', null, 0)).toBe(0);
    expect(compareAims('top10ShareOfPayers', null, 0.1)).toBeLessThan(0);
    expect(compareAims('top10ShareOfPayers', 0.1, null)).toBeGreaterThan(0);
    expect(compareAims('inventoryResult', null, '0')).toBeLessThan(0);
    expect(compareAims('top10ShareOfPayers', null, null)).toBe(0);
  });
  it('is less, unless more is better', () => {
    expect(compareAims('uncovered', '9', '10')).toBeLessThan(0);
    expect(compareAims('fundLow', '9', '10')).toBeGreaterThan(0);
  });
});

describe('dust', () => {
  it.each([
    ['uncovered', '0', '0.01', 0],
    ['uncovered', '0', '0.010001', -1],
    ['uncovered', '5.01', '5', 0],
    ['uncovered', '12000012', '12000000', 0],
    ['uncovered', '12000013', '12000000', 1],
    ['uncovered', '-0.004', '0.004', 0],
    ['fundLow', '9.98', '10', 1],
    ['top10ShareOfPayers', 0.5, 0.500001, 0],
    ['top10ShareOfPayers', 0.5, 0.500002, -1],
    ['openCases', 1, 2, -1],
  ] as const)('in %s: %s against %s is %i', (id, a, b, sign) => {
    expect(compareAims(id, a, b)).toBe(sign);
    expect(compareAims(id, b, a)).toBe(0 - sign);
  });
});

describe('the frontier', () => {
  it('holds what no other beats: 5 uncovered and 1 cut, 1 and 5, but not 5 and 5', () => {
    expect(frontierOf([at('a', '5', '1'), at('b', '1', '5'), at('c', '5', '5'), at('d', '6', '6')])).toEqual({
      members: ['a', 'b'],
      dominated: [
        { design: 'c', by: ['a', 'b'] },
        { design: 'd', by: ['a', 'b'] },
      ],
    });
  });

  it('holds both of two that are alike', () => {
    expect(frontierOf([at('a', '5', '1'), at('b', '5.0', '1')]).members).toEqual(['a', 'b']);
  });

  it('takes nobody cut and no pool drawn as best', () => {
    expect(frontierOf([at('a', '5', null), at('b', '5', '1')]).members).toEqual(['a']);
    expect(dominates(at('a', '5', '1', null), at('b', '5', '1', '0.02'), OBJECTIVES)).toBe(true);
  });

  it('takes no side for a pool that a design does not have, nor for a cent', () => {
    expect(frontierOf([at('a', '5', '1', null), at('b', '5', '1', '0')]).members).toEqual(['a', 'b']);
    expect(frontierOf([at('a', '5', '1'), at('b', '5.01', '1')]).members).toEqual(['a', 'b']);
  });
});
