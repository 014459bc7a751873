import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LazyOrder } from '../../../src/exchange/adl/lazy-order.ts';

/** Scores with many ties, zeros of both signs and infinities. */
const score = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true }),
);

interface Table {
  readonly keys: readonly Float64Array[];
  readonly accounts: Int32Array;
}

const tables = (size: fc.Arbitrary<number>): fc.Arbitrary<Table> =>
  fc
    .tuple(size, fc.integer({ min: 1, max: 3 }), fc.constantFrom('rising', 'falling', 'drawn'))
    .chain(([n, keys, by]) => {
      const column = fc.array(score, { minLength: n, maxLength: n }).map((list) => Float64Array.from(list));
      const drawn = fc.uniqueArray(fc.nat(2 ** 31 - 1), { minLength: n, maxLength: n });
      return fc.record({
        keys: fc.array(column, { minLength: keys, maxLength: keys }),
        accounts: drawn.map((ids) => {
          const sorted = Int32Array.from(ids).sort();
          return by === 'rising' ? sorted : by === 'falling' ? sorted.reverse() : Int32Array.from(ids);
        }),
      });
    });

/** The order by a comparison sort of everything. */
const plainly = ({ keys, accounts }: Table): number[] =>
  [...accounts.keys()].sort((a, b) => {
    for (const column of keys) {
      const [x, y] = [column[a] as number, column[b] as number];
      if (x !== y) return x > y ? -1 : 1;
    }
    return (accounts[a] as number) - (accounts[b] as number);
  });

const begun = ({ keys, accounts }: Table): LazyOrder => {
  const order = new LazyOrder();
  // What it held before must not show.
  order.begin(3, [Float64Array.of(1, 2, 3)], Int32Array.of(5, 6, 7));
  order.row(1);
  order.begin(accounts.length, keys, accounts);
  return order;
};

const all = (order: LazyOrder): number[] => Array.from({ length: order.size }, (_, place) => order.row(place));

describe('a lazy order', () => {
  const small = tables(fc.integer({ min: 0, max: 120 }));

  test('is the plain sort, read from the front', () => {
    fc.assert(
      fc.property(small, (table) => {
        expect(all(begun(table))).toEqual(plainly(table));
      }),
      { numRuns: 400 },
    );
  });

  test('gives the same row at a place, in whatever order places are asked for', () => {
    fc.assert(
      fc.property(small, fc.array(fc.nat(119), { maxLength: 12 }), (table, places) => {
        const order = begun(table);
        const plain = plainly(table);
        for (const place of places) if (place < order.size) expect(order.row(place)).toBe(plain[place]);
        expect(all(order)).toEqual(plain);
      }),
      { numRuns: 400 },
    );
  });

  test('is the plain sort, put in order at once, also after a part of it was', () => {
    const large = tables(fc.constantFrom(5, 1_100, 2_500));
    fc.assert(
      fc.property(large, fc.nat(40), (table, front) => {
        const order = begun(table);
        const plain = plainly(table);
        for (let place = 0; place < Math.min(front, order.size); place++) expect(order.row(place)).toBe(plain[place]);
        order.complete();
        expect(all(order)).toEqual(plain);
      }),
      { numRuns: 40 },
    );
  });

  test('compares a few times the number of rows for a short front, where sorting all would compare many times that', () => {
    const n = 2 ** 16;
    let reads = 0;
    const tied = new Float64Array(n);
    const accounts = new Proxy(
      Int32Array.from({ length: n }, (_, i) => (i * 40_503) % n),
      {
        get: (ids, key) => {
          reads += 1;
          return Reflect.get(ids, key) as number;
        },
      },
    );
    const order = new LazyOrder();
    order.begin(n, [tied], accounts);
    // All keys tie, so that each comparison reads two accounts.
    expect(accounts[order.row(9)]).toBe(9);
    expect(reads / 2).toBeLessThan(6 * n);
  });
});
