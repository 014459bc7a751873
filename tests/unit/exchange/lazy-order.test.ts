import { describe, expect, test } from 'vitest';
import { LazyOrder } from '../../../src/exchange/adl/lazy-order.ts';
import { radixOrder } from '../../../src/exchange/adl/radix-order.ts';

/** Rows of one first key, told apart by a second; the row of the largest comes first. */
const tied = (n: number) => {
  const first = new Float64Array(n).fill(7);
  const second = Float64Array.from({ length: n }, (_, row) => (row * 40_503) % 65_537);
  const accounts = Int32Array.from({ length: n }, (_, row) => row);
  const order = new LazyOrder();
  order.begin(n, [first, second], accounts);
  const plain = [...accounts].sort((a, b) => (second[b] as number) - (second[a] as number));
  return { order, second, plain };
};
const all = (order: LazyOrder): number[] => Array.from({ length: order.size }, (_, place) => order.row(place));

describe('putting all in order at once', () => {
  // On either side of where it sorts by digits.
  test.each([1, 24, 25, 1_023, 1_024, 1_500])('reads no key of %d rows afterwards', (n) => {
    const { order, second, plain } = tied(n);
    order.complete();
    second.fill(0);
    expect(all(order)).toEqual(plain);
  });

  test.each([600, 1_500])('leaves the front of %d rows as it was read before', (n) => {
    const { order, second, plain } = tied(n);
    const front = Array.from({ length: 30 }, (_, place) => order.row(place));
    order.complete();
    second.fill(0);
    order.complete();
    expect([front, all(order)]).toEqual([plain.slice(0, 30), plain]);
  });

  test('of no rows does nothing, and takes the next ones as they come', () => {
    const order = new LazyOrder();
    order.begin(0, [], new Int32Array(0));
    order.complete();
    expect(order.size).toBe(0);
    order.begin(2, [Float64Array.of(1, 2)], Int32Array.of(4, 5));
    expect(all(order)).toEqual([1, 0]);
  });
});

describe('a sort by digits', () => {
  const sorted = (keys: readonly (readonly number[])[], accounts: readonly number[]) => {
    const out = new Uint32Array(accounts.length);
    radixOrder(
      accounts.length,
      keys.map((column) => Float64Array.from(column)),
      Int32Array.from(accounts),
      out,
    );
    return [...out];
  };

  test('has infinities, zeros of both signs and neighbours in their places', () => {
    const { POSITIVE_INFINITY, NEGATIVE_INFINITY, MIN_VALUE, MAX_VALUE } = Number;
    const falling = [
      POSITIVE_INFINITY,
      MAX_VALUE,
      1 + 2 ** -52,
      1,
      MIN_VALUE,
      0,
      -MIN_VALUE,
      -1,
      -1 - 2 ** -52,
      -MAX_VALUE,
      NEGATIVE_INFINITY,
    ];
    const rows = falling.map((_, row) => row);
    expect(sorted([falling], rows)).toEqual(rows);
    expect(sorted([[...falling].reverse()], rows)).toEqual([...rows].reverse());
    expect(sorted([[0, -0, 0, -0]], [3, 1, 2, 0])).toEqual([3, 1, 2, 0]);
  });

  test('goes by one key after the other, then by rising account', () => {
    expect(
      sorted(
        [
          [1, 1, 2, 1],
          [5, 6, 0, 5],
        ],
        [9, 8, 7, 6],
      ),
    ).toEqual([2, 1, 3, 0]);
    expect(sorted([], [3, 1, 70_000, 2])).toEqual([1, 3, 0, 2]);
    expect(sorted([[0, 0, 0]], [1, 2, 3])).toEqual([0, 1, 2]);
    expect(sorted([[0, 0, 0]], [3, 2, 1])).toEqual([2, 1, 0]);
    expect(sorted([], [])).toEqual([]);
  });
});
