import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountKind } from '../../../src/contract/index.ts';
import { ACCOUNT_KINDS, Accounts } from '../../../src/ledger/index.ts';

test('accounts of a kind are those that were opened with it, by id, whenever they are asked for', () => {
  let grown = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('trader', 'maker', 'hole'), fc.boolean()), { maxLength: 120, size: 'max' }),
      (opened) => {
        const accounts = new Accounts(2, 1);
        const ids = new Map<AccountKind, number[]>();
        for (const [kind, asks] of opened) {
          const before = accounts.ofKind(kind);
          const id = accounts.add(kind);
          ids.set(kind, [...(ids.get(kind) ?? []), id]);
          // A list that somebody holds does not change under them.
          expect(before).toEqual(ids.get(kind)?.slice(0, -1));
          if (asks) expect(accounts.ofKind(kind)).toEqual(ids.get(kind));
        }
        for (const kind of ACCOUNT_KINDS) {
          const list = accounts.ofKind(kind);
          expect(list).toEqual(ids.get(kind) ?? []);
          expect(accounts.ofKind(kind)).toBe(list);
          expect(() => (list as number[]).push(1)).toThrow(TypeError);
          if (list.length > 16) grown += 1;
        }
        expect(Accounts.restore(structuredClone(accounts.save())).ofKind('trader')).toEqual(ids.get('trader') ?? []);
      },
    ),
    { numRuns: 200, seed: 5 },
  );
  expect(grown).toBeGreaterThan(5);
});
