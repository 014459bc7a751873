import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumColumn, Total } from '../../../src/money/index.ts';
import { sumTwin } from '../../unit/money/twins.ts';
import { codeOf, fits, signed } from './arbitraries.ts';

const amounts = fc.array(signed(), { maxLength: 60 });

const totalOf = (column: Iterable<number>): Total => {
  const total = new Total();
  for (const x of column) total.add(x);
  return total;
};

describe('Total', () => {
  it('adds up as a big integer does, in any order, and in normal form', () => {
    fc.assert(
      fc.property(amounts, (column) => {
        const total = totalOf(column);
        expect(total.toBigInt()).toBe(sumTwin(column));
        expect(total.low >= 0 && total.low < 2 ** 26).toBe(true);
        expect(total.equals(totalOf(column.toReversed()))).toBe(true);
      }),
    );
  });

  it('returns to zero when everything added is subtracted', () => {
    fc.assert(
      fc.property(amounts, (column) => {
        const total = totalOf(column);
        const other = total.clone();
        for (const x of column) total.subtract(x);
        expect(total.isZero()).toBe(true);
        expect(total.sign()).toBe(0);
        other.subtractTotal(totalOf(column));
        expect(other.equals(total)).toBe(true);
      }),
    );
  });

  it('compares, signs and converts as a big integer does', () => {
    fc.assert(
      fc.property(amounts, amounts, (left, right) => {
        const a = totalOf(left);
        const b = totalOf(right);
        const difference = a.toBigInt() - b.toBigInt();
        expect(a.compare(b)).toBe(difference === 0n ? 0 : difference < 0n ? -1 : 1);
        expect(a.equals(b)).toBe(difference === 0n);
        const gap = a.clone();
        gap.subtractTotal(b);
        expect(gap.toBigInt()).toBe(difference);
        expect(gap.sign()).toBe(a.compare(b));
        if (fits(difference)) expect(BigInt(gap.toNumber())).toBe(difference);
        else expect(codeOf(() => gap.toNumber())).toBe('overflow');
        gap.addTotal(b);
        expect(gap.equals(a)).toBe(true);
      }),
    );
  });

  it('takes limbs of any size and sign', () => {
    fc.assert(
      fc.property(signed(2 ** 51), signed(), (high, low) => {
        const total = Total.of(-7);
        total.addLimbs(high, low);
        expect(total.toBigInt()).toBe(BigInt(high) * 2n ** 26n + BigInt(low) - 7n);
      }),
    );
  });
});

describe('sumColumn', () => {
  it('equals the big-integer sum of any stretch', () => {
    fc.assert(
      fc.property(amounts, fc.nat(60), fc.nat(60), signed(), (values, a, b, start) => {
        const from = Math.min(a, b, values.length);
        const to = Math.min(Math.max(a, b), values.length);
        const into = Total.of(start);
        const total = sumColumn(Float64Array.from(values), from, to, into);
        expect(total).toBe(into);
        expect(total.toBigInt()).toBe(sumTwin(values.slice(from, to)) + BigInt(start));
      }),
    );
  });
});
