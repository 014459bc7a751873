import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { descentShares } from '../../../../mechanisms/adl/allocation/descent-shares.ts';
import {
  constrainedEqualAwards,
  constrainedEqualLosses,
  mirrorDescent,
  proportional,
} from '../../../../mechanisms/adl/index.ts';
import { claimsProblem } from '../../../fixtures/claims.ts';
import { paramsOf } from '../../../fixtures/views.ts';

/** What a sequence of losses costs the controller beyond the best single rule; the adversary sees the shares first. */
const regretOf = (
  waves: number,
  rules: number,
  lossOf: (wave: number, shares: readonly number[]) => readonly number[],
): number => {
  const sums = Array.from({ length: rules }, () => 0);
  let own = 0;
  for (let wave = 1; wave <= waves; wave++) {
    const shares = descentShares(sums, wave);
    const loss = lossOf(wave, shares);
    for (let k = 0; k < rules; k++) {
      own += (shares[k] ?? 0) * (loss[k] ?? 0);
      sums[k] = (sums[k] ?? 0) + (loss[k] ?? 0);
    }
  }
  return own - Math.min(...sums);
};
const bound = (waves: number, rules: number): number => 2 * Math.sqrt(waves * Math.log(rules));
const against = (_: number, shares: readonly number[]): number[] => {
  const largest = shares.indexOf(Math.max(...shares));
  return shares.map((_, k) => (k === largest ? 1 : 0));
};

describe('shares of the descent', () => {
  test('are even at first', () => {
    expect(descentShares([0, 0, 0, 0], 1)).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  // Two rules, one ahead by a loss of 1 in the second wave: exp(-sqrt(ln 2 / 2)) = 0.5551 to 1.
  test('follow the formula', () => {
    expect(descentShares([0, 1], 2)[1]).toBeCloseTo(0.5551 / 1.5551, 4);
  });

  test('lose at most 2 D G sqrt(T) more than the best rule, whatever the losses', () => {
    const loss = fc.double({ min: 0, max: 1, noNaN: true });
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain((rules) =>
        fc.array(fc.array(loss, { minLength: rules, maxLength: rules }), { minLength: 1, maxLength: 60 }),
      );
    fc.assert(
      fc.property(table, (losses) => {
        const rules = losses[0]?.length ?? 0;
        expect(regretOf(losses.length, rules, (wave) => losses[wave - 1] ?? [])).toBeLessThanOrEqual(
          bound(losses.length, rules),
        );
      }),
    );
  });

  test.each([2, 3, 7])(
    'lose no more against an adversary who sees them, and no less than in the order of the bound: %d rules',
    (rules) => {
      for (const waves of [1, 2, 10, 100, 1000, 5000]) {
        const regret = regretOf(waves, rules, against);
        expect(regret).toBeLessThanOrEqual(bound(waves, rules));
        if (waves >= 100) expect(regret).toBeGreaterThan(0.05 * bound(waves, rules));
      }
    },
  );

  test('stay finite after any loss', () => {
    const shares = descentShares([0, 1e9], 2);
    expect(shares).toEqual([1, 0]);
  });
});

describe('mirror-descent', () => {
  const claims = [1000, 4000, 9000, 25_000];
  const problem = (need: number, sizes = claims) =>
    claimsProblem(
      need,
      sizes.map((claim) => ({ claim })),
    );

  // A tenth of 117,000, a third by each rule: proportional, equal awards, equal losses.
  //              3000   12000   27000   75000
  //   P           300    1200    2700    7500
  //   CEA           0       0       0   11700
  //   CEL        2925    2925    2925    2925
  //   mixture    1075    1375    1875    7375
  test('begins with an even mixture', () => {
    const params = paramsOf(mirrorDescent);
    const state = mirrorDescent.initial?.(params) ?? { wave: 0, losses: [], paid: 0 };
    const given = problem(
      11_700,
      claims.map((claim) => 3 * claim),
    );
    expect([...mirrorDescent.allocate(given, params, state)]).toEqual([1075, 1375, 1875, 7375]);
    expect(state.wave).toBe(2);
    // Mean of squared shares: P 0.1^2; CEA 11700^2 / 75000 / 117000; CEL 2925^2 x (1/3000 + ...) / 117000.
    const expected = [0.01, 0.0156, (2925 ** 2 * (1 / 3000 + 1 / 12_000 + 1 / 27_000 + 1 / 75_000)) / 117_000];
    for (const [k, loss] of state.losses.entries()) expect(loss).toBeCloseTo(expected[k] ?? 0, 12);
  });

  test.each([
    ['largest-haircut', proportional],
    ['squared-haircut', proportional],
    ['largest-payer', constrainedEqualLosses],
  ] as const)('by %s goes to the rule that is best at it', (loss, best) => {
    const params = paramsOf(mirrorDescent, { loss });
    const state = mirrorDescent.initial?.(params) ?? { wave: 0, losses: [], paid: 0 };
    const off = () => {
      const gives = mirrorDescent.allocate(problem(30_000), params, state);
      const target = best.allocate(problem(30_000), {}, null);
      return gives.reduce((sum, give, i) => sum + Math.abs(give - (target[i] ?? 0)), 0);
    };
    const first = off();
    for (let wave = 0; wave < 30_000; wave++) off();
    expect(off()).toBeLessThan(first / 10);
  });

  test('over waves loses at most the bound more than the best of its rules', () => {
    const size = fc.integer({ min: 1_000_000, max: 100_000_000 });
    const wave = fc.array(size, { minLength: 1, maxLength: 6 }).chain((sizes) => {
      const total = sizes.reduce((sum, x) => sum + x, 0);
      return fc.tuple(fc.constant(sizes), fc.integer({ min: 1, max: total }));
    });
    const loss = (gives: Float64Array, sizes: readonly number[]) =>
      Math.max(...gives.map((x, i) => x / (sizes[i] ?? 1)));
    fc.assert(
      fc.property(fc.array(wave, { minLength: 1, maxLength: 40 }), (waves) => {
        const params = paramsOf(mirrorDescent, { loss: 'largest-haircut' });
        const state = mirrorDescent.initial?.(params) ?? { wave: 0, losses: [], paid: 0 };
        const single = [proportional, constrainedEqualAwards, constrainedEqualLosses];
        const sums = [0, 0, 0];
        let own = 0;
        for (const [sizes, need] of waves) {
          own += loss(mirrorDescent.allocate(problem(need, sizes), params, state), sizes);
          for (const [k, rule] of single.entries()) {
            sums[k] = (sums[k] ?? 0) + loss(rule.allocate(problem(need, sizes), {}, null), sizes);
          }
        }
        const { regret, waves: seen, 'regret-bound': most } = mirrorDescent.figures ?? {};
        expect(seen?.of(state, params)).toBe(waves.length);
        expect(most?.of(state, params)).toBeCloseTo(bound(waves.length, 3), 12);
        // The rules are compared by what they take in parts of a unit, so only rounding stands between.
        expect(Math.abs((regret?.of(state, params) ?? Number.NaN) - (own - Math.min(...sums)))).toBeLessThan(1e-4);
        // One unit of the smallest claim a wave, by which rounding may raise a share.
        expect(own - Math.min(...sums)).toBeLessThanOrEqual(bound(waves.length, 3) + waves.length / 1_000_000);
      }),
      { numRuns: 50 },
    );
  });

  test('a need of nothing is no wave', () => {
    const params = paramsOf(mirrorDescent);
    const state = mirrorDescent.initial?.(params) ?? { wave: 0, losses: [], paid: 0 };
    mirrorDescent.allocate(problem(0), params, state);
    expect(state).toEqual({ wave: 1, losses: [0, 0, 0], paid: 0 });
  });

  test('refuses one rule, and one named twice', () => {
    expect(mirrorDescent.params.safeParse({ rules: ['proportional'] }).success).toBe(false);
    expect(mirrorDescent.params.safeParse({ rules: ['proportional', 'proportional'] }).success).toBe(false);
  });
});
