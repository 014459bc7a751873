import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exp, expm1, log, log1p, pow } from '../../../src/math/index.ts';
import { exactly, ulps } from '../../unit/math/reference.ts';

const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const positive = fc.double({ min: 0, minExcluded: true, noNaN: true, noDefaultInfinity: true });

test('exp is within one unit in the last place of the truth', () => {
  fc.assert(
    fc.property(finite(-746, 710), (x) => {
      expect(ulps(exp(x), exactly(x).exp())).toBeLessThanOrEqual(1);
    }),
    { numRuns: 1000 },
  );
});

test('log is within one unit in the last place of the truth, for every positive number', () => {
  fc.assert(
    fc.property(positive, (x) => {
      expect(ulps(log(x), exactly(x).ln())).toBeLessThanOrEqual(1);
    }),
    { numRuns: 1000 },
  );
});

test('pow is within one unit in the last place of the truth, wherever the result is a number', () => {
  fc.assert(
    fc.property(positive, finite(-745, 709.7), (x, target) => {
      const y = target / log(x);
      fc.pre(Number.isFinite(y));
      expect(ulps(pow(x, y), exactly(x).pow(exactly(y)))).toBeLessThanOrEqual(1);
    }),
    { numRuns: 1000 },
  );
});

test('pow agrees with the square root, the reciprocal and itself', () => {
  fc.assert(
    fc.property(positive, (x) => {
      expect(pow(x, 1)).toBe(x);
      expect(pow(x, 0)).toBe(1);
      expect(ulps(pow(x, 0.5), exactly(Math.sqrt(x)))).toBeLessThanOrEqual(1);
      expect(ulps(pow(x, -1), exactly(1 / x))).toBeLessThanOrEqual(1);
    }),
  );
});

test('no function gives NaN where its result is a number', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true, noDefaultInfinity: true }), (x, y) => {
      expect(exp(x)).toBeGreaterThanOrEqual(0);
      expect(expm1(x)).toBeGreaterThanOrEqual(-1);
      expect(log(Math.abs(x))).not.toBeNaN();
      expect(log1p(Math.abs(x))).toBeGreaterThanOrEqual(0);
      expect(pow(Math.abs(x), y)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 2000 },
  );
});

test('exp, log and pow keep the order of their arguments, up to two units in the last place', () => {
  const rises = (low: number, high: number): boolean =>
    low <= high || low - high <= Math.abs(high) * 2 ** -51 + 2 * Number.MIN_VALUE;
  const ordered = (a: number, b: number): [number, number] => (a < b ? [a, b] : [b, a]);
  fc.assert(
    fc.property(positive, positive, finite(-750, 750), finite(-750, 750), finite(-5, 5), (a, b, c, d, y) => {
      const [low, high] = ordered(a, b);
      const [less, more] = ordered(c, d);
      expect(rises(log(low), log(high))).toBe(true);
      expect(rises(exp(less), exp(more))).toBe(true);
      expect(y >= 0 ? rises(pow(low, y), pow(high, y)) : rises(pow(high, y), pow(low, y))).toBe(true);
      expect(low >= 1 ? rises(pow(low, less), pow(low, more)) : rises(pow(low, more), pow(low, less))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
