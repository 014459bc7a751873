import { describe, expect, test } from 'vitest';
import { log, log1p } from '../../../src/math/index.ts';
import { D, exactly, lehmer, nextUp, ulps } from './reference.ts';

describe('log', () => {
  test.each([
    // OEIS A002162, A002391, A016628, A002392; the ends of the range as in fdlibm
    [2, '0.693147180559945309417'],
    [3, '1.09861228866810969140'],
    [5, '1.60943791243410037460'],
    [10, '2.30258509299404568402'],
    [0.1, '-2.30258509299404568402'],
    [1e300, '690.775527898213705205'],
    [Number.MAX_VALUE, '709.782712893383973096'],
    [2.2250738585072014e-308, '-708.396418532264106224'],
    [5e-324, '-744.440071921381262314'],
  ])('log(%d) is the published value', (x, published) => {
    expect(ulps(log(x), new D(published))).toBeLessThanOrEqual(1);
  });

  test.each([
    [1, 0],
    [0, -Infinity],
    [-0, -Infinity],
    [-1, NaN],
    [-Infinity, NaN],
    [Infinity, Infinity],
    [NaN, NaN],
    [nextUp(1), 2 ** -52 - 2 ** -105],
    [1 - 2 ** -53, -(2 ** -53)],
  ])('log(%d) is %d', (x, expected) => {
    expect(log(x)).toBe(expected);
  });

  test('errs by less than one unit in the last place', () => {
    const random = lehmer(3);
    for (let i = 0; i < 1000; i++) {
      const wide = (1 + random()) * 2 ** Math.floor(random() * 2000 - 1000);
      const nearOne = 1 + (random() - 0.5) * 2 ** -Math.floor(40 * random());
      const subnormal = random() * 2e-308;
      for (const x of [wide, 0.5 + 1.5 * random(), nearOne, subnormal]) {
        expect(ulps(log(x), exactly(x).ln()), `log(${x})`).toBeLessThanOrEqual(1);
      }
    }
  });

  test('gives the bits it gave on every machine so far', () => {
    expect([1e-310, 0.0123, 0.75, 1.0625, 42, 6.02214076e23].map(log)).toEqual([
      -713.8013788281542, -4.398156016603766, -0.2876820724517809, 0.06062462181643484, 3.7376696182833684,
      54.75489994294367,
    ]);
  });
});

describe('log1p', () => {
  test.each([
    [0, 0],
    [-0, -0],
    [1e-300, 1e-300],
    [-1, -Infinity],
    [-1.5, NaN],
    [Infinity, Infinity],
    [NaN, NaN],
  ])('log1p(%d) is %d', (x, expected) => {
    expect(log1p(x)).toBe(expected);
  });

  test('errs by less than two units in the last place, near 0 too', () => {
    const random = lehmer(4);
    for (let i = 0; i < 1500; i++) {
      const small = (2 * random() - 1) * 2 ** -Math.floor(50 * random());
      const large = random() * 2 ** Math.floor(60 * random());
      for (const x of [small, large]) {
        expect(ulps(log1p(x), exactly(x).add(1).ln()), `log1p(${x})`).toBeLessThan(2);
      }
    }
  });
});
