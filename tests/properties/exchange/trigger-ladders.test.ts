import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dice } from '../../../src/check/index.ts';
import { DueList } from '../../../src/exchange/margin/due-list.ts';
import { TriggerLadders } from '../../../src/exchange/margin/trigger-ladders.ts';

const words = fc.uint32Array({ minLength: 0, maxLength: 300, size: 'max' });
const ITEMS = 12;
const OPEN = 1000;
/** Room for so many items, and how wide a bucket is then, as a share of the coordinate's scale. */
const GRIDS = [
  [ITEMS, 0.8 / 64],
  [4096, 0.8 / 4096],
] as const;
const FINE = 4096;

describe('ladders of triggers', () => {
  it.each(GRIDS)(
    'with room for %i hand an item out when the coordinate has come to its trigger, never later, and at most a bucket earlier',
    (room, bucket) => {
      let handed = 0;
      let refused = 0;
      let laid = 0;
      fc.assert(
        fc.property(words, (list) => {
          const dice = new Dice(list);
          const due: number[] = [];
          const ladders = new TriggerLadders(2, (item) => due.push(item));
          ladders.reserve(room);
          const coordinates = [OPEN, -OPEN];
          /** Trigger of each linked item and the ladder it is in. */
          const linked = new Map<number, { ladder: number; trigger: number }>();
          coordinates.forEach((coordinate, ladder) => {
            ladders.move(ladder, coordinate, OPEN);
          });
          for (let i = 0; i < 60; i++) {
            const item = dice.below(ITEMS);
            const ladder = dice.below(2);
            const at = coordinates[ladder] as number;
            switch (dice.below(4)) {
              case 0: {
                if (linked.has(item)) break;
                const reach = dice.pick([0, 0.05, 0.2, 0.21, 1, 30, 60, 90, 150, 400, 5000]);
                if (ladders.link(item, ladder, reach)) linked.set(item, { ladder, trigger: at - reach });
                else {
                  refused += 1;
                  expect(reach).toBeLessThanOrEqual(bucket * OPEN);
                }
                break;
              }
              case 1:
                ladders.unlink(item);
                linked.delete(item);
                break;
              default: {
                const now = at + dice.pick([-0.05, -0.2, -3, -20, -40, -250, -900, 0.1, 5, 190, 2000]);
                coordinates[ladder] = now;
                laid += Number(Math.abs(now - at) > 1000);
                ladders.move(ladder, now, OPEN);
                for (const [one, { ladder: on, trigger }] of linked) {
                  if (on !== ladder || due.includes(one)) continue;
                  expect(trigger).toBeLessThan(now);
                }
                const ofLadder = [...linked.values()].filter((each) => each.ladder === ladder).length;
                // A grid that is laid anew hands everything out.
                const everything = due.length === ofLadder;
                for (const one of due.splice(0)) {
                  const { ladder: on, trigger } = linked.get(one) ?? { ladder: -1, trigger: 0 };
                  expect(on).toBe(ladder);
                  if (!everything) expect(now - trigger).toBeLessThanOrEqual(bucket * OPEN * (1 + 1e-9));
                  handed += Number(!everything);
                  linked.delete(one);
                }
              }
            }
          }
        }),
        { numRuns: 800 },
      );
      for (const count of [handed, refused, laid]) expect(count).toBeGreaterThan(100);
    },
  );

  it('hand everything out when many more come, and tell them apart more finely then', () => {
    const due: number[] = [];
    const ladders = new TriggerLadders(1, (item) => due.push(item));
    ladders.reserve(ITEMS);
    ladders.move(0, OPEN, OPEN);
    expect([ladders.link(0, 0, 5), ladders.link(1, 0, 300), ladders.link(2, 0, 5000)]).toEqual([false, true, true]);
    ladders.reserve(FINE);
    expect(due.splice(0).sort()).toEqual([1, 2]);
    // Between the two nothing may be passed over.
    expect(ladders.link(1, 0, 300)).toBe(false);
    ladders.move(0, OPEN, OPEN);
    expect([ladders.link(0, 0, 5), ladders.link(1, 0, 300)]).toEqual([true, true]);
    ladders.move(0, OPEN - 4, OPEN);
    expect(due).toEqual([]);
    ladders.move(0, OPEN - 6, OPEN);
    expect(due).toEqual([0]);
  });

  it('hand nothing out for room that is there already, nor for more than their finest grid tells apart', () => {
    const due: number[] = [];
    const ladders = new TriggerLadders(1, (item) => due.push(item));
    ladders.reserve(FINE);
    ladders.move(0, OPEN, OPEN);
    expect(ladders.link(FINE - 1, 0, 5)).toBe(true);
    ladders.reserve(ITEMS);
    ladders.reserve(FINE);
    ladders.reserve(4 * FINE);
    expect(due).toEqual([]);
    ladders.move(0, OPEN - 5, OPEN);
    expect(due).toEqual([FINE - 1]);
    // The grid is no finer than it was.
    const coarse = new TriggerLadders(1, () => {});
    coarse.reserve(4 * FINE);
    coarse.move(0, OPEN, OPEN);
    expect([coarse.link(0, 0, (0.4 * OPEN) / FINE / 2), coarse.link(0, 0, (0.8 * OPEN) / FINE)]).toEqual([false, true]);
  });

  it('let go of one item of several in a bucket, wherever it stands', () => {
    for (const gone of [0, 1, 2]) {
      const due: number[] = [];
      const ladders = new TriggerLadders(1, (item) => due.push(item));
      ladders.reserve(ITEMS);
      ladders.move(0, OPEN, OPEN);
      // The latest stands first.
      for (const item of [1, 0, 2]) expect(ladders.link(item, 0, 100)).toBe(true);
      ladders.unlink(gone);
      ladders.unlink(gone);
      ladders.move(0, OPEN - 150, OPEN);
      expect(due).toEqual([2, 0, 1].filter((item) => item !== gone));
    }
  });

  it('hand out nothing while the coordinate stays above all triggers inside its grid', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -90, max: 190 }), { maxLength: 50 }), (moves) => {
        const due: number[] = [];
        const ladders = new TriggerLadders(1, (item) => due.push(item));
        ladders.reserve(FINE);
        ladders.move(0, OPEN, OPEN);
        expect(ladders.link(0, 0, 90.5)).toBe(true);
        for (const move of moves) ladders.move(0, OPEN + move, OPEN);
        expect(due).toEqual([]);
        ladders.move(0, OPEN - 91, OPEN);
        expect(due).toEqual([0]);
      }),
    );
  });
});

describe('a list of who is due', () => {
  it('holds each account once and keeps those that stay', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: 0, max: 31 }), fc.constantFrom(-1, 100_000))),
        fc.array(fc.boolean(), { minLength: 32 }),
        fc.boolean(),
        (added, stays, inOrder) => {
          const list = new DueList();
          list.reserve(32);
          for (const account of added) list.add(account);
          const expected = [...new Set(added.filter((account) => account >= 0 && account < 32))];
          const asked: number[] = [];
          const keep = inOrder ? 'keepInOrder' : 'keep';
          list[keep]((account) => {
            asked.push(account);
            return stays[account] === true;
          });
          expect(inOrder ? asked : asked.toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b));
          expect(list.size).toBe(expected.filter((account) => stays[account] === true).length);
          for (const account of expected) list.add(account);
          expect(list.size).toBe(expected.length);
        },
      ),
    );
  });
});
