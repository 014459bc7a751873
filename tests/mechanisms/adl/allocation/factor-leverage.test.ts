import type { ClaimBooks } from 'breakwater';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factorLeverage } from '../../../../mechanisms/adl/index.ts';
import { claimsProblem } from '../../../fixtures/claims.ts';
import { paramsOf } from '../../../fixtures/views.ts';

interface Holder {
  readonly lots: number;
  readonly net: number;
  readonly equity: number;
  readonly owner?: number;
}

const problemOf = (need: number, holders: readonly Holder[]) => {
  const owner = Float64Array.from(holders, (one, i) => one.owner ?? i);
  const over = (of: (one: Holder) => number) =>
    owner.map((mine) => holders.reduce((sum, one, i) => sum + (owner[i] === mine ? of(one) : 0), 0));
  const books: ClaimBooks = {
    owner,
    net: Float64Array.from(holders, (one) => one.net),
    ownerNet: over((one) => one.net),
    ownerEquity: over((one) => one.equity),
  };
  const claims = claimsProblem(
    need,
    holders.map(({ lots }) => ({ claim: lots })),
  );
  return { ...claims, equity: Float64Array.from(holders, (one) => one.equity), books };
};
const gives = (need: number, holders: readonly Holder[], scope: 'account' | 'venue' = 'account'): number[] => [
  ...factorLeverage.allocate(problemOf(need, holders), paramsOf(factorLeverage, { scope }), null),
];

//               lots    net    equity    net / equity       cut 60      left
//   A            100    100        20        5.0               50       50 / 20 = 2.5
//   B             60     60        20        3.0               10       50 / 20 = 2.5
//   C            200     40        20        2.0                0
//   D            100      0        20        0.0                0
const HOLDERS = [
  { lots: 100, net: 100, equity: 20 },
  { lots: 60, net: 60, equity: 20 },
  { lots: 200, net: 40, equity: 20 },
  { lots: 100, net: 0, equity: 20 },
];

describe('factor-leverage', () => {
  test('drains the highest to one level, and leaves hedges whole', () => {
    expect(gives(60, HOLDERS)).toEqual([50, 10, 0, 0]);
  });

  test('goes on to all bets, then below zero into hedges, in proportion to equity', () => {
    expect(gives(200, HOLDERS)).toEqual([100, 60, 40, 0]);
    // B and A have given all their lots; C and D share what is left evenly, as their equities are even.
    expect(gives(260, HOLDERS)).toEqual([100, 60, 70, 30]);
    expect(gives(1000, HOLDERS)).toEqual([100, 60, 200, 100]);
  });

  test('who has no equity comes first', () => {
    expect(
      gives(50, [
        { lots: 100, net: 100, equity: 1000 },
        { lots: 40, net: 40, equity: 0 },
      ]),
    ).toEqual([10, 40]);
  });

  //   one owner:  short 50 with 20, short 50 with none of it; together 100 over 20 as A, so 50 of them go.
  test('with scope venue the accounts of an owner are drained as one', () => {
    const [a, ...others] = HOLDERS as [Holder, ...Holder[]];
    const parts = [
      { lots: 50, net: 50, equity: 20, owner: 9 },
      { lots: 50, net: 50, equity: 0, owner: 9 },
    ];
    expect(gives(60, [...parts, ...others], 'venue')).toEqual([25, 25, 10, 0, 0]);
    expect(gives(60, [a, ...others], 'venue')).toEqual(gives(60, [a, ...others], 'account'));
  });

  const holder = fc.record({
    lots: fc.integer({ min: 1, max: 400 }),
    netShare: fc.constantFrom(-0.5, 0, 0.3, 1, 1.5),
    equity: fc.integer({ min: 1, max: 50 }),
  });
  const book = fc.array(holder, { minLength: 1, maxLength: 12 }).chain((list) => {
    const holders = list.map(({ lots, netShare, equity }) => ({ lots, net: Math.round(lots * netShare), equity }));
    const total = holders.reduce((sum, { lots }) => sum + lots, 0);
    return fc.tuple(fc.constant(holders), fc.integer({ min: 0, max: total }));
  });

  test('leaves nobody who could still give above anybody who gave, to a lot each', () => {
    fc.assert(
      fc.property(book, ([holders, need]) => {
        const cut = gives(need, holders);
        holders.forEach((giver, i) => {
          if ((cut[i] as number) < 2) return;
          holders.forEach((other, j) => {
            if ((cut[j] as number) > other.lots - 2) return;
            const after = (giver.net - (cut[i] as number)) / giver.equity;
            const theirs = (other.net - (cut[j] as number)) / other.equity;
            // Each may be off its level by the lot that is left over.
            expect(theirs).toBeLessThanOrEqual(after + 1.001 / giver.equity + 1.001 / other.equity);
          });
        });
      }),
      { numRuns: 500 },
    );
  });

  test('leaves the least largest leverage that any other split could, to a lot', () => {
    const split = book.chain(([holders, need]) =>
      fc.tuple(fc.constant(holders), fc.constant(need), fc.infiniteStream(fc.nat(holders.length - 1))),
    );
    const largest = (holders: readonly Holder[], cut: readonly number[]): number =>
      Math.max(...holders.map(({ net, equity }, i) => (net - (cut[i] as number)) / equity));
    fc.assert(
      fc.property(split, ([holders, need, draws]) => {
        const other = holders.map(() => 0);
        let left = need;
        for (const i of draws) {
          if (left === 0) break;
          const size = Math.min(left, 1 + Math.floor(need / 7), (holders[i] as Holder).lots - (other[i] as number));
          other[i] = (other[i] as number) + size;
          left -= size;
        }
        const lot = 1.001 / Math.min(...holders.map(({ equity }) => equity));
        expect(largest(holders, gives(need, holders))).toBeLessThanOrEqual(largest(holders, other) + lot);
      }),
      { numRuns: 300 },
    );
  });
});
