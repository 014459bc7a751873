import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AccountSet } from '../../../src/exchange/account-set.ts';
import { LastCut } from '../../../src/exchange/last-cut.ts';

/** Small ids beside ids far beyond the first room. */
const account = fc.oneof(fc.nat(70), fc.nat(5000));

describe('a set of accounts', () => {
  test('holds what was put in and not taken out, and nothing else', () => {
    const far = { in: 0, out: 0 };
    fc.assert(
      fc.property(fc.array(fc.tuple(account, fc.boolean()), { maxLength: 100 }), fc.array(account), (moves, asked) => {
        const set = new AccountSet();
        const plain = new Set<number>();
        for (const [id, put] of moves) {
          if (put) set.add(id);
          else set.delete(id);
          if (put) plain.add(id);
          else plain.delete(id);
          expect(set.has(id)).toBe(put);
          if (id > 1100) far[put ? 'in' : 'out'] += 1;
        }
        for (const id of [...moves.map(([one]) => one), ...asked])
          expect([id, set.has(id)]).toEqual([id, plain.has(id)]);
      }),
      { numRuns: 300, seed: 6 },
    );
    expect(Math.min(far.in, far.out)).toBeGreaterThan(100);
  });
});

describe('when accounts were last cut', () => {
  test('is the last time that was noted, and nothing where none was', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(account, fc.nat(9)), { maxLength: 60 }), account, (cuts, other) => {
        const last = new LastCut();
        const plain = new Map<number, number>();
        for (const [id, now] of cuts) {
          last.set(id, now, Math.max(id + 1, 100));
          plain.set(id, now);
        }
        const again = new LastCut();
        again.restore(structuredClone(last.save()), 5001);
        for (const id of [...cuts.map(([one]) => one), other])
          expect([last.get(id), again.get(id)]).toEqual([plain.get(id), plain.get(id)]);
        expect(last.save()).toEqual([...plain].sort(([a], [b]) => a - b));
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
