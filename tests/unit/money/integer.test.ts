import { describe, expect, it } from 'vitest';
import { exact, isExact, MAX_EXACT, MoneyError, product, sum } from '../../../src/money/index.ts';

describe('exact integers', () => {
  it('reach to 2^53 - 1 and turn -0 into 0', () => {
    expect(MAX_EXACT).toBe(2 ** 53 - 1);
    expect(exact(MAX_EXACT)).toBe(MAX_EXACT);
    expect(exact(-MAX_EXACT)).toBe(-MAX_EXACT);
    expect(Object.is(exact(-0), 0)).toBe(true);
    expect(isExact(2 ** 53)).toBe(false);
  });

  it('say what is wrong with any other number, and what to do', () => {
    expect(() => exact(2 ** 53)).toThrowErrorMatchingInlineSnapshot(
      `[MoneyError: a result is 9007199254740992, beyond the largest exact integer 9007199254740991 (2^53 - 1)]`,
    );
    expect(() => exact(0.5)).toThrowErrorMatchingInlineSnapshot(
      `[MoneyError: a result is 0.5, which is not a whole number]`,
    );
    for (const [x, code] of [
      [Number.NaN, 'not-an-integer'],
      [-0.25, 'not-an-integer'],
      [Infinity, 'overflow'],
      [-Infinity, 'overflow'],
      [-(2 ** 53), 'overflow'],
    ] as const) {
      expect(() => exact(x)).toThrow(expect.objectContaining({ code, name: 'MoneyError', hint: expect.any(String) }));
    }
    expect(new MoneyError('overflow', 'message', 'hint')).toBeInstanceOf(Error);
  });

  it('multiply and add up to the limit and not one further', () => {
    expect(product(94_906_265, 94_906_265)).toBe(9_007_199_136_250_225);
    expect(() => product(94_906_266, 94_906_266)).toThrow(expect.objectContaining({ code: 'overflow' }));
    expect(product(3, 3_002_399_751_580_330)).toBe(2 ** 53 - 2);
    expect(() => product(3, 3_002_399_751_580_331)).toThrow(expect.objectContaining({ code: 'overflow' }));
    expect(sum(2 ** 53 - 2, 1)).toBe(MAX_EXACT);
    expect(() => sum(MAX_EXACT, 1)).toThrow(expect.objectContaining({ code: 'overflow' }));
    expect(Object.is(product(0, -5), 0)).toBe(true);
  });
});
