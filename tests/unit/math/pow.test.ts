import { describe, expect, test } from 'vitest';
import { pow } from '../../../src/math/index.ts';
import { D, exactly, lehmer, ulps } from './reference.ts';

describe('pow', () => {
  test.each([
    // OEIS A002193, A002580, A010774, A002163, A011007, A010467
    [2, 0.5, '1.41421356237309504880'],
    [2, 1 / 3, '1.25992104989487316477'],
    [2, 1 / 12, '1.05946309435929526456'],
    [5, 0.5, '2.23606797749978969641'],
    [10, 0.25, '1.77827941003892280123'],
    [10, -0.5, '0.316227766016837933200'],
  ])('pow(%d, %d) is the published value', (x, y, published) => {
    expect(ulps(pow(x, y), new D(published))).toBeLessThanOrEqual(1);
  });

  const corners = [0, 5e-324, 1e-310, 0.5, 1, 1 + 2 ** -52, 2, 3, Number.MAX_VALUE, Infinity, NaN];
  test.each(corners)('pow(%d, y) is at the corners what the language says', (x) => {
    for (const y of [0, -0, 1, -1, 0.5, 2, -2, 1e308, -1e308, 5e-324, Infinity, -Infinity, NaN]) {
      const exact = Number.isFinite(x) && Number.isFinite(y) && x > 0 && Math.abs(y * Math.log(x)) < 800;
      const error = exact ? ulps(pow(x, y), exactly(x).pow(exactly(y))) : Object.is(pow(x, y), x ** y) ? 0 : 2;
      expect(error, `pow(${x}, ${y}) was ${pow(x, y)}`).toBeLessThanOrEqual(1);
    }
  });

  test.each([
    [-2, 2, NaN],
    [-2, 0, 1],
    [-0, 3, 0],
    [-0, -3, Infinity],
    [2, 1023, 2 ** 1023],
    [2, 1024, Infinity],
    [2, -1074, 5e-324],
    [2, -1076, 0],
  ])('pow(%d, %d) is %d', (x, y, expected) => {
    expect(pow(x, y)).toBe(expected);
  });

  test('is exact where an integer power of an integer is below 2^53', () => {
    for (let base = 2n; base < 400n; base++) {
      let power = 1n;
      for (let y = 0; power <= 2n ** 53n; y++, power *= base) expect(pow(Number(base), y)).toBe(Number(power));
    }
  });

  test('errs by less than one unit in the last place, for exponents of any size', () => {
    const random = lehmer(5);
    for (let i = 0; i < 800; i++) {
      const wide = (1 + random()) * 2 ** Math.floor(random() * 2000 - 1000);
      const nearOne = 1 + (random() - 0.5) * 2 ** -Math.floor(40 * random());
      for (const [x, y] of [
        [100 * random(), 20 * random() - 10],
        [wide, (1415 * random() - 707) / Math.log(wide)],
        [nearOne, (1415 * random() - 707) / Math.log(nearOne)],
      ] as const) {
        expect(ulps(pow(x, y), exactly(x).pow(exactly(y))), `pow(${x}, ${y})`).toBeLessThanOrEqual(1);
      }
    }
  });

  test('rounds subnormal results once', () => {
    const random = lehmer(6);
    for (let i = 0; i < 300; i++) {
      const x = 0.9 * random();
      const y = (-708 - 36 * random()) / Math.log(x);
      expect(ulps(pow(x, y), exactly(x).pow(exactly(y))), `pow(${x}, ${y})`).toBeLessThanOrEqual(1);
    }
  });

  test('gives the bits it gave on every machine so far', () => {
    expect([pow(1.5, 2.5), pow(0.01, 0.3), pow(1e-7, -1 / 1.2), pow(1.0000001, 5e7), pow(123.456, -40)]).toEqual([
      2.7556759606310752, 0.251188643150958, 681292.0690579617, 148.41312243256164, 2.1853043733913143e-84,
    ]);
  });
});
