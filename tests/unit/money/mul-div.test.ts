import { describe, expect, it } from 'vitest';
import { MAX_EXACT, mulDivCeil, mulDivFloor, mulDivNearest, rateCeil, rateFloor } from '../../../src/money/index.ts';

describe('multiply-divide by hand', () => {
  it.each([
    // a, b, c, floor, ceil, nearest
    [7, 10, 4, 17, 18, 18],
    [-7, 10, 4, -18, -17, -18],
    [7, -10, 4, -18, -17, -18],
    [-7, -10, 4, 17, 18, 18],
    [5, 1, 2, 2, 3, 3],
    [-5, 1, 2, -3, -2, -3],
    [1, 1, 3, 0, 1, 0],
    [-1, 1, 3, -1, 0, 0],
    [0, 9, 7, 0, 0, 0],
    [MAX_EXACT, MAX_EXACT, MAX_EXACT, MAX_EXACT, MAX_EXACT, MAX_EXACT],
    [MAX_EXACT, MAX_EXACT - 1, MAX_EXACT, MAX_EXACT - 1, MAX_EXACT - 1, MAX_EXACT - 1],
    [2 ** 52, 3, 2 ** 52 + 1, 2, 3, 3],
    [MAX_EXACT, 2 ** 52, MAX_EXACT - 1, 2 ** 52, 2 ** 52 + 1, 2 ** 52 + 1],
    // The rounded quotient is one too low, and the exact one whole.
    [
      2_187_044_069_691_208, 1_353_333_317_925_582, 2_028_092_260_419_603, 1_459_400_869_007_952, 1_459_400_869_007_952,
      1_459_400_869_007_952,
    ],
  ])('%d x %d / %d is %d, %d or %d', (a, b, c, floor, ceil, nearest) => {
    expect(mulDivFloor(a, b, c)).toBe(floor);
    expect(mulDivCeil(a, b, c)).toBe(ceil);
    expect(mulDivNearest(a, b, c)).toBe(nearest);
  });

  it('overflows only when the quotient does', () => {
    const overflow = expect.objectContaining({ code: 'overflow' });
    expect(() => mulDivFloor(MAX_EXACT, 2, 1)).toThrow(overflow);
    expect(() => mulDivFloor(MAX_EXACT, MAX_EXACT, MAX_EXACT - 1)).toThrow(overflow);
    expect(() => mulDivFloor(-MAX_EXACT, MAX_EXACT, MAX_EXACT - 1)).toThrow(overflow);
    expect(() => mulDivCeil(MAX_EXACT, MAX_EXACT, 1)).toThrow(overflow);
    // 2^53 - 1 + 1/2 rounds down to a number that fits, and to the nearest one that does not.
    expect(mulDivFloor(6_004_799_503_160_661, 3, 2)).toBe(MAX_EXACT);
    expect(() => mulDivNearest(6_004_799_503_160_661, 3, 2)).toThrowErrorMatchingInlineSnapshot(
      `[MoneyError: 6004799503160661 x 3 / 2 is 9007199254740992, beyond the largest exact integer 9007199254740991 (2^53 - 1)]`,
    );
  });

  it('refuses operands that are no exact integers and divisors below 1', () => {
    expect(() => mulDivFloor(1, 1, 0)).toThrow(expect.objectContaining({ code: 'division-by-zero' }));
    expect(() => mulDivNearest(1, 1, -2)).toThrow(expect.objectContaining({ code: 'out-of-range' }));
    expect(() => mulDivCeil(0.5, 2, 1)).toThrow(expect.objectContaining({ code: 'not-an-integer' }));
    expect(() => mulDivFloor(1, Number.NaN, 1)).toThrow(expect.objectContaining({ code: 'not-an-integer' }));
    expect(() => mulDivFloor(1, 1, 2 ** 53)).toThrow(expect.objectContaining({ code: 'overflow' }));
    expect(() => rateFloor(1, 1, 0)).toThrow(expect.objectContaining({ code: 'division-by-zero' }));
    expect(() => rateCeil(1.5, 1)).toThrow(expect.objectContaining({ code: 'not-an-integer' }));
  });
});

describe('rates by hand', () => {
  it('round a fee of 0.05 % down or up', () => {
    expect(rateFloor(1_999_999, 500)).toBe(999);
    expect(rateCeil(1_999_999, 500)).toBe(1_000);
    expect(rateFloor(-1_999_999, 500)).toBe(-1_000);
    expect(rateCeil(-1_999_999, 500)).toBe(-999);
    expect(rateCeil(2_000_000, 500)).toBe(1_000);
  });

  it('take a fine scale, a rate of one, and amounts up to the limit', () => {
    expect(rateFloor(MAX_EXACT, 100_000_000, 100_000_000)).toBe(MAX_EXACT);
    expect(rateCeil(-MAX_EXACT, 999_999)).toBe(-9_007_190_247_541_736);
    expect(() => rateFloor(MAX_EXACT, 1_000_001)).toThrow(expect.objectContaining({ code: 'overflow' }));
  });
});
