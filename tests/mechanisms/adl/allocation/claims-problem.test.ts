import type { AdlAllocation } from 'breakwater';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  adjustedProportional,
  constrainedEqualAwards,
  constrainedEqualLosses,
  minimalOverlap,
  proportional,
  talmud,
} from '../../../../mechanisms/adl/index.ts';
import { claimsProblem } from '../../../fixtures/claims.ts';
import {
  type AwardRule,
  adjustedProportionalAwards,
  dualOf,
  equalAwards,
  givesOf,
  minimalOverlapAwards,
  proportionalAwards,
  talmudAwards,
} from '../../../fixtures/exact-rules.ts';
import { Q } from '../../../fixtures/rational.ts';

/**
 * The six rules of the literature, whose definitions speak of what is kept: of claims 100, 200, 300 and an estate of 100, needs of 500
 * are given.
 *
 *              need 500           400           300           200           100
 *   kept of    100 200 300     (estate 100, 200, 300, 400, 500)
 */
const RULES: readonly [rule: AdlAllocation, awards: AwardRule, gives: readonly (readonly [number, number[]])[]][] = [
  [
    proportional as unknown as AdlAllocation,
    proportionalAwards,
    [
      [500, [83, 167, 250]],
      [400, [67, 133, 200]],
      [300, [50, 100, 150]],
      [200, [33, 67, 100]],
      [100, [17, 33, 50]],
    ],
  ],
  [
    constrainedEqualAwards as unknown as AdlAllocation,
    equalAwards,
    [
      [500, [67, 167, 266]],
      [400, [34, 133, 233]],
      [300, [0, 100, 200]],
      [200, [0, 50, 150]],
      [100, [0, 0, 100]],
    ],
  ],
  [
    constrainedEqualLosses as unknown as AdlAllocation,
    dualOf(equalAwards),
    [
      [500, [100, 200, 200]],
      [400, [100, 150, 150]],
      [300, [100, 100, 100]],
      [200, [67, 67, 66]],
      [100, [34, 33, 33]],
    ],
  ],
  [
    talmud as unknown as AdlAllocation,
    talmudAwards,
    [
      [500, [67, 167, 266]],
      [400, [50, 125, 225]],
      [300, [50, 100, 150]],
      [200, [50, 75, 75]],
      [100, [34, 33, 33]],
    ],
  ],
  [
    minimalOverlap as unknown as AdlAllocation,
    minimalOverlapAwards,
    [
      [500, [67, 167, 266]],
      [400, [67, 117, 216]],
      [300, [67, 117, 116]],
      [200, [67, 67, 66]],
      [100, [34, 33, 33]],
    ],
  ],
  [
    adjustedProportional as unknown as AdlAllocation,
    adjustedProportionalAwards,
    [
      [500, [67, 167, 266]],
      [400, [60, 120, 220]],
      [300, [50, 100, 150]],
      [200, [40, 80, 80]],
      [100, [34, 33, 33]],
    ],
  ],
];

const give = (rule: AdlAllocation, claims: readonly number[], need: number): number[] => {
  const rows = claims.map((claim) => ({ claim }));
  return [...rule.allocate(claimsProblem(need, rows), {}, null)];
};

const size = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 2 ** 47 }));
const problem = fc.array(size, { minLength: 1, maxLength: 7 }).chain((claims) =>
  fc.tuple(
    fc.constant(claims),
    fc.maxSafeNat().map((drawn) => drawn % (claims.reduce((a, b) => a + b, 0) + 1)),
  ),
);

describe.each(RULES.map(([rule, awards, gives]) => ({ name: rule.name, rule, awards, gives })))(
  '$name',
  ({ rule, awards, gives }) => {
    test.each(gives)('of 100, 200, 300 raises %d', (need, expected) => {
      expect(give(rule, [100, 200, 300], need)).toEqual(expected);
    });

    test('is within one unit of its definition in fractions', () => {
      fc.assert(
        fc.property(problem, ([claims, need]) => {
          const exact = givesOf(awards)(claims, need);
          const given = give(rule, claims, need);
          exact.forEach((x, i) => {
            const off = Q.of(given[i] ?? 0).minus(x);
            expect(off.below(Q.of(1)) && Q.of(-1).below(off), `${given} for ${exact.join(', ')}`).toBe(true);
          });
        }),
        { numRuns: 1000 },
      );
    });

    test('keeps the order of claims in what is given and in what is kept, but for one unit', () => {
      fc.assert(
        fc.property(problem, ([claims, need]) => {
          const given = give(rule, claims, need);
          for (const [i, a] of claims.entries()) {
            for (const [j, b] of claims.entries()) {
              if (a < b) continue;
              expect((given[i] ?? 0) + 1).toBeGreaterThanOrEqual(given[j] ?? 0);
              expect(a - (given[i] ?? 0) + 1).toBeGreaterThanOrEqual(b - (given[j] ?? 0));
            }
          }
        }),
      );
    });
  },
);

describe('among the rules', () => {
  const others = RULES.map(([rule]) => rule);
  const positive = problem.filter(([claims]) => claims.every((claim) => claim > 0));

  test('proportional takes the least of the largest shares, but for one unit', () => {
    fc.assert(
      fc.property(positive, ([claims, need]) => {
        const shares = (rule: AdlAllocation, less: number) =>
          Q.max(Q.of(0), ...give(rule, claims, need).map((x, i) => Q.of(x - less, claims[i] ?? 1)));
        const own = shares(proportional as unknown as AdlAllocation, 1);
        for (const rule of others) expect(shares(rule, 0).below(own), rule.name).toBe(false);
      }),
    );
  });

  test('equal losses take the least of the largest amounts', () => {
    fc.assert(
      fc.property(positive, ([claims, need]) => {
        const most = (rule: AdlAllocation) => Math.max(...give(rule, claims, need));
        const own = most(constrainedEqualLosses as unknown as AdlAllocation);
        for (const rule of others) expect(most(rule), rule.name).toBeGreaterThanOrEqual(own);
      }),
    );
  });
});

describe('talmud', () => {
  // Two who hold a garment, one claiming all of it and the other half: three quarters and one quarter (Baba Metzia 2a).
  test('parts the garment', () => {
    expect(give(talmud as unknown as AdlAllocation, [100, 50], 50)).toEqual([25, 25]);
  });

  // What two of the claims keep together is parted between them as the garment is: the property that defines the rule.
  test('its reference is consistent with the contested garment', () => {
    fc.assert(
      fc.property(problem, ([claims, need]) => {
        const kept = givesOf(talmudAwards)(claims, need).map((x, i) => Q.of(claims[i] ?? 0).minus(x));
        for (const i of claims.keys()) {
          for (const j of claims.keys()) {
            if (i >= j) continue;
            const [a, b] = [Q.of(claims[i] ?? 0), Q.of(claims[j] ?? 0)];
            const estate = (kept[i] as Q).plus(kept[j] as Q);
            const [concededByB, concededByA] = [b, a].map((x) => Q.max(Q.of(0), estate.minus(x))) as [Q, Q];
            const contested = estate.minus(concededByA).minus(concededByB);
            expect(`${kept[i]}`).toBe(`${concededByB.plus(contested.over(Q.of(2)))}`);
          }
        }
      }),
    );
  });

  test('is exact where twice the need passes 2^53', () => {
    const claims = [2 ** 53 - 1, 2 ** 53 - 1, 7, 2 ** 52 + 1];
    for (const need of [2 ** 53 - 1, 2 ** 53 - 2, 2 ** 52 + 3]) {
      const exact = givesOf(talmudAwards)(claims, need);
      give(talmud as unknown as AdlAllocation, claims, need).forEach((x, i) => {
        const off = Q.of(x).minus(exact[i] as Q);
        expect(off.below(Q.of(1)) && Q.of(-1).below(off)).toBe(true);
      });
    }
  });
});

describe('minimal-overlap', () => {
  // Ibn Ezra's problem of the four sons: of 120, claims of 120, 60, 40 and 30 keep 80 5/6, 20 5/6, 10 5/6 and 7 1/2.
  test("is Ibn Ezra's where one claims all", () => {
    const kept = minimalOverlapAwards(
      [120, 60, 40, 30].map((x) => Q.of(x)),
      Q.of(120),
    );
    expect(kept.map(String)).toEqual(['485/6', '125/6', '65/6', '15/2']);
    // In sixths, so that nothing is rounded.
    expect(give(minimalOverlap as unknown as AdlAllocation, [720, 360, 240, 180], 780)).toEqual([235, 235, 175, 135]);
  });
});

test('a million claims are raised exactly', () => {
  const rows = Array.from({ length: 1_000_000 }, (_, i) => ({ claim: (i * 7919) % 1_000_003 }));
  const given = claimsProblem(200_000_000_000, rows);
  for (const [rule] of RULES) {
    const gives = rule.allocate(given, {}, null);
    expect(gives.reduce((sum, x) => sum + x, 0)).toBe(200_000_000_000);
  }
}, 20_000);
