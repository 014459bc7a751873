import type { AdlCandidate, CaseView } from 'breakwater';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minMaxHaircut, jointMinMaxHaircut as rule } from '../../../../mechanisms/adl/index.ts';
import { boundedMinMax, type JointProblem } from '../../../../mechanisms/adl/whole/bounded-min-max.ts';
import { claimsProblem } from '../../../fixtures/claims.ts';
import { caseView, legView, marketView, venueView } from '../../../fixtures/views.ts';

/** All ways to raise a need in whole lots. */
const ways = (need: number, lots: readonly number[]): number[][] => {
  if (lots.length === 0) return need === 0 ? [[]] : [];
  const [own = 0, ...others] = lots;
  return Array.from({ length: Math.min(own, need) + 1 }, (_, x) => x).flatMap((x) =>
    ways(need - x, others).map((rest) => [x, ...rest]),
  );
};
const largestShare = ({ worth, lots }: JointProblem, gives: readonly ArrayLike<number>[]): number => {
  const shares = Array.from(lots[0] ?? [], (_, i) => {
    const sum = (columns: readonly ArrayLike<number>[]) =>
      columns.reduce((total, column, m) => total + (worth[m] ?? 0) * (column[i] ?? 0), 0);
    return sum(gives) === 0 ? 0 : sum(gives) / sum(lots);
  });
  return Math.max(0, ...shares);
};
/** The true optimum, by trying everything. */
const optimum = (problem: JointProblem): number => {
  const perMarket = problem.need.map((need, m) => ways(need, [...(problem.lots[m] ?? [])]));
  const all = perMarket.reduce<number[][][]>(
    (list, own) => list.flatMap((some) => own.map((way) => [...some, way])),
    [[]],
  );
  return Math.min(...all.map((gives) => largestShare(problem, gives)));
};

const problemOf = (most: number, holders: number, markets: number): fc.Arbitrary<JointProblem> =>
  fc
    .integer({ min: 1, max: markets })
    .chain((count) =>
      fc.array(
        fc.record({
          worth: fc.integer({ min: 1, max: 12 }),
          lots: fc.array(fc.integer({ min: 0, max: most }), { minLength: holders, maxLength: holders }),
          share: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        { minLength: count, maxLength: count },
      ),
    )
    .map((list) => ({
      worth: list.map(({ worth }) => worth),
      lots: list.map(({ lots }) => Float64Array.from(lots)),
      need: list.map(({ lots, share }) => Math.floor(share * lots.reduce((sum, x) => sum + x, 0))),
    }));

describe('bounded min-max', () => {
  test('meets each need within what is held', () => {
    fc.assert(
      fc.property(problemOf(1_000_000, 6, 5), (problem) => {
        const { gives, largest } = boundedMinMax(problem);
        for (const [m, column] of gives.entries()) {
          expect(column.reduce((sum, x) => sum + x, 0)).toBe(problem.need[m]);
          for (const [i, x] of column.entries()) expect(x >= 0 && x <= (problem.lots[m]?.[i] ?? 0)).toBe(true);
        }
        expect(largest).toBeCloseTo(largestShare(problem, gives), 12);
      }),
    );
  });

  test('the optimum lies between the bound and what was found', () => {
    let exact = 0;
    let tried = 0;
    fc.assert(
      fc.property(problemOf(4, 3, 3), (problem) => {
        const { largest, bound } = boundedMinMax(problem);
        const best = optimum(problem);
        expect(bound).toBeLessThanOrEqual(best);
        expect(largest).toBeGreaterThanOrEqual(best - 1e-12);
        tried += 1;
        if (largest <= best + 1e-12) exact += 1;
      }),
      { numRuns: 300, seed: 7 },
    );
    // It is no exact method, but one that finds no optimum would pass the bounds as well.
    expect(exact / tried).toBeGreaterThan(0.8);
  });

  test('with lots that are small the gap is below one lot of each market', () => {
    fc.assert(
      fc.property(problemOf(1_000_000, 6, 4), (problem) => {
        const { largest, bound } = boundedMinMax(problem);
        const held = problem.lots.reduce(
          (all, column, m) => all.map((sum, i) => sum + (problem.worth[m] ?? 0) * (column[i] ?? 0)),
          new Float64Array(6),
        );
        const lot = problem.worth.reduce((sum, x) => sum + x, 0) / Math.min(...held.filter((x) => x > 0));
        expect(largest - bound).toBeLessThanOrEqual(lot + 1e-9);
      }),
    );
  });

  test('is the rule of one market where there is one', () => {
    fc.assert(
      fc.property(problemOf(50, 5, 1), (problem) => {
        const rows = Array.from(problem.lots[0] ?? [], (claim) => ({ claim }));
        const one = minMaxHaircut.allocate(claimsProblem(problem.need[0] ?? 0, rows), {}, null);
        expect(boundedMinMax(problem).gives[0]).toEqual(one);
      }),
    );
  });

  // Two who hold a lot worth 3, 3, 2, 2 and 2 each, of which one must go in each market: 6 of 12 each, if one gives 3 + 3.
  // One lot after the other goes to whoever has given less: 3 | 3, then 2 | 2, then 2: 7 of 12. The bound is a half.
  test('may miss the optimum, and says by how much at most', () => {
    const column = Float64Array.of(1, 1);
    const problem = { worth: [3, 3, 2, 2, 2], need: [1, 1, 1, 1, 1], lots: [column, column, column, column, column] };
    const { largest, bound } = boundedMinMax(problem);
    expect(largest).toBeCloseTo(7 / 12, 12);
    expect(bound).toBeCloseTo(1 / 2, 9);
    expect(optimum(problem)).toBe(0.5);
  });
});

const btc = marketView({ number: 0, id: 'BTC', mark: 100 });
const eth = marketView({ number: 1, id: 'ETH', mark: 10 });
const holder = (account: number, lots: number): AdlCandidate => ({
  account,
  owner: account,
  lots,
  profit: 0,
  notional: 0,
  equity: 0,
});
const plan = (
  holders: Record<string, AdlCandidate[]>,
  cases: readonly CaseView[],
  state = { largest: 0, bound: 0 },
) => {
  const candidates = (market: number, side: 1 | -1) => holders[`${market}/${side}`] ?? [];
  return rule.plan({ ...venueView({ markets: [btc, eth] }), candidates }, cases, {}, state);
};

describe('joint-min-max-haircut', () => {
  // The case is long 30 BTC (100 each) and 60 ETH (10 each): 3600. It faces
  //
  //               BTC    ETH    worth     gives                 share
  //   account 7   -30      0     3000     20 BTC                2000 of 3000
  //   account 8   -10   -100     2000     10 BTC and 28 ETH     1280 of 2000
  //   account 9     0    -50      500     32 ETH                 320 of 500
  //
  // Of 10 BTC account 8 can give no more, so that two thirds of 7's are needed whatever happens to the ETH.
  test('evens out the burdens over both markets, as far as the lots allow', () => {
    const cases = [caseView({ id: 1, legs: [legView(btc, 30), legView(eth, 60)] })];
    const state = { largest: 0, bound: 0 };
    const holders = { '0/-1': [holder(7, -30), holder(8, -10)], '1/-1': [holder(8, -100), holder(9, -50)] };
    const actions = plan(holders, cases, state)[0]?.actions ?? [];
    expect(actions).toEqual([
      {
        do: 'cut',
        market: 0,
        cuts: [
          { account: 7, lots: 20 },
          { account: 8, lots: 10 },
        ],
        value: 3000,
      },
      {
        do: 'cut',
        market: 1,
        cuts: [
          { account: 8, lots: 28 },
          { account: 9, lots: 32 },
        ],
        value: 600,
      },
    ]);
    expect(state.largest).toBeCloseTo(2 / 3, 12);
    expect(state.bound).toBeCloseTo(2 / 3, 9);
  });

  test('two cases share those who face them, and nobody facing means nothing is done', () => {
    const cases = [caseView({ id: 1, legs: [legView(btc, 30)] }), caseView({ id: 2, legs: [legView(btc, 10)] })];
    const cut = plan({ '0/-1': [holder(7, -60), holder(8, -20)] }, cases).flatMap(({ actions }) => actions);
    expect(cut).toMatchObject([{ cuts: [{ account: 7, lots: 30 }] }, { cuts: [{ account: 8, lots: 10 }] }]);
    expect(plan({}, cases)).toEqual([]);
  });

  test('closes as much as faces it where that is less than is held', () => {
    const cases = [caseView({ id: 1, legs: [legView(btc, -30)] })];
    expect(plan({ '0/1': [holder(7, 12)] }, cases)).toMatchObject([
      { case: 1, actions: [{ cuts: [{ account: 7, lots: 12 }], value: -1200 }] },
    ]);
  });
});
