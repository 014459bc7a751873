import { describe, expect, test } from 'vitest';
import { exp, expm1 } from '../../../src/math/index.ts';
import { D, exactly, lehmer, nextUp, ulps } from './reference.ts';

const OVERFLOW = 709.782712893384;

describe('exp', () => {
  test.each([
    // OEIS A001113, A072334, A091933, A019774, A068985
    [1, '2.71828182845904523536'],
    [2, '7.38905609893065022723'],
    [3, '20.0855369231876677409'],
    [0.5, '1.64872127070012814685'],
    [-1, '0.36787944117144232159'],
  ])('exp(%d) is the published value', (x, published) => {
    expect(ulps(exp(x), new D(published))).toBeLessThanOrEqual(1);
  });

  test.each([
    [0, 1],
    [-0, 1],
    [1e-300, 1],
    [Infinity, Infinity],
    [-Infinity, 0],
    [NaN, NaN],
    [OVERFLOW, 1.7976931348622732e308],
    [nextUp(OVERFLOW), Infinity],
    [1e308, Infinity],
    [-745.1332191019411, 5e-324],
    [-745.1332191019412, 0],
    [-1e308, 0],
  ])('exp(%d) is %d', (x, expected) => {
    expect(exp(x)).toBe(expected);
  });

  test('errs by less than one unit in the last place', () => {
    const random = lehmer(1);
    for (let i = 0; i < 1500; i++) {
      for (const x of [random() * 1416 - 707, random() - 0.5, -708 - 37 * random()]) {
        expect(ulps(exp(x), exactly(x).exp()), `exp(${x})`).toBeLessThanOrEqual(1);
      }
    }
  });

  test('gives the bits it gave on every machine so far', () => {
    expect([-20.25, -0.1, 1e-9, 0.3, 7.7, 88.125].map(exp)).toEqual([
      1.6052280551856116e-9, 0.9048374180359595, 1.000000001, 1.3498588075760032, 2208.347991887209,
      1.8715490673755397e38,
    ]);
  });
});

describe('expm1', () => {
  test.each([
    [0, 0],
    [-0, -0],
    [1e-300, 1e-300],
    [-Infinity, -1],
    [-50, -1],
    [Infinity, Infinity],
    [710, Infinity],
    [NaN, NaN],
  ])('expm1(%d) is %d', (x, expected) => {
    expect(expm1(x)).toBe(expected);
  });

  test('errs by less than three units in the last place, near 0 too', () => {
    const random = lehmer(2);
    for (let i = 0; i < 1500; i++) {
      for (const x of [(random() - 0.5) * 2 ** -Math.floor(50 * random()), 60 * random() - 20]) {
        expect(ulps(expm1(x), exactly(x).exp().sub(1)), `expm1(${x})`).toBeLessThan(3);
      }
    }
  });
});
