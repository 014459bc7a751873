import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { integerProRata, proportional } from '../../mechanisms/adl/index.ts';
import { give, sum } from './published.ts';

/*
 * Printed in the main text (eq:haircut-optimization): capped pro-rata, h_i = min(eta, cap_i), is the unique minimiser of sum phi(h_i) under
 * the caps alone, for phi increasing and convex.
 *
 * True: as printed nothing has to be raised, and h = 0 is the minimiser. With the budget sum w_i h_i = B but without weights it is another
 * vector. What the appendix proves (prop:capped-prorata-optimal) is sum w_i phi(h_i) with the budget, and that holds.
 */
const W = [8, 4, 0.5];
const B = 3;
const square = (h: number): number => h * h;
const cost = (h: readonly number[], phi = square): number => sum(h.map(phi));
const weighted = (w: readonly number[], h: readonly number[], phi = square): number =>
  sum(h.map((x, i) => (w[i] as number) * phi(x)));
/** What pro-rata takes of each, as a share. */
const even = give(
  proportional,
  B,
  W.map((claim) => ({ claim })),
).map((x, i) => x / (W[i] as number));

describe('refuted: the program of the main text', () => {
  test('without a budget the least disutility is to raise nothing', () => {
    expect(cost([0, 0, 0])).toBeLessThan(cost(even));
  });

  // For phi = h^2 the budget alone gives h proportional to w: 3 w / (64 + 16 + .25).
  test('with it and without weights (.299, .150, .019) beats .24 each', () => {
    const best = W.map((w) => (B * w) / sum(W.map(square)));
    expect(best.map((h) => Number(h.toFixed(3)))).toEqual([0.299, 0.15, 0.019]);
    expect(sum(best.map((h, i) => h * (W[i] as number)))).toBeCloseTo(B, 12);
    expect(even.map((h) => Number(h.toFixed(6)))).toEqual([0.24, 0.24, 0.24]);
    expect([cost(best), cost(even)].map((x) => Number(x.toFixed(4)))).toEqual([0.1121, 0.1728]);
  });
});

const PHI: readonly ((h: number) => number)[] = [square, (h) => h ** 4, (h) => Math.exp(h), (h) => -Math.log(1 - h)];

test('true: with weights and budget no feasible vector does better than capped pro-rata', () => {
  const account = fc.record({
    w: fc.integer({ min: 1, max: 100 }),
    cap: fc.constantFrom(0.1, 0.4, 0.8, 0.95),
    other: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(account, { minLength: 2, maxLength: 8 }), (list) => {
      const w = list.map((one) => one.w);
      // Any vector within the caps is a competitor for what it raises itself.
      const other = list.map((one) => one.other * one.cap);
      const need = sum(other.map((h, i) => h * (w[i] as number)));
      const rows = list.map(({ w: claim, cap }) => ({ claim, limit: claim * cap }));
      const ours = give(integerProRata, need, rows).map((x, i) => x / (w[i] as number));
      // Ours raises the need to a millionth, at no more than 20 of disutility for each.
      for (const phi of PHI) expect(weighted(w, ours, phi)).toBeLessThanOrEqual(weighted(w, other, phi) + 1e-4);
    }),
    { numRuns: 300 },
  );
});
