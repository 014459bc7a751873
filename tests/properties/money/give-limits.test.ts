import fc from 'fast-check';
import { expect, test } from 'vitest';
import { giveLimits, giveLimitsOneByOne } from '../../../src/money/give-limits.ts';
import { type Claims, totalWeight } from '../../../src/money/largest-remainder.ts';

interface Table {
  readonly need: number;
  readonly weights: readonly number[];
  readonly limits: readonly number[];
}

const claimsOf = ({ weights, limits }: Table): Claims => ({
  index: Uint32Array.from(weights, (_, i) => i),
  weight: Float64Array.from(weights),
  limit: Float64Array.from(limits),
  high: new Float64Array(weights.length),
  low: new Float64Array(weights.length),
  count: weights.length,
  sum: weights.reduce((sum, weight) => sum + weight, 0),
});

/** What is given, what is left of the need, and who is left to share it, in order of index. */
const given = (rule: typeof giveLimits, table: Table) => {
  const claims = claimsOf(table);
  const out = new Float64Array(table.weights.length);
  const left = rule(table.need, claims, out);
  const rows = Array.from({ length: claims.count }, (_, row) => row);
  const alive = rows
    .map((row) => [claims.index[row], claims.weight[row], claims.limit[row]] as [number, number, number])
    .toSorted(([a], [b]) => a - b);
  return { left, alive, weight: totalWeight(claims).toBigInt(), out: alive.length > 0 || left >= 0 ? [...out] : [] };
};

/** Tables in which the limits of some bind at once, of others later, and of the rest never. */
const tables = fc
  .record({
    rows: fc.array(fc.tuple(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1, max: 4_000 })), {
      minLength: 128,
      maxLength: 200,
    }),
    scale: fc.constantFrom(1, 1_000, 2 ** 33),
    share: fc.constantFrom(0.02, 0.3, 0.5, 0.8, 0.97, 1, 1.2),
  })
  .map(({ rows, scale, share }): Table => {
    const weights = rows.map(([weight]) => weight * scale);
    const limits = rows.map(([weight, ratio]) => Math.ceil((weight * ratio) / 100));
    const whole = limits.reduce((sum, limit) => sum + limit, 0);
    return { weights, limits, need: Math.max(1, Math.floor(whole * share)) };
  });

test('telling limits class by class gives what telling them one by one gives, and seldom has to begin anew', () => {
  let tried = 0;
  let anew = 0;
  fc.assert(
    fc.property(tables, (table) => {
      const byClass = given(giveLimits, table);
      tried += 1;
      if (byClass.left === -1) anew += 1;
      else expect(byClass).toEqual(given(giveLimitsOneByOne, table));
    }),
    { numRuns: 300 },
  );
  expect(anew * 10).toBeLessThanOrEqual(tried);
});

test('nobody is given anything where no limit binds, and everybody the limit where all do', () => {
  const weights = Array.from({ length: 130 }, (_, i) => 1 + (i % 7));
  const loose = { need: 520, weights, limits: weights.map((weight) => 100 * weight) };
  const none = given(giveLimits, loose);
  expect([none.left, none.alive.length, none.out.every((units) => units === 0)]).toEqual([520, 130, true]);
  for (const need of [2 * none.alive.reduce((sum, [, weight]) => sum + weight, 0), 5_000]) {
    const all = given(giveLimits, { need, weights, limits: weights.map((weight) => 2 * weight) });
    expect([all.left === -1 || all.alive.length === 0]).toEqual([true]);
  }
  const ample = given(giveLimits, { need: 5_000, weights, limits: weights.map((weight) => weight + (weight % 3)) });
  const whole = weights.reduce((sum, weight) => sum + weight + (weight % 3), 0);
  expect([ample.left, ample.alive, ample.weight]).toEqual([5_000 - whole, [], 0n]);
  expect(ample.out).toEqual(weights.map((weight) => weight + (weight % 3)));
});

test('a limit on the very level binds, and one a unit above does not', () => {
  for (const n of [3, 130]) {
    const weights = Array.from({ length: n }, (_, i) => (i === 0 ? 3 : 2));
    const total = 3 + 2 * (n - 1);
    const limits = weights.map((weight, i) => (i === 0 ? 3 * 5 : 100 * weight));
    const on = given(giveLimitsOneByOne, { need: 5 * total, weights, limits });
    expect([on.left, on.alive.length, on.out[0]]).toEqual([5 * total - 15, n - 1, 15]);
    const above = given(giveLimitsOneByOne, { need: 5 * total, weights, limits: [16, ...limits.slice(1)] });
    expect([above.left, above.alive.length, above.out[0]]).toEqual([5 * total, n, 0]);
  }
});
