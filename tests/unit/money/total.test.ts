import { describe, expect, it } from 'vitest';
import { MAX_EXACT, sumColumn, Total } from '../../../src/money/index.ts';

describe('Total by hand', () => {
  it('passes 2^53 without losing a unit', () => {
    const total = Total.of(MAX_EXACT);
    total.add(MAX_EXACT);
    total.add(3);
    expect(total.toBigInt()).toBe(18_014_398_509_481_985n);
    expect(() => total.toNumber()).toThrow(expect.objectContaining({ code: 'overflow' }));
    total.subtract(MAX_EXACT);
    total.subtract(3);
    expect(total.toNumber()).toBe(MAX_EXACT);
  });

  it('has one form for each amount, negative ones too', () => {
    const total = Total.of(-1);
    expect([total.high, total.low]).toEqual([-1, 2 ** 26 - 1]);
    expect(total.sign()).toBe(-1);
    total.add(1);
    expect(total.equals(new Total())).toBe(true);
    expect(Object.is(total.toNumber(), 0)).toBe(true);
    total.subtract(0);
    expect(total.isZero()).toBe(true);
  });

  it('copies independently', () => {
    const total = Total.of(5);
    const copy = total.clone();
    copy.add(1);
    expect([total.toNumber(), copy.toNumber()]).toEqual([5, 6]);
    expect([total.compare(copy), copy.compare(total), total.compare(Total.of(5))]).toEqual([-1, 1, 0]);
    expect([Total.of(2 ** 30).compare(copy), copy.compare(Total.of(2 ** 30))]).toEqual([1, -1]);
  });

  it('refuses what is no exact integer and stays as it was', () => {
    const total = Total.of(7);
    expect(() => total.add(0.5)).toThrow(expect.objectContaining({ code: 'not-an-integer' }));
    expect(() => total.subtract(2 ** 53)).toThrow(expect.objectContaining({ code: 'overflow' }));
    expect(() => total.addLimbs(0.5, 0)).toThrow(expect.objectContaining({ code: 'not-an-integer' }));
    expect(() => total.addLimbs(0, Number.NaN)).toThrow(expect.objectContaining({ code: 'not-an-integer' }));
    expect(() => total.addLimbs(MAX_EXACT, MAX_EXACT)).toThrow(expect.objectContaining({ code: 'overflow' }));
    expect(total.toNumber()).toBe(7);
  });

  it('is told apart from totals that share one limb with it', () => {
    const limb = 2 ** 26;
    expect([Total.of(limb).equals(Total.of(0)), Total.of(limb + 1).equals(Total.of(1))]).toEqual([false, false]);
    expect([Total.of(1).equals(Total.of(0)), Total.of(limb + 1).equals(Total.of(limb))]).toEqual([false, false]);
    expect([Total.of(limb).isZero(), Total.of(1).isZero(), Total.of(-limb).isZero()]).toEqual([false, false, false]);
    expect([Total.of(limb).sign(), Total.of(-limb).sign(), Total.of(0).sign()]).toEqual([1, -1, 0]);
  });

  it('borrows from the high limb when a total with a larger low limb is subtracted', () => {
    const total = Total.of(2 ** 26 + 1);
    total.subtractTotal(Total.of(2));
    expect([total.high, total.low]).toEqual([0, 2 ** 26 - 1]);
    total.addTotal(Total.of(1));
    expect([total.high, total.low]).toEqual([1, 0]);
  });

  it('ends on either side of zero, and takes the last amount that fits', () => {
    const least = new Total();
    least.addLimbs(-Number.MAX_SAFE_INTEGER, 0);
    expect(least.high).toBe(-Number.MAX_SAFE_INTEGER);
    expect(() => least.subtract(1)).toThrow(expect.objectContaining({ code: 'overflow' }));
    expect([least.high, least.low]).toEqual([-Number.MAX_SAFE_INTEGER, 0]);
  });

  it('says where it ends', () => {
    const total = new Total();
    total.addLimbs(MAX_EXACT, 2 ** 26 - 1);
    expect(() => total.add(1)).toThrowErrorMatchingInlineSnapshot(
      `[MoneyError: a total is about 6.044629098073146e+23, beyond the largest that two limbs hold (2^79)]`,
    );
    expect(total.toBigInt()).toBe(2n ** 79n - 1n);
  });
});

describe('sumColumn by hand', () => {
  it('adds a stretch, odd or even, to what is there', () => {
    const column = Float64Array.of(MAX_EXACT, 2, -1, -MAX_EXACT, 40);
    expect(sumColumn(column, 0, 3).toBigInt()).toBe(9_007_199_254_740_992n);
    expect(sumColumn(column, 0, 5).toNumber()).toBe(41);
    expect(sumColumn(column, 2, 2).isZero()).toBe(true);
    expect(sumColumn(column, 3, 5, Total.of(MAX_EXACT)).toNumber()).toBe(40);
  });

  it('names the entry that is no exact integer', () => {
    expect(() => sumColumn(Float64Array.of(1, 2, 0.5), 0, 3)).toThrow('entry 2 of the column is 0.5');
    expect(() => sumColumn(Float64Array.of(1, Number.NaN, 2, 3), 0, 4)).toThrow('entry 1 of the column is NaN');
    expect(() => sumColumn(Float64Array.of(0.25, 1, 7.5), 0, 2)).toThrow('entry 0 of the column is 0.25');
    expect(() => sumColumn(Float64Array.of(1, 2 ** 53 - 1, 0.5, 8.5), 1, 3)).toThrow('entry 2 of the column is 0.5');
    expect(() => sumColumn(Float64Array.of(Infinity, 1), 0, 2)).toThrow(expect.objectContaining({ code: 'overflow' }));
  });

  it('refuses a stretch outside the column', () => {
    const column = new Float64Array(3);
    for (const [from, to] of [
      [-1, 2],
      [2, 1],
      [0, 4],
      [0.5, 2],
    ] as const) {
      expect(() => sumColumn(column, from, to)).toThrow(expect.objectContaining({ code: 'out-of-range' }));
    }
  });
});
