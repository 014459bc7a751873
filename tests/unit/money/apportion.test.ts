import { describe, expect, it } from 'vitest';
import { apportion, gridWeights, MAX_EXACT } from '../../../src/money/index.ts';
import { apportionTwin } from './twins.ts';

const shares = (need: number, weights: number[], limits?: number[]): number[] => [...apportion(need, weights, limits)];

describe('apportion by hand', () => {
  it('gives the unit left over to the largest remainder, not to the heaviest claim', () => {
    // 20 over 10 : 20 : 30 is 3.33, 6.67, 10
    expect(shares(20, [10, 20, 30])).toEqual([3, 7, 10]);
  });

  it('breaks ties towards the lower index', () => {
    expect(shares(2, [1, 1, 1])).toEqual([1, 1, 0]);
    expect(shares(5, [2, 2, 2, 2])).toEqual([2, 1, 1, 1]);
  });

  it('shares again what a binding limit sends back, in proportion to the weights that are left', () => {
    // 60 over 1 : 2 : 3 is 10, 20, 30; the last may take 6, so 54 over 1 : 2 is 18, 36
    expect(shares(60, [1, 2, 3], [100, 100, 6])).toEqual([18, 36, 6]);
    // and where the second may take 30 only, the first is given the other 24
    expect(shares(60, [1, 2, 3], [100, 30, 6])).toEqual([24, 30, 6]);
    // 3.33, 6.67, 10 with a limit of 4 on the second leaves 16 over 1 : 3
    expect(shares(20, [10, 20, 30], [9, 4, 20])).toEqual([4, 4, 12]);
  });

  it('sees a limit that binds by half a unit in 2^52', () => {
    expect(shares(MAX_EXACT, [1, 1], [2 ** 52 - 1, MAX_EXACT])).toEqual([2 ** 52 - 1, 2 ** 52]);
    expect(shares(MAX_EXACT, [1, 1], [2 ** 52, MAX_EXACT])).toEqual([2 ** 52, 2 ** 52 - 1]);
  });

  it('gives everybody the limit when the need is as large as all of them or larger', () => {
    expect(shares(9, [1, 5, 3], [2, 3, 4])).toEqual([2, 3, 4]);
    expect(shares(MAX_EXACT, [1, 5, 3], [2, 3, 4])).toEqual([2, 3, 4]);
    expect(shares(9, [1, 2], [MAX_EXACT, MAX_EXACT])).toEqual([3, 6]);
  });

  it('gives nothing to a weight of zero, even when the limits of the others leave some of the need', () => {
    expect(shares(10, [0, 1, 0], [9, 4, 9])).toEqual([0, 4, 0]);
    expect(shares(10, [0, 0])).toEqual([0, 0]);
  });

  it('takes an empty table, no need, and a single claim', () => {
    expect(shares(10, [])).toEqual([]);
    expect(shares(0, [3, 4])).toEqual([0, 0]);
    expect(shares(0, [3, 4], [0, 1])).toEqual([0, 0]);
    expect(shares(MAX_EXACT, [1])).toEqual([MAX_EXACT]);
  });

  it('is exact where the total of the weights passes 2^53', () => {
    // Three equal claims on 2^53 - 1 = 3 x 3002399751580330 + 1
    const third = 3_002_399_751_580_330;
    expect(shares(MAX_EXACT, [MAX_EXACT, MAX_EXACT, MAX_EXACT])).toEqual([third + 1, third, third]);
    // The quotas are 1/2 - a hair, 1/2 and a hair: only exact remainders see that the second is larger.
    expect(shares(1, [MAX_EXACT - 1, MAX_EXACT, 1])).toEqual([0, 1, 0]);
  });

  it('outgrows the columns it keeps, and shrinks with the next table', () => {
    for (const n of [2, 70, 64, 65, 3_001, 2]) {
      const out = apportion(10 * n + 1, new Float64Array(n).fill(3), undefined);
      expect([out[0], out.at(-1), out.length]).toEqual([11, 10, n]);
    }
  });

  it('writes into the array it is given and returns it', () => {
    const out = Float64Array.of(9, 9, 9);
    expect(apportion(4, [1, 0, 1], undefined, out)).toBe(out);
    expect([...out]).toEqual([2, 0, 2]);
  });

  it('takes plain arrays and typed ones alike, and leaves them as they were', () => {
    const weights = Uint32Array.of(10, 20, 30);
    const limits = Int16Array.of(9, 4, 20);
    expect([...apportion(20, weights, limits)]).toEqual([4, 4, 12]);
    expect([...weights, ...limits]).toEqual([10, 20, 30, 9, 4, 20]);
  });

  it('refuses what it cannot share, and names the entry', () => {
    expect(() => shares(1, [1, -1])).toThrowErrorMatchingInlineSnapshot(
      `[MoneyError: weight 1 is -1; it has to be a whole number from 0 to 2^53 - 1]`,
    );
    expect(() => shares(1, [0.5])).toThrow(expect.objectContaining({ code: 'bad-weight' }));
    expect(() => shares(1, [1, 1], [1, Infinity])).toThrowErrorMatchingInlineSnapshot(
      `[MoneyError: limit 1 is Infinity; it has to be a whole number from 0 to 2^53 - 1]`,
    );
    expect(() => shares(-1, [1])).toThrow(expect.objectContaining({ code: 'out-of-range' }));
    expect(() => shares(0.5, [1])).toThrow(expect.objectContaining({ code: 'not-an-integer' }));
    expect(() => shares(1, [1], [1, 1])).toThrowErrorMatchingInlineSnapshot(
      `[MoneyError: weights and limits differ in length: 1 and 2]`,
    );
    expect(() => apportion(1, [1], undefined, new Float64Array(2))).toThrow(
      expect.objectContaining({ code: 'out-of-range' }),
    );
  });

  it('equals the twin on a table long enough to be counted by size first', () => {
    const weights = Array.from({ length: 3_000 }, (_, i) => (i * 7_919) % 1_009);
    const limits = weights.map((w, i) => (i % 3 === 0 ? 2 * w : 40));
    for (const scale of [1, 2 ** 42]) {
      const scaled = weights.map((w) => w * scale);
      expect([...apportion(77_777, scaled, undefined)].map(BigInt)).toEqual(apportionTwin(77_777, scaled, undefined));
      expect([...apportion(77_777, scaled, limits)].map(BigInt)).toEqual(apportionTwin(77_777, scaled, limits));
    }
  });

  it('selects in linear time on sorted, equal and organ-pipe remainders', () => {
    const n = 200_000;
    for (const weight of [
      (i: number): number => i + 1,
      (i: number): number => n - i,
      (): number => 3,
      (i: number): number => Math.min(i, n - i) + 1,
    ]) {
      const weights = Float64Array.from({ length: n }, (_, i) => weight(i));
      const out = apportion(n >> 1, weights, undefined);
      expect(out.reduce((s, x) => s + x, 0)).toBe(n >> 1);
    }
  });
});

describe('gridWeights by hand', () => {
  it('brings the largest weight just below 2^52 and keeps the proportions', () => {
    expect([...gridWeights([0.5, 0.25, 0])]).toEqual([2 ** 51, 2 ** 50, 0]);
    expect([...gridWeights([10, 20, 30])]).toEqual([10 * 2 ** 47, 20 * 2 ** 47, 30 * 2 ** 47]);
    expect([...gridWeights([0, 0])]).toEqual([0, 0]);
    expect([...gridWeights([])]).toEqual([]);
  });

  it('keeps the smallest positive weight positive', () => {
    expect([...gridWeights([1, 1e-30, Number.MIN_VALUE])]).toEqual([2 ** 51, 1, 1]);
    expect([...gridWeights([Number.MIN_VALUE, 2 * Number.MIN_VALUE])]).toEqual([2 ** 50, 2 ** 51]);
    expect([...gridWeights([Number.MAX_VALUE, 1])]).toEqual([2 ** 52, 1]);
    expect([...gridWeights([2 ** 490, 1])]).toEqual([2 ** 51, 1]);
    expect([...gridWeights([2 ** 52, 2 ** 51])]).toEqual([2 ** 51, 2 ** 50]);
  });

  it('names the weight it cannot take', () => {
    for (const [x, text] of [
      [Number.NaN, 'NaN'],
      [-1e-9, '-1e-9'],
      [Infinity, 'Infinity'],
    ] as const) {
      expect(() => gridWeights([1, x])).toThrow(`weight 1 is ${text}; it has to be zero or more, and finite`);
      expect(() => gridWeights([1, x])).toThrow(expect.objectContaining({ code: 'bad-weight' }));
    }
    expect(() => gridWeights([1], new Float64Array(2))).toThrow(expect.objectContaining({ code: 'out-of-range' }));
  });
});
