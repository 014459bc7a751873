import { describe, expect, test } from 'vitest';
import { greedyQueue, integerProRata, topNProRata } from '../../../../mechanisms/adl/index.ts';
import { claimsProblem } from '../../../fixtures/claims.ts';
import { paramsOf } from '../../../fixtures/views.ts';

const claims = (...sizes: number[]) => sizes.map((claim) => ({ claim }));

describe('greedy-queue', () => {
  // BitMEX's example: a liquidated 20 closes A's 10 in full, then 10 of B's 20.
  test('takes A in full, then B in part', () => {
    const rows = [
      { claim: 20, score: 1 },
      { claim: 10, score: 2 },
      { claim: 50, score: 0 },
    ];
    expect([...greedyQueue.allocate(claimsProblem(20, rows), {}, null)]).toEqual([10, 10, 0]);
  });

  test('looks at the prefix only', () => {
    const problem = claimsProblem(3, claims(2, 2, 2));
    const rank = { ...problem.rank, order: () => expect.unreachable('the whole order was asked for') };
    expect([...greedyQueue.allocate({ ...problem, rank }, {}, null)]).toEqual([2, 1, 0]);
  });
});

describe('integer-pro-rata', () => {
  const give = (need: number, rows: Parameters<typeof claimsProblem>[1]) => [
    ...integerProRata.allocate(claimsProblem(need, rows), {}, null),
  ];

  // The published vectors of the proportional rule, claims 100, 200, 300: what is kept is 16.7/33.3/50 of 100.
  test.each([
    [500, [83, 167, 250]],
    [400, [67, 133, 200]],
    [300, [50, 100, 150]],
  ])('raises %d as %j', (need, gives) => {
    expect(give(need, claims(100, 200, 300))).toEqual(gives);
  });

  test('gives the unit left over to the largest remainder, not to the largest claim', () => {
    expect(give(20, claims(10, 20, 30))).toEqual([3, 7, 10]);
  });

  test('shares anew what a limit cuts off', () => {
    const rows = [
      { claim: 10, limit: 9 },
      { claim: 20, limit: 4 },
      { claim: 30, limit: 20 },
    ];
    expect(give(20, rows)).toEqual([4, 4, 12]);
  });

  test('takes from claims without weight only what the others cannot give', () => {
    const rows = [
      { claim: 10, weight: 0 },
      { claim: 10, weight: 1 },
    ];
    expect(give(8, rows)).toEqual([0, 8]);
    expect(give(13, rows)).toEqual([3, 10]);
  });
});

describe('top-n-pro-rata', () => {
  const params = paramsOf(topNProRata, { n: 2 });
  const give = (need: number, sizes: number[]) => [
    ...topNProRata.allocate(
      claimsProblem(
        need,
        sizes.map((claim) => ({ claim, score: claim })),
      ),
      params,
      null,
    ),
  ];

  test('the largest share in proportion to size', () => {
    expect(give(20, [10, 30, 5, 50])).toEqual([0, 8, 0, 12]);
  });

  test('uses the fill of all chosen before it asks a further one', () => {
    expect(give(80, [10, 30, 5, 50])).toEqual([0, 30, 0, 50]);
    expect(give(81, [10, 30, 5, 50])).toEqual([9, 27, 0, 45]);
  });

  test('takes the ten largest unless told otherwise', () => {
    expect(paramsOf(topNProRata).n).toBe(10);
    const twelve = Array.from({ length: 12 }, (_, i) => ({ claim: 10, score: 12 - i }));
    const gives = [...topNProRata.allocate(claimsProblem(20, twelve), paramsOf(topNProRata), null)];
    expect(gives).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0]);
  });
});
