import type { AdlAllocation } from 'breakwater';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { greedyQueue, integerProRata, leveredProRata, proportional } from '../../../../mechanisms/adl/index.ts';
import { type ClaimRow, claimsProblem } from '../../../fixtures/claims.ts';
import { paramsOf } from '../../../fixtures/views.ts';

/**
 * What https://arxiv.org/abs/2512.01112 (version of the repository pluriholonomic/autodeleveraging-analysis at aae0be8) says of queue and
 * pro-rata, with its own numbers: what holds as a property, what does not as a counterexample.
 */
const give = (rule: unknown, need: number, rows: readonly ClaimRow[]): number[] => {
  const { allocate } = rule as AdlAllocation;
  return [...allocate(claimsProblem(need, rows), paramsOf(rule as AdlAllocation) as never, null)];
};
/** Queued by endowment, the largest first. */
const bySize = (...claims: number[]) => claims.map((claim) => ({ claim, score: claim }));
const kept = (gives: readonly number[], rows: readonly ClaimRow[]) => rows.map((row, i) => row.claim - (gives[i] ?? 0));

/** Problems whose proportional shares are whole: claims in multiples of `parts`, a need of `taken` parts of each. */
const whole = fc
  .record({
    parts: fc.integer({ min: 1, max: 12 }),
    taken: fc.nat(12),
    sizes: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 }),
  })
  .map(({ parts, taken, sizes }) => {
    const rows = bySize(...sizes.map((size) => size * parts));
    return { rows, need: sizes.reduce((sum, size) => sum + size, 0) * Math.min(taken, parts), parts, taken };
  });

describe('queue and pro-rata', () => {
  // Profits 8, 4, 0.5 and a deficit of 15 at severity 0.5, in hundredths; the queue goes by the published order 2, 1.
  //             8.00   4.00   0.50
  //   queue     3.50   4.00   0
  //   pro rata  4.80   2.40   0.30
  test('share the five-account example', () => {
    const rows = [
      { claim: 800, score: 1 },
      { claim: 400, score: 2 },
      { claim: 50, score: 0 },
    ];
    expect(give(greedyQueue, 750, rows)).toEqual([350, 400, 0]);
    expect(give(proportional, 750, rows)).toEqual([480, 240, 30]);
  });

  test('a queue by size leaves the one that was largest with max(0, size - need), and pro-rata leaves it need x (1 - its share) more', () => {
    fc.assert(
      fc.property(whole, ({ rows, need }) => {
        const sizes = rows.map((row) => row.claim);
        const largest = sizes.indexOf(Math.max(...sizes));
        const size = sizes[largest] ?? 0;
        const left = (rule: unknown) => kept(give(rule, need, rows), rows)[largest] ?? 0;
        expect(left(greedyQueue)).toBe(Math.max(0, size - need));
        const total = sizes.reduce((sum, x) => sum + x, 0);
        if (need <= size) expect(left(proportional) - left(greedyQueue)).toBe(need - (need * size) / total);
      }),
    );
  });

  test('refuted: that a queue makes the largest survivor smallest', () => {
    const rows = bySize(80, 40, 5);
    expect(Math.max(...kept(give(greedyQueue, 75, rows), rows))).toBe(40);
    expect(Math.max(...kept(give(proportional, 75, rows), rows))).toBe(32);
  });

  test('pro-rata takes one share of all, so that survivors keep their proportions', () => {
    fc.assert(
      fc.property(whole, ({ rows, need, parts, taken }) => {
        expect(give(proportional, need, rows)).toEqual(
          rows.map(({ claim }) => (claim / parts) * Math.min(taken, parts)),
        );
      }),
    );
  });

  test('pro-rata has the least cost of haircuts, weighed by endowment and convex', () => {
    const cost = (gives: readonly number[], rows: readonly ClaimRow[], power: number) =>
      rows.reduce((sum, { claim }, i) => sum + claim * ((gives[i] ?? 0) / claim) ** power, 0);
    fc.assert(
      fc.property(whole, fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), ({ rows, need }, drawn) => {
        const even = give(proportional, need, rows);
        const weighed = rows.map((row, i) => ({ ...row, weight: 1 + (drawn[i] ?? 0) }));
        for (const other of [give(greedyQueue, need, rows), give(integerProRata, need, weighed)]) {
          for (const power of [2, 4]) {
            expect(cost(even, rows, power)).toBeLessThanOrEqual(cost(other, rows, power) * (1 + 1e-12));
          }
        }
      }),
    );
  });

  // Sorted by haircut, the shares paid by the most burdened part of all endowment: never more under pro-rata.
  test('pro-rata haircuts are submajorised by any others, weighed by endowment', () => {
    const lorenz = (gives: readonly number[], rows: readonly ClaimRow[], weight: number): number => {
      const worst = rows.map(({ claim }, i) => [(gives[i] ?? 0) / claim, claim] as const).sort((a, b) => b[0] - a[0]);
      let [left, paid] = [weight, 0];
      for (const [share, claim] of worst) {
        paid += share * Math.min(left, claim);
        left -= Math.min(left, claim);
      }
      return paid;
    };
    fc.assert(
      fc.property(whole, fc.double({ min: 0, max: 1, noNaN: true }), ({ rows, need }, part) => {
        const weight = part * rows.reduce((sum, row) => sum + row.claim, 0);
        const queue = lorenz(give(greedyQueue, need, rows), rows, weight);
        expect(lorenz(give(proportional, need, rows), rows, weight)).toBeLessThanOrEqual(queue + 1e-9);
      }),
    );
  });

  // Minimising the plain sum of squared haircuts takes shares in proportion to size: 0.299, 0.150, 0.019 of 8, 4, 0.5.
  test('refuted: that pro-rata has the least cost where it is not weighed by endowment', () => {
    const sizes = [8, 4, 0.5];
    const squares = sizes.reduce((sum, w) => sum + w * w, 0);
    const other = sizes.map((w) => (3 * w) / squares);
    expect(other.map((h) => Math.round(h * 1000) / 1000)).toEqual([0.299, 0.15, 0.019]);
    const plain = (shares: readonly number[]) => shares.reduce((sum, h) => sum + h * h, 0);
    expect(plain(other)).toBeLessThan(plain([0.24, 0.24, 0.24]));
  });

  test('refuted: that capped pro-rata keeps the order whatever the caps', () => {
    const rows = [
      { claim: 10, limit: 10 },
      { claim: 9, limit: 0 },
    ];
    expect(kept(give(integerProRata, 5, rows), rows)).toEqual([5, 9]);
  });
});

describe('levered pro-rata', () => {
  const rows = [
    { claim: 60_000, equity: 60_000, exposure: 120_000 },
    { claim: 40_000, equity: 40_000, exposure: 240_000 },
  ];

  test('refuted: that the printed form raises the budget', () => {
    const [w, l] = [
      [60, 40],
      [2, 6],
    ] as const;
    const weights = w.map((x, i) => x * (l[i] as number));
    const all = weights.reduce((sum, x) => sum + x, 0);
    const printed = w.map((x, i) => (40 * x * (weights[i] as number)) / all ** 2);
    expect(printed.reduce((sum, x) => sum + x, 0)).toBeCloseTo(5.185, 3);
    expect(give(leveredProRata, 40_000, rows).reduce((sum, x) => sum + x, 0)).toBe(40_000);
  });
});

describe('whole contracts', () => {
  /** As the repository rounds: floors of the ideal share, then one more to each of the largest remainders, once, within whole positions. */
  const printed = (need: number, sizes: readonly number[]): number[] => {
    const total = sizes.reduce((sum, x) => sum + x, 0);
    const ideal = sizes.map((size) => (need * size) / total);
    const gives = ideal.map((x, i) => Math.min(Math.floor(x), Math.floor(sizes[i] as number)));
    let left = need - gives.reduce((sum, x) => sum + x, 0);
    const order = [...sizes.keys()].sort((a, b) => (ideal[b] ?? 0) - Math.floor(ideal[b] ?? 0) - ((ideal[a] ?? 0) % 1));
    for (const i of order) {
      if (left <= 0 || (gives[i] ?? 0) + 1 > Math.floor(sizes[i] as number)) continue;
      gives[i] = (gives[i] ?? 0) + 1;
      left -= 1;
    }
    return gives;
  };

  // Positions of 0.9, 0.9 and 2.2 contracts and a need of 3: only the last has whole contracts, and gets one unit more at most.
  test('refuted: that rounding to whole contracts meets the need', () => {
    expect(printed(3, [0.9, 0.9, 2.2])).toEqual([0, 0, 2]);
    // In lots of a tenth, of which positions are made, nothing is lost.
    const rows = [9, 9, 22].map((claim) => ({ claim }));
    expect(give(integerProRata, 30, rows)).toEqual([7, 7, 16]);
  });
});
