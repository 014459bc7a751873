import { describe, expect, it } from 'vitest';
import { compareAims, dominates, frontierOf, OBJECTIVES } from '../../../../src/measure/index.ts';

const at = (name: string, uncovered: string, adlNotional: string | null, fundDraw: string | null = '0') => ({
  name,
  metrics: { uncovered, adlNotional, fundDraw, overshoot: '0', top10ShareOfPayers: null, [OBJECTIVES[4] as string]: 0 },
});

describe('an aim', () => {
  it('is best where there is nothing to measure', () => {
    expect(compareAims('top10ShareOfPayers', null, 0.1)).toBeLessThan(0);
    expect(compareAims('top10ShareOfPayers', 0.1, null)).toBeGreaterThan(0);
    expect(compareAims('top10ShareOfPayers', null, null)).toBe(0);
  });
  it('is less, unless more is better', () => {
    expect(compareAims('uncovered', '9', '10')).toBeLessThan(0);
    expect(compareAims('fundLow', '9', '10')).toBeGreaterThan(0);
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
    expect(dominates(at('a', '5', '1', null), at('b', '5', '1', '0.01'), OBJECTIVES)).toBe(true);
  });
});
