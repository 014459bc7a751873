import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dominates, frontierOf, OBJECTIVES, pairedDifference } from '../../../src/measure/index.ts';

const amount = fc.option(
  fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map((units) => `${units}.5`.replace('-0', '0')),
);
const pairs = fc.array(fc.tuple(amount, amount), { minLength: 1, maxLength: 40 });

/** Few values, so that ties and dominance are common; null says that there is nothing to measure. */
const design = fc.array(fc.constantFrom('0', '1', '2', null), {
  minLength: OBJECTIVES.length,
  maxLength: OBJECTIVES.length,
});
const designs = fc.array(design, { minLength: 1, maxLength: 8 }).map((all) =>
  all.map((values, i) => ({
    name: `d${i}`,
    metrics: Object.fromEntries(OBJECTIVES.map((id, at) => [id, values[at] ?? null])),
  })),
);

describe('paired differences', () => {
  it('turn their sign when the sides are exchanged', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const there = pairedDifference(list);
        const back = pairedDifference(list.map(([a, b]) => [b, a]));
        if (there === undefined || back === undefined) {
          expect(there).toBe(back);
          return;
        }
        const turned = (x: number | null) => (x === null ? null : 0 - x);
        expect([back.mean, back.low, back.high]).toEqual([turned(there.mean), turned(there.high), turned(there.low)]);
        expect([back.lower, back.equal, back.higher]).toEqual([there.higher, there.equal, there.lower]);
        expect(there.lower + there.equal + there.higher).toBe(there.n);
      }),
    );
  });

  it('do not depend on the order of the seeds', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        expect(pairedDifference([...list].reverse())).toEqual(pairedDifference(list));
      }),
    );
  });
});

describe('the frontier', () => {
  it('has a member, none of which another beats; every other design is beaten by a member', () => {
    fc.assert(
      fc.property(designs, (all) => {
        const { members, dominated } = frontierOf(all);
        const by = (name: string) => all.find((each) => each.name === name) as (typeof all)[number];
        expect(members.length).toBeGreaterThan(0);
        expect(members.length + dominated.length).toBe(all.length);
        for (const member of members)
          for (const other of all) expect(dominates(other, by(member), OBJECTIVES)).toBe(false);
        for (const { design: beaten, by: winners } of dominated) {
          expect(winners.length).toBeGreaterThan(0);
          for (const winner of winners) {
            expect(members).toContain(winner);
            expect(dominates(by(winner), by(beaten), OBJECTIVES)).toBe(true);
          }
        }
      }),
    );
  });

  it('does not depend on the order of the designs', () => {
    fc.assert(
      fc.property(
        designs.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(new Set(frontierOf(shuffled).members)).toEqual(new Set(frontierOf(all).members));
        },
      ),
    );
  });
});
