import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IndexedHeap, SortedColumn } from '../../bench/peers/ordered.ts';
import { popUntil } from '../../bench/peers/pop-heap.ts';
import { selectFirst } from '../../bench/peers/quickselect.ts';
import { OPEN } from '../../bench/worlds/big-venue.ts';
import { CRASHED, crashVenue } from '../../bench/worlds/crash-venue.ts';
import { step } from '../../bench/worlds/drive.ts';
import { Driven, sameDigest } from '../../bench/worlds/driven.ts';

const rows = fc.array(fc.record({ score: fc.integer({ min: 0, max: 30 }), size: fc.integer({ min: 1, max: 9 }) }), {
  minLength: 1,
  maxLength: 200,
  size: 'max',
});

describe('the peers of the benchmarks are right', () => {
  it('quickselect and the heap take as few of the best rows as reach the need', () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 0.01, max: 1, noNaN: true }), (list, share) => {
        const score = Float64Array.from(list, (row) => row.score);
        const size = Float64Array.from(list, (row) => row.size);
        const need = Math.max(1, Math.floor(share * size.reduce((sum, one) => sum + one, 0)));
        const index = Int32Array.from(list.keys());
        const popped = popUntil(score, size, need);
        const taken = index.subarray(0, selectFirst(score.slice(), size.slice(), index, need));
        for (const chosen of [popped, taken]) {
          const inside = new Set(chosen);
          const sizes = [...inside].map((row) => size[row] as number);
          const sum = sizes.reduce((total, one) => total + one, 0);
          const worst = Math.min(...[...inside].map((row) => score[row] as number));
          expect(sum).toBeGreaterThanOrEqual(need);
          expect([...list.keys()].every((row) => inside.has(row) || (score[row] as number) <= worst)).toBe(true);
          // Without one of the rows of the worst score the need would not be reached.
          const dispensable = Math.max(
            ...[...inside].filter((row) => score[row] === worst).map((row) => size[row] as number),
          );
          expect(sum - dispensable).toBeLessThan(need);
        }
      }),
    );
  });

  it('the heap and the sorted array follow their keys', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(19), fc.nat(1000)), { maxLength: 200, size: 'max' }), (changes) => {
        const keys = Float64Array.from({ length: 20 }, (_, i) => (7 * i) % 20);
        const heap = new IndexedHeap(keys.slice());
        const sorted = new SortedColumn(keys);
        for (const [item, key] of changes) {
          keys[item] = key;
          heap.change(item, key);
          sorted.change(item, key);
          expect(heap.least()).toBe(Math.min(...keys));
          expect([...sorted.keys]).toEqual([...keys].sort((a, b) => a - b));
        }
      }),
    );
  });
});

describe('what the benchmarks run', () => {
  it('is the same in both engines, with trades, funding, a coin and a fall, and somebody is liquidated', () => {
    const all = { accounts: 400, markets: 20, sigma: 5, trading: 10, funding: true, coins: true, seconds: 600 };
    const falling = { ...all, crash: { at: 20, over: 10, depth: 0.1 } };
    const { ours, plain } = sameDigest(falling, 60);
    expect(ours).toBe(plain);
    const driven = new Driven(falling);
    expect(driven.digestAfter(60)).toBe(ours);
    expect(driven.venue.cases.all.length).toBeGreaterThan(10);
  });

  it.each([100, 2000, 10_000])(
    'leaves a twentieth of %d accounts bankrupt in a crash step, and no case open',
    (accounts) => {
      const venue = crashVenue({ accounts, bankrupt: 0.05 });
      step(venue, { spot: [OPEN], seconds: 1 });
      expect(venue.cases.all).toHaveLength(0);
      step(venue, { spot: [CRASHED], seconds: 1 });
      expect(venue.cases.all).toHaveLength(accounts / 20);
      expect(venue.cases.all.every((one) => one.closed !== undefined)).toBe(true);
      expect(venue.ledger.accounts.balance(0, venue.ledger.holeAccount)).toBe(0);
    },
  );
});
