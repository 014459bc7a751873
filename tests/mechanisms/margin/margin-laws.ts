import type { MarginSchedule } from 'breakwater';
import fc from 'fast-check';

/** Ascending edges between brackets, units, up to 10^13 (ten million in millionths). */
export const edges = (count: number): fc.Arbitrary<number[]> =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: 10 ** 13 }), { minLength: count - 1, maxLength: count - 1 })
    .map((list) => list.sort((a, b) => a - b));

/** A notional, units: anywhere, or close to one of the edges. */
export const notionalNear = (list: readonly number[]): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min: 0, max: 2 * 10 ** 13 }),
    ...list.map((edge) => fc.integer({ min: Math.max(0, edge - 3), max: edge + 3 })),
  );

/** What holds for every schedule: whole amounts, never falling, and maintenance within its slope and below initial margin. */
export const obeysLaws = (schedule: MarginSchedule, a: number, b: number): boolean => {
  const [low, high] = a < b ? [a, b] : [b, a];
  const [m1, m2] = [schedule.maintenance(low, 1), schedule.maintenance(high, 1)];
  const [i1, i2] = [schedule.initial(low, 1), schedule.initial(high, 1)];
  const slope = schedule.slopePerMillion ?? Number.NaN;
  // Rounding up to a unit may add one.
  const bound = (BigInt(high - low) * BigInt(slope)) / 1_000_000n + 1n;
  return (
    [m1, m2, i1, i2].every((x) => Number.isSafeInteger(x) && x >= 0 && !Object.is(x, -0)) &&
    m1 <= m2 &&
    i1 <= i2 &&
    m1 <= i1 &&
    m2 <= i2 &&
    BigInt(m2 - m1) <= bound
  );
};
