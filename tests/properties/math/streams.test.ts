import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  Digest,
  exponential,
  lognormal,
  normal,
  pareto,
  poisson,
  shuffle,
  stream,
  studentT,
  truncatedPareto,
} from '../../../src/math/index.ts';

const part = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string({ unit: 'binary' }));
const key = fc.tuple(part, fc.array(part, { maxLength: 4 }));
const seed = fc.integer();

test('a key fixes its draws, and no two keys share them', () => {
  fc.assert(
    fc.property(key, key, ([seedA, pathA], [seedB, pathB]) => {
      const draws = (s: number | string, path: (number | string)[]) => {
        const drawn = stream(s, ...path);
        return [drawn.next(), drawn.next(), drawn.next(), drawn.next()].join();
      };
      // The arbitrary has no lone surrogates, which would count as U+FFFD; -0 counts as 0.
      const name = (s: number | string, path: (number | string)[]) =>
        JSON.stringify([s, ...path].map((p) => (typeof p === 'string' ? p : p + 0)));
      const same = name(seedA, pathA) === name(seedB, pathB);
      expect(draws(seedA, pathA) === draws(seedB, pathB)).toBe(same);
      expect(draws(seedA, pathA)).toBe(draws(seedA, [...pathA]));
    }),
    { numRuns: 2000 },
  );
});

test('below gives an integer from 0 up to its bound, for every bound', () => {
  fc.assert(
    fc.property(seed, fc.bigInt({ min: 1n, max: 2n ** 53n }).map(Number), (s, n) => {
      const value = stream(s).below(n);
      expect(Number.isInteger(value) && value >= 0 && value < n).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('shuffle loses nothing and adds nothing', () => {
  fc.assert(
    fc.property(seed, fc.array(fc.integer()), (s, array) => {
      const sorted = (values: number[]) => values.toSorted((a, b) => a - b);
      expect(sorted(shuffle(stream(s), array.slice()))).toEqual(sorted(array));
    }),
  );
});

test('every sampler stays within its range', () => {
  const scale = fc.double({ min: 1e-6, max: 1e9, noNaN: true });
  const shape = fc.double({ min: 0.3, max: 50, noNaN: true });
  fc.assert(
    fc.property(seed, scale, shape, fc.double({ min: 1, max: 1e6, noNaN: true }), (key, a, b, ratio) => {
      const s = stream(key);
      const cap = a * ratio;
      expect(Number.isFinite(normal(s))).toBe(true);
      expect(Number.isFinite(studentT(s, b))).toBe(true);
      expect(lognormal(s, a, b / 10)).toBeGreaterThan(0);
      expect(pareto(s, a, b)).toBeGreaterThanOrEqual(a);
      const capped = truncatedPareto(s, a, b, cap);
      expect(capped >= a && capped <= cap).toBe(true);
      expect(exponential(s, a)).toBeGreaterThanOrEqual(0);
      const count = poisson(s, a);
      expect(Number.isInteger(count) && count >= 0).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('a digest does not depend on how its bytes are cut', () => {
  const cuts = fc.array(fc.integer({ min: 0, max: 6000 }), { maxLength: 8 });
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 0, maxLength: 6000, size: 'max' }), cuts, (data, at) => {
      const digest = new Digest(3);
      const ends = [...at, data.length].map((end) => Math.min(end, data.length)).sort((a, b) => a - b);
      let from = 0;
      for (const end of ends) {
        digest.bytes(data.subarray(from, end));
        digest.hex();
        from = end;
      }
      expect(digest.hex()).toBe(new Digest(3).bytes(data).hex());
    }),
  );
});

test('a digest of numbers is that of the same numbers one by one', () => {
  fc.assert(
    fc.property(fc.array(fc.double()), fc.array(fc.integer()), (doubles, ints) => {
      const one = new Digest();
      for (const value of doubles) one.double(value);
      for (const value of ints) one.int(value);
      expect(one.hex()).toBe(new Digest().doubles(Float64Array.from(doubles)).ints(Int32Array.from(ints)).hex());
    }),
  );
});

test('a digest changes with every bit of its input', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), fc.nat(), (data, bit) => {
      const before = new Digest().bytes(data).hex();
      const at = bit % (data.length * 8);
      data[at >>> 3] = (data[at >>> 3] ?? 0) ^ (1 << (at & 7));
      expect(new Digest().bytes(data).hex()).not.toBe(before);
    }),
  );
});
