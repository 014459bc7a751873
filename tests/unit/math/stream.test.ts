import fc from 'fast-check';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, test } from 'vitest';
import { type RandomStream, stream, streamsOf } from '../../../src/math/index.ts';
import { chiSquare, chiSquareScore, correlation, linearComplexity, mean, uniformScore } from './statistics.ts';

const draws = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw);
const firstDraws = (s: RandomStream): number[] => draws(4, () => s.next());

test('the generator below gives the low words of the published xoroshiro128+', () => {
  // rand_xoshiro and others, from the reference implementation with state [1, 2].
  const published = [
    3n,
    412333834243n,
    2360170716294286339n,
    9295852285959843169n,
    2797080929874688578n,
    6019711933173041966n,
    3076529664176959358n,
    3521761819100106140n,
    7493067640054542992n,
    920801338098114767n,
  ];
  const generator = xoroshiro128plusFromState([0, 1, 0, 2]);
  expect(published.map(() => generator.next())).toEqual(published.map((word) => Number(BigInt.asIntN(32, word))));
});

test('streams that share the front of their key are those of the whole key', () => {
  const part = fc.oneof(fc.string({ maxLength: 20 }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat());
  fc.assert(
    fc.property(
      part,
      fc.array(part, { maxLength: 4 }),
      fc.array(fc.array(part, { maxLength: 3 })),
      (seed, front, rests) => {
        const open = streamsOf(seed, ...front);
        for (const rest of rests)
          expect(firstDraws(open(...(rest as [])))).toEqual(firstDraws(stream(seed, ...front, ...rest)));
      },
    ),
  );
  expect(() => streamsOf(1, Number.NaN)).toThrow(RangeError);
  expect(() => streamsOf(1)(Number.NaN)).toThrow(RangeError);
});

describe('a key', () => {
  test('gives the bits it gave on every machine so far', () => {
    const s = stream(7, 'adl.ranking/seeded-random-scan', 12);
    expect([s.next(), s.next(), s.unit(), s.below(6), s.below(1e12), s.chance(0.5)]).toEqual([
      2535966506,
      1931357792,
      0.8878606430937886,
      5,
      110857691227,
      true,
    ]);
    expect(firstDraws(stream('october'))).toEqual([3053189056, 981066277, 221177461, 2801914945]);
  });

  test('gives the same draws each time, and none of them to others', () => {
    const first = stream(7, 'shock', 3);
    const expected = firstDraws(first);
    const second = stream(7, 'shock', 3);
    const other = stream(8);
    const drawn = draws(4, () => [second.next(), other.next()] as const);
    expect(drawn.map(([ours]) => ours)).toEqual(expected);
  });

  test('is told from others by type, order and where its parts end', () => {
    const keys: [number | string, ...(number | string)[]][] = [
      [7],
      ['7'],
      [7, 0],
      [7, ''],
      [7, '', ''],
      [0, 7],
      ['ab', 'c'],
      ['a', 'bc'],
      ['abc'],
      [1.5],
      [-7],
      [2 ** 32 + 7],
      [Number.MAX_VALUE],
    ];
    expect(new Set(keys.map((key) => firstDraws(stream(...key)).join())).size).toBe(keys.length);
    expect(firstDraws(stream(-0))).toEqual(firstDraws(stream(0)));
  });

  test.each([NaN, Infinity, -Infinity])('of %d is refused', (part) => {
    expect(() => stream(7, part)).toThrow(`A stream's key takes finite numbers and texts; a part was ${part}`);
  });

  test('that differs a little gives draws that differ in half their bits', () => {
    const flipped = (a: RandomStream, b: RandomStream): number => {
      const [left, right] = [firstDraws(a), firstDraws(b)];
      return left.reduce(
        (sum, word, i) => sum + ((word ^ (right[i] ?? 0)) >>> 0).toString(2).replaceAll('0', '').length,
        0,
      );
    };
    const distances = Array.from({ length: 5000 }, (_, step) =>
      flipped(stream(7, 'adl', step), stream(7, 'adl', step + 1)),
    );
    // 128 bits: 64 expected, standard deviation of one distance 5.66.
    expect(Math.abs(mean(distances) - 64)).toBeLessThan(4 * (5.66 / Math.sqrt(5000)));
    expect(Math.min(...distances)).toBeGreaterThan(64 - 7 * 5.66);
  });

  const openers: [string, (i: number) => RandomStream][] = [
    ['seeds', (i) => stream(i)],
    ['steps', (i) => stream(7, 'shock', i)],
    ['accounts', (i) => stream(7, 'agents/arrival', 12, i)],
    ['names', (i) => stream(7, `account-${i}`)],
  ];

  test.each(openers)(
    'has first draws that are uniform over neighbouring %s, and do not follow each other',
    (_, open) => {
      const count = 32_768;
      const words = Array.from({ length: count }, (_, i) => open(i).next());
      expect(
        Math.abs(
          uniformScore(
            words.map((word) => word >>> 24),
            256,
          ),
        ),
      ).toBeLessThan(4);
      expect(
        Math.abs(
          uniformScore(
            words.map((word) => word & 255),
            256,
          ),
        ),
      ).toBeLessThan(4);
      expect(
        Math.abs(
          uniformScore(
            words.slice(1).map((word, i) => ((words[i] ?? 0) >>> 28) * 16 + (word >>> 28)),
            256,
          ),
        ),
      ).toBeLessThan(4);
      for (const lag of [1, 2, 256]) {
        const score = correlation(words.slice(lag), words.slice(0, -lag)) * Math.sqrt(count - lag);
        expect(Math.abs(score), `lag ${lag}`).toBeLessThan(4);
      }
    },
  );

  test('has a whole run of draws that does not follow that of its neighbour', () => {
    for (let step = 0; step < 50; step++) {
      const [a, b] = [stream(7, step), stream(7, step + 1)];
      const score =
        correlation(
          draws(2000, () => a.unit()),
          draws(2000, () => b.unit()),
        ) * Math.sqrt(2000);
      expect(Math.abs(score)).toBeLessThan(4.5);
    }
  });
});

describe('next', () => {
  test('is uniform in its high and in its low bits', () => {
    const s = stream('uniformity');
    const words = draws(200_000, () => s.next());
    for (const shift of [0, 8, 16, 24]) {
      expect(
        Math.abs(
          uniformScore(
            words.map((word) => (word >>> shift) & 255),
            256,
          ),
        ),
        `shift ${shift}`,
      ).toBeLessThan(4);
    }
    expect(words.every((word) => Number.isInteger(word) && word >= 0 && word < 2 ** 32)).toBe(true);
  });

  test('covers the lowest bit of the generator, which a register of 128 bits would make', () => {
    const raw = xoroshiro128plusFromState([1, 2, 3, 4]);
    expect(linearComplexity(draws(1000, () => raw.next() & 1))).toBe(128);
    const s = stream('linearity');
    expect(Math.abs(linearComplexity(draws(1000, () => s.next() & 1)) - 500)).toBeLessThan(10);
  });
});

describe('unit', () => {
  test('is uniform on [0, 1) with 53 bits', () => {
    const s = stream('unit');
    const values = draws(100_000, () => s.unit());
    expect(values.every((value) => value >= 0 && value < 1 && Number.isInteger(value * 2 ** 53))).toBe(true);
    expect(
      Math.abs(
        uniformScore(
          values.map((value) => Math.floor(value * 1000)),
          1000,
        ),
      ),
    ).toBeLessThan(4);
    expect(
      Math.abs(
        uniformScore(
          values.map((value) => (value * 2 ** 53) % 16),
          16,
        ),
      ),
    ).toBeLessThan(4);
  });
});

describe('below', () => {
  test.each([2, 3, 6, 7, 100, 1000])('is uniform on [0, %d)', (n) => {
    const s = stream('below', n);
    expect(
      Math.abs(
        uniformScore(
          draws(50_000, () => s.below(n)),
          n,
        ),
      ),
    ).toBeLessThan(4);
  });

  test.each([2 ** 31 + 1, 2 ** 32, 2 ** 32 + 1, 3 * 2 ** 40, 2 ** 53 - 1, 2 ** 53])(
    'is uniform and within [0, %d)',
    (n) => {
      const s = stream('below', n);
      const values = draws(20_000, () => s.below(n));
      expect(values.every((value) => Number.isInteger(value) && value >= 0 && value < n)).toBe(true);
      expect(
        Math.abs(
          uniformScore(
            values.map((value) => Math.floor((value / n) * 100)),
            100,
          ),
        ),
      ).toBeLessThan(4);
      expect(values.some((value) => value % 2 === 1)).toBe(true);
    },
  );

  test('takes nothing from the stream where there is no choice', () => {
    const s = stream(7);
    expect([s.below(1), s.next()]).toEqual([0, stream(7).next()]);
  });

  test.each([0, -1, 1.5, 2 ** 53 + 2, NaN, Infinity])('refuses %d', (n) => {
    expect(() => stream(7).below(n)).toThrow(`below(n) takes an integer from 1 to 2^53; n was ${n}`);
  });
});

describe('chance', () => {
  test.each([0.01, 0.5, 0.9])('is true with probability %d', (p) => {
    const s = stream('chance', p);
    const hits = draws(50_000, () => s.chance(p)).filter(Boolean).length;
    const score = chiSquareScore(
      chiSquare([hits, 50_000 - hits], (cell) => 50_000 * (cell === 0 ? p : 1 - p)),
      1,
    );
    expect(score).toBeLessThan(4);
  });

  test('is never at 0 and always at 1', () => {
    const s = stream('sure');
    expect(draws(1000, () => s.chance(0))).not.toContain(true);
    expect(draws(1000, () => s.chance(1))).not.toContain(false);
  });

  test.each([-0.1, 1.1, NaN])('refuses %d', (p) => {
    expect(() => stream(7).chance(p)).toThrow(`chance(p) takes a probability from 0 to 1; p was ${p}`);
  });
});
