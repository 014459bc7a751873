import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Taken, Tally } from '../../../src/exchange/actions/taken.ts';

test('a tally keeps the last sum of every key', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(4), fc.integer())), (sums) => {
      const tally = new Tally();
      const plain = new Map<number, number>();
      for (const [key, sum] of sums) {
        tally.set(key, sum);
        plain.set(key, sum);
      }
      for (let key = 0; key < 6; key++) expect([key, tally.get(key)]).toEqual([key, plain.get(key)]);
    }),
  );
});

test('what a decision takes is counted by account and market, by pool, and by base', () => {
  const taken = new Taken(3);
  expect([taken.lots(4, 2), taken.spendable(7)]).toEqual([0, undefined]);
  taken.takeLots(4, 2, 5);
  taken.takeLots(5, 0, -1);
  taken.takeLots(4, 2, 6);
  expect([taken.lots(4, 2), taken.lots(5, 0), taken.lots(4, 1)]).toEqual([11, -1, 0]);
  taken.leave(7, 30);
  taken.leave(7, 20);
  expect([taken.spendable(7), taken.spendable(8)]).toEqual([20, undefined]);
  // The same account on another base, or on gains in another market, is another sum; -1 stands for all markets.
  expect(taken.charge('gains', 4, 2, 10)).toBe(10);
  expect(taken.charge('gains', 4, 2, 5)).toBe(15);
  expect(taken.charge('gains', 5, -1, 3)).toBe(3);
  expect(taken.charge('money', 4, -1, 15)).toBe(15);
});
