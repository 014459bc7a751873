import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unitsInOrder } from '../../../../mechanisms/adl/allocation/units-in-order.ts';

interface Row {
  readonly first: number;
  readonly per: number;
  readonly limit: number;
}

const take = (wanted: number, rows: readonly Row[], step = 1): number[] => {
  const column = (key: keyof Row) => Float64Array.from(rows, (row) => row[key]);
  return [...unitsInOrder(wanted, { first: column('first'), step, per: column('per'), limit: column('limit') })];
};

/** The rule itself: one unit at a time, compared in integers of any size. */
const oneByOne = (wanted: number, rows: readonly Row[], step = 1): number[] => {
  const taken = rows.map(() => 0);
  for (let k = 0; k < wanted; k++) {
    let best = -1;
    for (const [i, row] of rows.entries()) {
      const now = taken[i] as number;
      if (now === row.limit) continue;
      const other = rows[best];
      const key = BigInt(row.first) + BigInt(now * step);
      const least = other === undefined ? 0n : BigInt(other.first) + BigInt((taken[best] as number) * step);
      if (other === undefined || key * BigInt(other.per) < least * BigInt(row.per)) best = i;
    }
    taken[best] = (taken[best] as number) + 1;
  }
  return taken;
};

const total = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + row.limit, 0);
const small = fc.array(
  fc.record({ first: fc.integer({ min: -40, max: 40 }), per: fc.integer({ min: 1, max: 9 }), limit: fc.nat(40) }),
  { maxLength: 8 },
);
const withWanted = (rows: fc.Arbitrary<Row[]>) =>
  rows.chain((list) => fc.tuple(fc.nat(total(list)), fc.constant(list)));

describe('units in order', () => {
  test('are those that a loop takes one by one', () => {
    fc.assert(
      fc.property(withWanted(small), fc.integer({ min: 1, max: 5 }), ([wanted, rows], step) => {
        expect(take(wanted, rows, step)).toEqual(oneByOne(wanted, rows, step));
      }),
      { numRuns: 2000 },
    );
  });

  test('are the same where the numbers are near 2^53 and the units few', () => {
    const near = fc.integer({ min: 2 ** 53 - 200, max: 2 ** 53 - 1 });
    const rows = fc.array(
      fc
        .record({ at: near, per: near, limit: fc.nat(30), below: fc.boolean() })
        .map(({ at, per, limit, below }) => ({ first: below ? -at : at - 30, per, limit })),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(withWanted(rows), ([wanted, list]) => {
        expect(take(wanted, list)).toEqual(oneByOne(wanted, list));
      }),
      { numRuns: 500 },
    );
  });

  test('leave no unit that should have come before one that was taken, whatever their number', () => {
    const big = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 2 ** 50 }));
    const rows = fc.array(
      fc
        .record({ size: big, per: big, share: fc.constantFrom(0.3, 1), below: fc.boolean() })
        .map(({ size, per, share, below }) => ({
          first: below ? -size : 1,
          per: per + 1,
          limit: Math.floor(size * share),
        })),
      { minLength: 1, maxLength: 6 },
    );
    const wantedOf = (list: Row[]) => fc.maxSafeNat().map((drawn) => drawn % (total(list) + 1));
    fc.assert(
      fc.property(
        rows.chain((list) => fc.tuple(wantedOf(list), fc.constant(list))),
        ([wanted, list]) => {
          const taken = take(wanted, list);
          expect(taken.reduce((sum, x) => sum + x, 0)).toBe(wanted);
          for (const [i, a] of list.entries()) {
            for (const [j, b] of list.entries()) {
              if (taken[i] === 0 || taken[j] === b.limit) continue;
              const last = BigInt(a.first) + BigInt(taken[i] as number) - 1n;
              const next = BigInt(b.first) + BigInt(taken[j] as number);
              const order = last * BigInt(b.per) - next * BigInt(a.per);
              expect(order < 0n || (order === 0n && i <= j)).toBe(true);
            }
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
