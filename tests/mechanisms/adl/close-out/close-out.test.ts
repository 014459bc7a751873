import type { CloseOutPiece } from 'breakwater';
import { describe, expect, test } from 'vitest';
import {
  bankruptcy,
  bankruptcyOnLeg,
  mark,
  oracle,
  oracleCappedAtBankruptcy,
  previousMark,
  restingOrdersAtBankruptcy,
  settlementPrice,
  zeroMarkBlend,
} from '../../../../mechanisms/adl/index.ts';
import { caseView, marketView, paramsOf, venueView } from '../../../fixtures/views.ts';

const market = marketView({ mark: 100, previousMark: 103, oracle: 99 });

/** A piece of a subject with equity e: bankruptcy at mark less e, on the leg at mark less twice that. */
const piece = (lots: number, equity: number, spendable = 1000): CloseOutPiece => {
  const atMark = market.value(lots, 100);
  return {
    subject: caseView({ equity }),
    market,
    lots,
    mark: atMark,
    bankruptcy: atMark - equity,
    bankruptcyOnLeg: atMark - 2 * equity,
    at: (ticks) => market.value(lots, ticks),
    spendable: (pool) => (pool === 'backstop' ? spendable : 0),
  };
};

test.each([
  [bankruptcy, 980],
  [bankruptcyOnLeg, 960],
  [mark, 1000],
  [previousMark, 1030],
  [oracle, 990],
])('$name', (rule, subject) => {
  expect(rule.value(piece(10, 20), venueView(), {})).toEqual({ subject });
});

describe('zero-mark-blend', () => {
  const params = paramsOf(zeroMarkBlend);
  const view = venueView();

  // Source: a third of the liquidated account's equity goes to the fund, two thirds to who takes the position.
  //
  //   long 10 at mark 100, equity 150        subject    counterparty      fund
  //   zero price 85: value 850               +850       -900 for 1,000    +50
  test('splits the equity of a liquidated account, a third to the fund', () => {
    expect(zeroMarkBlend.value(piece(10, 150), view, params)).toEqual({
      subject: 850,
      counterparty: 900,
      difference: 'backstop',
    });
  });

  // short 10 at mark 100, equity 150: buys back at 115, the counterparty sells at 110
  test('the mirror image', () => {
    expect(zeroMarkBlend.value(piece(-10, 150), view, params)).toMatchObject({ subject: -1150, counterparty: -1100 });
  });

  // long 10, equity -30: receives 1,030, the counterparty pays 1,020, the fund 10
  test('the fund pays a third of a deficit', () => {
    expect(zeroMarkBlend.value(piece(10, -30), view, params)).toMatchObject({ subject: 1030, counterparty: 1020 });
  });

  test.each([
    [4, 1026],
    [0, 1030],
  ])('a fund that can spend %d pays no more', (spendable, counterparty) => {
    expect(zeroMarkBlend.value(piece(10, -30, spendable), view, params)).toMatchObject({ subject: 1030, counterparty });
  });

  test('rounds in favour of the fund', () => {
    expect(zeroMarkBlend.value(piece(10, 100), view, params).counterparty).toBe(934);
    expect(zeroMarkBlend.value(piece(10, -100), view, params).counterparty).toBe(1067);
  });
});

describe('oracle-capped-at-bankruptcy', () => {
  const value = (lots: number, equity: number, cap: 'counterparty' | 'subject' = 'counterparty') =>
    oracleCappedAtBankruptcy.value(piece(lots, equity), venueView(), paramsOf(oracleCappedAtBankruptcy, { cap }))
      .subject;

  // Index 99, mark 100, 10 lots.
  //
  //                    equity    bankruptcy    at the index    closes at
  //   long, solvent       +50           950             990          990    keeps 40
  //   long, insolvent     -50         1,050             990        1,050    ends at 0
  //   short, solvent      +50        -1,050            -990         -990    keeps 60
  //   short, insolvent    -50          -950            -990         -950    ends at 0
  test.each([
    [10, 50, 990],
    [10, -50, 1050],
    [-10, 50, -990],
    [-10, -50, -950],
  ])('closes %d lots of an account of equity %d at %d', (lots, equity, closes) => {
    expect(value(lots, equity)).toBe(closes);
  });

  test('never leaves the subject below zero, and pays it no more than it takes', () => {
    for (const lots of [10, -10])
      for (const equity of [-50, -10, -9, 0, 9, 10, 50]) {
        const left = equity + value(lots, equity) - lots * 100;
        expect(left).toBeGreaterThanOrEqual(0);
        if (left > 0) expect(value(lots, equity)).toBe(lots * 99);
      }
  });

  test('by the other reading takes what a solvent subject has, and leaves an insolvent one in deficit', () => {
    expect([value(10, 50, 'subject'), value(10, -50, 'subject')]).toEqual([950, 990]);
    expect([value(-10, 50, 'subject'), value(-10, -50, 'subject')]).toEqual([-1050, -990]);
  });
});

describe('settlement-price', () => {
  const value = (equity: number, input: Parameters<typeof settlementPrice.params.parse>[0]) =>
    settlementPrice.value(piece(10, equity), venueView(), settlementPrice.params.parse(input)).subject;

  test.each([0, 20, -20])('of a clearing house is the mark, whoever holds the position (equity %d)', (equity) => {
    expect(value(equity, {})).toBe(1000);
  });

  // dYdX v4, final settlement: oracle price while total net collateral is >= 0, bankruptcy price below.
  test.each([
    [20, 990],
    [0, 990],
    [-20, 1020],
  ])('of a market that is wound up closes an account of equity %d at %d', (equity, closes) => {
    expect(value(equity, { price: 'oracle', insolvent: 'bankruptcy' })).toBe(closes);
  });
});

test('resting-orders-at-bankruptcy says at what value its orders rest, and whether they may cross', () => {
  expect(restingOrdersAtBankruptcy.by).toBe('resting-orders');
  for (const crossing of ['stands', 'refused'] as const)
    expect(restingOrdersAtBankruptcy.value(piece(10, 20), venueView(), { crossing })).toEqual({
      subject: 980,
      postOnly: crossing === 'refused',
    });
});
