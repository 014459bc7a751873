import type { CloseOutPiece } from 'breakwater';
import { describe, expect, test } from 'vitest';
import {
  bankruptcy,
  bankruptcyOnLeg,
  mark,
  oracle,
  previousMark,
  zeroMarkBlend,
} from '../../../../mechanisms/adl/index.ts';
import { caseView, marketView, paramsOf, poolView, venueView } from '../../../fixtures/views.ts';

const market = marketView({ mark: 100, previousMark: 103, oracle: 99 });

/** A piece of a subject with equity e: bankruptcy at mark less e, on the leg at mark less twice that. */
const piece = (lots: number, equity: number): CloseOutPiece => {
  const atMark = market.value(lots, 100);
  return {
    subject: caseView({ equity }),
    market,
    lots,
    mark: atMark,
    bankruptcy: atMark - equity,
    bankruptcyOnLeg: atMark - 2 * equity,
    at: (ticks) => market.value(lots, ticks),
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
  const view = venueView({ pools: [poolView({ name: 'backstop', equity: 1000 })] });

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
  ])('a fund that can spend %d pays no more', (equity, counterparty) => {
    const poor = venueView({ pools: [poolView({ name: 'backstop', equity })] });
    expect(zeroMarkBlend.value(piece(10, -30), poor, params)).toMatchObject({ subject: 1030, counterparty });
  });

  test('rounds in favour of the fund', () => {
    expect(zeroMarkBlend.value(piece(10, 100), view, params).counterparty).toBe(934);
    expect(zeroMarkBlend.value(piece(10, -100), view, params).counterparty).toBe(1067);
  });
});
