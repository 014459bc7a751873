import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AccountSet } from '../../../src/exchange/account-set.ts';

test('a set of accounts does what a set of numbers does, however high the ids', () => {
  // There is room for the first 1,024 at first.
  const ids = fc.constantFrom(0, 1, 31, 32, 33, 1023, 1024, 1025, 2047, 2048, 4095, 4096, 70_000);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), ids), { maxLength: 40 }), (changes) => {
      const [set, plain] = [new AccountSet(), new Set<number>()];
      for (const [adds, account] of changes) {
        if (adds) set.add(account);
        else set.delete(account);
        if (adds) plain.add(account);
        else plain.delete(account);
        for (const near of [account - 1, account, account + 1, account + 32])
          if (near >= 0) expect([near, set.has(near)]).toEqual([near, plain.has(near)]);
      }
      for (const [, account] of changes) expect(set.has(account)).toBe(plain.has(account));
    }),
    { numRuns: 200 },
  );
});

test('a set of accounts keeps those it has when it grows', () => {
  const set = new AccountSet();
  const all = [5, 1023, 1024, 2048, 70_000];
  for (const account of all) set.add(account);
  expect(all.map((account) => set.has(account))).toEqual([true, true, true, true, true]);
  set.delete(1024);
  set.delete(9_999_999);
  expect(all.map((account) => set.has(account))).toEqual([true, true, false, true, true]);
});
