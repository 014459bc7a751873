import type { Action, AdlCandidate, CaseView } from 'breakwater';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partialTearUp, proRataSizeAndLoss } from '../../../../mechanisms/adl/index.ts';
import { caseView, legView, marketView, paramsOf, poolView, venueView } from '../../../fixtures/views.ts';

const btc = marketView({ mark: 100, oracle: 98 });
const holder = (account: number, lots: number): AdlCandidate => ({
  account,
  owner: account,
  lots,
  profit: 0,
  notional: 0,
  equity: 0,
});

/** Asks a rule for cases in one market, faced by these lots on either side. */
const plan = (
  rule: typeof partialTearUp | typeof proRataSizeAndLoss,
  facing: readonly number[],
  cases: readonly CaseView[],
  input = {},
  fund = 0,
) => {
  const candidates = (_market: number, side: 1 | -1) => facing.map((size, i) => holder(10 + i, side * size));
  const view = { ...venueView({ markets: [btc], pools: [poolView({ name: 'insurance', cash: fund })] }), candidates };
  return rule.plan(view, cases, paramsOf(rule as typeof partialTearUp, input) as never, null);
};
const cutsOf = (plans: ReturnType<typeof plan>) =>
  plans
    .flatMap(({ actions }) => actions)
    .filter((action): action is Extract<Action, { do: 'cut' }> => action.do === 'cut');
const long = (id: number, lots: number, equity: number) =>
  caseView({ id, equity, legs: [legView(btc, lots, { equity })] });

describe('partial-tear-up', () => {
  // 40 lots, faced by 60, 30 and 10: each gives two fifths.
  test('terminates contracts at the mark, pro rata over all who face them', () => {
    expect(plan(partialTearUp, [60, 30, 10], [long(1, 40, -500)])).toEqual([
      {
        case: 1,
        actions: [
          {
            do: 'cut',
            market: 0,
            cuts: [
              { account: 10, lots: 24 },
              { account: 11, lots: 12 },
              { account: 12, lots: 4 },
            ],
            value: 4000,
          },
        ],
      },
    ]);
  });

  test('tears a share up, rounded up, and may settle at the index', () => {
    const cuts = cutsOf(plan(partialTearUp, [60, 30, 10], [long(1, 41, 0)], { share: '1/4', price: 'oracle' }));
    expect(cuts).toMatchObject([{ cuts: [{ lots: 7 }, { lots: 3 }, { lots: 1 }], value: 11 * 98 }]);
  });

  test('tears cases up in turn, and no more than faces them', () => {
    const cuts = cutsOf(plan(partialTearUp, [20, 10], [long(1, 18, 0), long(2, 99, 0), long(3, 5, 0)]));
    expect(cuts.map((one) => one.cuts.map(({ lots }) => lots))).toEqual([
      [12, 6],
      [8, 4],
    ]);
  });
});

test.each([partialTearUp, proRataSizeAndLoss])('$name asks nobody who is closed itself', (rule) => {
  const closed = caseView({ id: 2, subject: 11, legs: [legView(btc, -5)] });
  expect(cutsOf(plan(rule, [60, 30], [long(1, 40, 0), closed]))).toMatchObject([
    { cuts: [{ account: 10, lots: 40 }] },
    { cuts: [{ account: 10, lots: 5 }] },
  ]);
});

describe('pro-rata-size-and-loss', () => {
  // Long 40 with 200 missing: the fund pays 80, and 120 over 100 opposing lots are 1.2 a lot.
  //
  //   opposing    gives    loses 1.2 a lot it held    as value of what it gives above mark
  //   60             24             72                     24 x 3
  //   30             12             36                     12 x 3
  //   10              4             12                      4 x 3
  test('shrinks the opposing side by one factor, and lets it bear in the same proportion what the pool does not', () => {
    const [cut] = cutsOf(plan(proRataSizeAndLoss, [60, 30, 10], [long(1, 40, -200)], { pool: 'insurance' }, 80));
    expect(cut).toEqual({
      do: 'cut',
      market: 0,
      cuts: [
        { account: 10, lots: 24 },
        { account: 11, lots: 12 },
        { account: 12, lots: 4 },
      ],
      value: 4200,
      counterpartyValue: 4120,
      difference: 'insurance',
    });
  });

  test('closes a solvent account at mark, which keeps what it has', () => {
    expect(cutsOf(plan(proRataSizeAndLoss, [60], [long(1, 40, 200)], { pool: 'insurance' }, 80))).toMatchObject([
      { value: 4000 },
    ]);
    expect(cutsOf(plan(proRataSizeAndLoss, [60], [long(1, -40, 200)]))).toMatchObject([{ value: -4000 }]);
  });

  test('spends the pool once, over all cases of a decision', () => {
    const cuts = cutsOf(
      plan(
        proRataSizeAndLoss,
        [500],
        [long(1, 40, -50), long(2, 40, -50), long(3, 40, -50)],
        { pool: 'insurance' },
        80,
      ),
    );
    expect(cuts.map(({ value, counterpartyValue = value }) => value - counterpartyValue)).toEqual([50, 30, 0]);
  });

  test('raises the deficit of the lots it closes, no more than a unit beyond, and never leaves a deficit', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 8 });
    const lots = fc.integer({ min: -2000, max: 2000 }).filter((one) => one !== 0);
    fc.assert(
      fc.property(
        sizes,
        lots,
        fc.integer({ min: -(10 ** 9), max: 10 ** 6 }),
        fc.nat(10 ** 6),
        (facing, held, equity, fund) => {
          const [cut] = cutsOf(plan(proRataSizeAndLoss, facing, [long(1, held, equity)], { pool: 'insurance' }, fund));
          const total = facing.reduce((sum, size) => sum + size, 0);
          const closed = Math.min(Math.abs(held), total);
          const value = cut?.value ?? 0;
          const raised = value - Math.sign(held) * closed * 100;
          const deficit = (Math.max(0, -equity) * closed) / Math.abs(held);
          expect(raised).toBeGreaterThanOrEqual(deficit);
          expect(raised).toBeLessThan(deficit + 1);
          expect(value - (cut?.counterpartyValue ?? value)).toBe(Math.min(raised, fund));
          cut?.cuts.forEach((part) => {
            const mine = facing[part.account - 10] ?? 0;
            expect(Math.abs(part.lots - (mine * closed) / total)).toBeLessThan(1);
          });
        },
      ),
    );
  });
});
