import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrivalMeans } from '../../../../mechanisms/adl/allocation/arrival-mean.ts';
import { arrivalSamples } from '../../../../mechanisms/adl/allocation/arrival-samples.ts';
import { randomArrival } from '../../../../mechanisms/adl/index.ts';
import { stream } from '../../../../src/math/index.ts';
import { claimsProblem } from '../../../fixtures/claims.ts';
import { givesOf, randomArrivalAwards } from '../../../fixtures/exact-rules.ts';
import { Q } from '../../../fixtures/rational.ts';
import { paramsOf } from '../../../fixtures/views.ts';

const params = paramsOf(randomArrival);
const problemOf = (need: number, claims: readonly number[]) =>
  claimsProblem(
    need,
    claims.map((claim) => ({ claim })),
  );
const give = (need: number, claims: readonly number[], samples = 1000): number[] => [
  ...randomArrival.allocate(problemOf(need, claims), { samples }, null),
];
const totalOf = (claims: readonly number[]): number => claims.reduce((sum, claim) => sum + claim, 0);

/** The Shapley value set by set: slow in another way than orders are. */
const bySets = (need: number, claims: readonly number[]): Q[] => {
  const n = claims.length;
  const factorial = (k: number): bigint => (k <= 1 ? 1n : BigInt(k) * factorial(k - 1));
  return claims.map((own, i) => {
    const others = claims.filter((_, j) => j !== i);
    let sum = Q.of(0);
    for (let set = 0; set < 2 ** (n - 1); set++) {
      const before = others.filter((_, j) => (set >> j) & 1);
      const give = Math.min(own, Math.max(0, need - totalOf(before)));
      const orders = factorial(before.length) * factorial(n - 1 - before.length);
      sum = sum.plus(Q.of(orders * BigInt(give), factorial(n)));
    }
    return sum;
  });
};

const within = (x: number, exact: Q, off: number): boolean => {
  const difference = Q.of(x).minus(exact);
  return difference.below(Q.of(off)) && Q.of(-off).below(difference);
};

describe('random-arrival, exact', () => {
  // Kept of an estate of 100, 200, 300: 33.3 each; 33.3, 83.3, 83.3; 50, 100, 150.
  test.each([
    [500, [67, 167, 266]],
    [400, [67, 117, 216]],
    [300, [50, 100, 150]],
    [200, [34, 83, 83]],
    [100, [34, 33, 33]],
  ])('of 100, 200, 300 raises %d', (need, expected) => {
    expect(give(need, [100, 200, 300])).toEqual(expected);
  });

  test('is the mean over all orders', () => {
    const size = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 2 ** 47 }));
    const problem = fc.array(size, { minLength: 1, maxLength: 5 }).chain((claims) =>
      fc.tuple(
        fc.constant(claims),
        fc.maxSafeNat().map((x) => x % (totalOf(claims) + 1)),
      ),
    );
    fc.assert(
      fc.property(problem, ([claims, need]) => {
        const exact = givesOf(randomArrivalAwards)(claims, need);
        for (const [i, x] of give(need, claims).entries()) expect(within(x, exact[i] as Q, 1)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('counts sets as one by one would, also for many claims of a few sizes', () => {
    const problem = fc
      .array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 10 })
      .chain((claims) => fc.tuple(fc.constant(claims), fc.integer({ min: 1, max: totalOf(claims) })));
    fc.assert(
      fc.property(problem, ([claims, need]) => {
        const many = new Map<number, number>();
        for (const claim of claims) many.set(claim, (many.get(claim) ?? 0) + 1);
        const means = arrivalMeans(need, many);
        const exact = bySets(need, claims);
        for (const [i, claim] of claims.entries()) {
          const mean = means.get(claim);
          expect(`${Q.of(mean?.whole ?? 0).plus(Q.of(mean?.rest ?? 0n, mean?.of ?? 1n))}`).toBe(`${exact[i]}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a small need of many claims is exact too', () => {
    const claims = Array.from({ length: 5000 }, (_, i) => 1 + (i % 100));
    const gives = give(64, claims);
    expect(totalOf(gives)).toBe(64);
    expect([...(randomArrival.standardErrors?.(problemOf(64, claims), params) ?? [])].every((x) => x === 0)).toBe(true);
    // Claims of 64 and more are alike before a need of 64, and their means the largest.
    expect(gives.filter((x) => x > 0)).toHaveLength(64);
    expect(gives.every((x, i) => x === 0 || (claims[i] ?? 0) >= 64)).toBe(true);
  });
});

describe('random-arrival, sampled', () => {
  const claims = [10_000, 20_000, 20_000, 35_000, 50_000, 70_000, 110_000, 130_000, 200_000, 400_000];
  const exact = bySets(300_000, claims);

  test('lies within four standard errors of the exact mean, and these fall with the root of the samples', () => {
    let before = Number.POSITIVE_INFINITY;
    for (const samples of [100, 400, 1600, 6400]) {
      const errors = randomArrival.standardErrors?.(problemOf(300_000, claims), { samples }) ?? new Float64Array(0);
      for (const [i, x] of give(300_000, claims, samples).entries()) {
        expect(within(x, exact[i] as Q, Math.ceil(4 * (errors[i] ?? 0)) + 1)).toBe(true);
        expect(errors[i]).toBeGreaterThan(0);
        expect(errors[i]).toBeLessThanOrEqual((claims[i] ?? 0) / Math.sqrt(2 * samples));
      }
      const last = errors.at(-1) ?? 0;
      expect(last / before).toBeLessThan(0.75);
      before = last;
    }
  });

  test('says an error as large as the means really scatter', () => {
    const group = Int32Array.from(claims.keys())
      .filter((_, i) => i !== 2)
      .map((_, g) => g);
    const size = Float64Array.from(new Set(claims));
    const runs = Array.from({ length: 400 }, (_, k) => arrivalSamples(300_000, group, size, 20, stream(k, 'scatter')));
    for (let g = 0; g < size.length; g++) {
      const means = runs.map((run) => (run.whole[g] ?? 0) + (run.rest[g] ?? 0) / (run.of[g] ?? 1));
      const mean = totalOf(means) / means.length;
      const scatter = Math.sqrt(totalOf(means.map((x) => (x - mean) ** 2)) / (means.length - 1));
      const said = Math.sqrt(totalOf(runs.map((run) => (run.error[g] ?? 0) ** 2)) / runs.length);
      expect(said / scatter).toBeGreaterThan(0.85);
      expect(said / scatter).toBeLessThan(1.18);
    }
  });

  test('shares needs and what is left of them alike: it is its own dual', () => {
    const size = fc.integer({ min: 1, max: 2 ** 40 });
    const problem = fc.array(size, { minLength: 10, maxLength: 14 }).chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.maxSafeNat().map((x) => x % (totalOf(list) + 1)),
      ),
    );
    fc.assert(
      fc.property(problem, ([list, need]) => {
        const rest = totalOf(list) - need;
        // Above the needs that are solved exactly, on either side.
        fc.pre(need > 64 && rest > 64);
        const [gives, keeps] = [give(need, list, 20), give(rest, list, 20)];
        for (const [i, claim] of list.entries()) {
          expect(Math.abs((gives[i] ?? 0) + (keeps[i] ?? 0) - claim)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('depends on the stream and on nothing else', () => {
    const other = { ...problemOf(300_000, claims), random: stream(8, 'claims') };
    expect([...randomArrival.allocate(other, { samples: 100 }, null)]).not.toEqual(give(300_000, claims, 100));
    expect(give(300_000, claims, 100)).toEqual(give(300_000, claims, 100));
  });
});
