import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion, gridWeights } from '../../../src/money/index.ts';
import { apportionTwin, sumTwin } from '../../unit/money/twins.ts';
import { natural } from './arbitraries.ts';

const RUNS = { numRuns: 5_000 };

interface Table {
  readonly need: number;
  readonly weights: number[];
  readonly limits: number[];
}

/** Tables of one scale or of wildly mixed ones, with needs from nothing to beyond all limits. */
const table = (max: number): fc.Arbitrary<Table> =>
  fc.array(fc.tuple(natural(0, max), natural(0, max)), { maxLength: 40 }).chain((rows) =>
    fc.record({
      need: fc.oneof(
        natural(0, max),
        fc.double({ min: 0, max: 1, noNaN: true }).map((share) => {
          const total = rows.reduce((s, row) => s + row[1], 0);
          return Math.min(Number.MAX_SAFE_INTEGER, Math.floor(total * share));
        }),
      ),
      weights: fc.constant(rows.map((row) => row[0])),
      limits: fc.constant(rows.map((row) => row[1])),
    }),
  );

const anyTable = fc.oneof(table(3), table(100), table(2 ** 30), table(Number.MAX_SAFE_INTEGER));

const big = (column: Iterable<number>): bigint[] => Array.from(column, BigInt);

describe('apportion', () => {
  it('equals the big-integer twin without limits', () => {
    fc.assert(
      fc.property(anyTable, ({ need, weights }) => {
        expect(big(apportion(need, weights, undefined))).toEqual(apportionTwin(need, weights, undefined));
      }),
      RUNS,
    );
  });

  it('equals the big-integer twin with limits', () => {
    fc.assert(
      fc.property(anyTable, ({ need, weights, limits }) => {
        expect(big(apportion(need, weights, limits))).toEqual(apportionTwin(need, weights, limits));
      }),
      RUNS,
    );
  });

  it('equals it where products pass 2^53 and the total of the weights does not', () => {
    const dense = (bits: number): fc.Arbitrary<number> =>
      fc.tuple(fc.nat(2 ** (bits - 26) - 1), fc.nat(2 ** 26 - 1)).map(([high, low]) => 1 + high * 2 ** 26 + low);
    fc.assert(
      fc.property(dense(52), fc.array(dense(46), { minLength: 2, maxLength: 30 }), (need, weights) => {
        expect(big(apportion(need, weights, undefined))).toEqual(apportionTwin(need, weights, undefined));
      }),
      { numRuns: 400 },
    );
  });

  it('gives no claim more than its limit, and all claims together exactly what can be given', () => {
    fc.assert(
      fc.property(anyTable, ({ need, weights, limits }) => {
        const out = apportion(need, weights, limits);
        let capacity = 0n;
        for (const [i, limit] of limits.entries()) {
          expect(Number.isInteger(out[i]) && out[i]! >= 0).toBe(true);
          expect(out[i]!).toBeLessThanOrEqual(weights[i] === 0 ? 0 : limit);
          if (weights[i]! > 0) capacity += BigInt(limit);
        }
        const wanted = BigInt(need) < capacity ? BigInt(need) : capacity;
        expect(sumTwin(out)).toBe(wanted);
      }),
      RUNS,
    );
  });

  it('stays within one unit of the quota when nothing limits it', () => {
    fc.assert(
      fc.property(anyTable, ({ need, weights }) => {
        const total = sumTwin(weights);
        const out = apportion(need, weights, undefined);
        for (const [i, weight] of weights.entries()) {
          const error = BigInt(out[i]!) * total - BigInt(need) * BigInt(weight);
          expect(error < total || total === 0n).toBe(true);
          expect(error > -total || total === 0n).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('does not change when limits that cannot bind are added', () => {
    fc.assert(
      fc.property(anyTable, ({ need, weights }) => {
        const loose = weights.map(() => need);
        expect(apportion(need, weights, loose)).toEqual(apportion(need, weights, undefined));
      }),
    );
  });

  it('does not change when all weights are doubled', () => {
    fc.assert(
      fc.property(table(2 ** 52 - 1), ({ need, weights, limits }) => {
        const doubled = weights.map((w) => 2 * w);
        expect(apportion(need, doubled, limits)).toEqual(apportion(need, weights, limits));
      }),
      RUNS,
    );
  });

  it('equals the twin on long tables with many equal remainders', () => {
    const long = fc.array(natural(0, 4), { minLength: 400, maxLength: 1_000 });
    fc.assert(
      fc.property(long, natural(0, 5_000), fc.constantFrom(1, 2 ** 50), (rows, need, scale) => {
        const weights = rows.map((w) => w * scale);
        const limits = rows.map((_, i) => i % 7);
        expect(big(apportion(need, weights, undefined))).toEqual(apportionTwin(need, weights, undefined));
        expect(big(apportion(need, weights, limits))).toEqual(apportionTwin(need, weights, limits));
      }),
      { numRuns: 100 },
    );
  });
});

describe('apportion of tables long enough to be told by class', () => {
  /** Weights over some binary orders, and limits around a common ratio to them: none binds, few, most or all. */
  const wide = fc
    .record({
      rows: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
        minLength: 128,
        maxLength: 400,
      }),
      orders: fc.constantFrom(0, 3, 20, 45),
      spread: fc.constantFrom(0, 0.01, 3, 30),
      ratio: fc.constantFrom(0.01, 1, 100),
      share: fc.constantFrom(0, 0.001, 0.3, 0.5, 0.99, 1, 2),
    })
    .map(({ rows, orders, spread, ratio, share }) => {
      const weights = rows.map(([size]) => 1 + Math.floor(2 ** (orders * size)));
      const limits = rows.map(([, bend], i) =>
        Math.min(Number.MAX_SAFE_INTEGER, Math.round(ratio * weights[i]! * 2 ** (spread * (bend - 0.5)))),
      );
      const total = limits.reduce((sum, limit) => sum + limit, 0);
      return { weights, limits, need: Math.min(Number.MAX_SAFE_INTEGER, Math.floor(total * share)) };
    });

  it('equals the big-integer twin', () => {
    fc.assert(
      fc.property(wide, ({ need, weights, limits }) => {
        expect(big(apportion(need, weights, limits))).toEqual(apportionTwin(need, weights, limits));
      }),
      { numRuns: 300 },
    );
  });

  it('equals it where the level meets the ratio of many claims exactly', () => {
    const level = fc.record({
      n: fc.integer({ min: 64, max: 200 }),
      ratio: fc.integer({ min: 1, max: 5 }),
      off: fc.constantFrom(-1, 0, 1),
    });
    fc.assert(
      fc.property(level, ({ n, ratio, off }) => {
        const weights = Array.from({ length: 2 * n }, (_, i) => 1 + (i % 9));
        // Every other claim is limited at the ratio, the others far above: at this need the level is the ratio itself.
        const limits = weights.map((w, i) => (i % 2 === 0 ? ratio * w : 1_000 * w));
        const need = ratio * weights.reduce((sum, w) => sum + w, 0) + off;
        expect(big(apportion(need, weights, limits))).toEqual(apportionTwin(need, weights, limits));
      }),
    );
  });
});

describe('gridWeights', () => {
  const real = fc.array(fc.oneof(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), fc.constant(0)), {
    maxLength: 30,
  });

  it('keeps the order, zero and positive weights apart, and lands on the grid', () => {
    fc.assert(
      fc.property(real, (weights) => {
        const grid = gridWeights(weights);
        const largest = Math.max(0, ...weights);
        for (const [i, x] of weights.entries()) {
          expect(Number.isSafeInteger(grid[i])).toBe(true);
          expect(grid[i]! > 0).toBe(x > 0);
          if (x === largest && x > 0) expect(grid[i]! >= 2 ** 51 && grid[i]! <= 2 ** 52).toBe(true);
          for (const [j, y] of weights.entries()) if (x <= y) expect(grid[i]!).toBeLessThanOrEqual(grid[j]!);
        }
      }),
      RUNS,
    );
  });

  it('keeps the proportions of integers exactly', () => {
    fc.assert(
      fc.property(fc.array(natural(0, 2 ** 51), { minLength: 1, maxLength: 20 }), (weights) => {
        const grid = gridWeights(weights);
        const first = weights.findIndex((w) => w > 0);
        for (const [i, w] of weights.entries())
          if (first >= 0) expect(BigInt(grid[i]!) * BigInt(weights[first]!)).toBe(BigInt(grid[first]!) * BigInt(w));
      }),
      RUNS,
    );
  });

  it('does not change when all weights are scaled by a power of two', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-9, max: 1e9, noNaN: true })),
        fc.integer({ min: -60, max: 60 }),
        (w, k) => {
          expect(gridWeights(w.map((x) => x * 2 ** k))).toEqual(gridWeights(w));
        },
      ),
    );
  });
});
