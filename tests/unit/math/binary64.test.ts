import { expect, test } from 'vitest';
import { LN2_HIGH, LN2_LOW, nearestExponent, productTail, scaleBinary } from '../../../src/math/binary64.ts';
import { D, exactly } from './reference.ts';

test.each([
  [3, -1, 1.5],
  [1, 1023, 2 ** 1023],
  [0.75, 1024, 1.5 * 2 ** 1023],
  [5e-324, 1074, 1],
  [5e-324, 2046, 2 ** 972],
  [1, -1022, 2 ** -1022],
  [1, -1074, 5e-324],
  [1.5, -1074, 1e-323],
  [1.25, -1074, 5e-324],
  [1, -1075, 0],
  [Number.MAX_VALUE, -1991, (2 - 2 ** -52) * 2 ** -968],
  // One rounding: two would carry the last bit up to a tie, and the tie up to even.
  [1 + 2 ** -52 + 2 ** -1, -1074, 1e-323],
])('scaleBinary(%d, %d) is %d', (x, n, expected) => {
  expect(scaleBinary(x, n)).toBe(expected);
});

test.each([
  [1, 0],
  [1.4, 0],
  [1.42, 1],
  [3, 2],
  [0.7, -1],
  [0.71, 0],
  [5e-324, -1074],
  [2.2250738585072014e-308, -1022],
  [Number.MAX_VALUE, 1024],
])('nearestExponent(%d) is %d', (x, expected) => {
  expect(nearestExponent(x)).toBe(expected);
});

const Wide = D.clone({ precision: 200 });

test('productTail gives back what rounding took', () => {
  for (const [a, b] of [
    [0.1, 0.1],
    [1e15, 1 / 3],
    [-Math.PI, 12345.678],
  ] as const) {
    const truth = new Wide(a.toPrecision(100)).mul(b.toPrecision(100)).sub((a * b).toPrecision(100));
    expect(truth.eq(productTail(a, b, a * b).toPrecision(100))).toBe(true);
  }
});

test('the two parts of ln 2 are exact to 25 digits', () => {
  expect(exactly(LN2_HIGH).add(exactly(LN2_LOW)).sub(D.ln(2)).abs().lt('3e-26')).toBe(true);
  expect((LN2_HIGH * 2 ** 32) % 1).toBe(0);
});
