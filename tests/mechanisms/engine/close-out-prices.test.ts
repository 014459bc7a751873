import { describe, expect, test } from 'vitest';
import {
  accountEquityNegative,
  always,
  bankruptcy,
  greedyQueue,
  oppositeSide,
  oracleCappedAtBankruptcy,
  restingOrdersAtBankruptcy,
  settlementPrice,
  unranked,
} from '../../../mechanisms/adl/index.ts';
import { bookIoc } from '../../../mechanisms/liquidation/index.ts';
import { fraction } from '../../../mechanisms/margin/index.ts';
import type { AdlComposite, WaterfallLayer } from '../../../src/exchange/index.ts';
import { design, person, quote, step, venueOf } from '../../fixtures/exchange.ts';
import { accountOf, adlOf, built, equityOf, layer, margin, sound } from './built.ts';

type Rule = Parameters<typeof built>[0];

const world = (
  closeOut: Rule,
  {
    input = {},
    trigger = always as Rule,
    before = [] as WaterfallLayer[],
    more = {} as Partial<AdlComposite>,
    open = 100,
  } = {},
) =>
  venueOf(
    design(
      [
        ...before,
        adlOf({
          trigger: built(trigger),
          eligible: [built(oppositeSide)],
          ranking: built(unranked),
          allocation: built(greedyQueue),
          closeOut: built(closeOut, input),
          ...more,
        }),
      ],
      margin(fraction, { initial: '0.05', maintenance: '0.03' }),
    ),
    [{ open }],
  );

/*
 * The Perpetual of dYdX v1, p1Deleveraging.test.ts, in tenths: who subsumes an underwater account gets its margin pro rata to position.
 *
 *           money    position          at 49.9    at 150.1
 *   long      500    long  10 @ 100         -1       1,001
 *   short     500    short 10 @ 100      1,001          -1
 */
describe('deleveraging at pro rata margin', () => {
  const deleverage = (mark: number, lots = 10) => {
    const venue = world(bankruptcy, { trigger: accountEquityNegative, open: 1000 });
    const long = person(venue, 5000, [[0, 10, 1000]]);
    const short = person(venue, 5000, [[0, -lots, 1000]]);
    const third = lots === 10 ? undefined : person(venue, 100_000, [[0, lots - 10, 1000]]);
    step(venue, [mark]);
    sound(venue);
    return { venue, money: [long, short].map((account) => equityOf(venue, account)), long, short, third };
  };

  test('closes a long at 50', () => expect(deleverage(499).money).toEqual([0, 10_000]));
  test('closes a short at 150', () => expect(deleverage(1501).money).toEqual([10_000, 0]));

  test('leaves an account alone that is at its limit', () => {
    for (const limit of [500, 1500]) {
      const { venue, long, short } = deleverage(limit);
      expect([long, short].map((account) => venue.ledger.lots(account, 0))).toEqual([10, -10]);
    }
  });

  // Of ten lots the short takes five: half the margin goes with half the position, and the rest is as deep under water as before.
  test('leaves the collateralisation of the rest as it was', () => {
    const { venue, long, short, third } = deleverage(499, 5);
    expect([long, short].map((account) => venue.ledger.lots(account, 0))).toEqual([0, 0]);
    const values = [...venue.ledger.log]
      .filter(({ cause }) => cause === 'adl')
      .map(({ b, lots, value }) => [b, lots, value]);
    expect(values).toEqual([
      [short, 5, 2500],
      [third, 5, 2500],
    ]);
  });
});

/*
 * Ethereal: at the oracle price, capped where the subject would end below zero.
 *
 *             money   position             at 94     closes at    left
 *   loser        50   long 10 @ 100          -10            95       0
 *   thin         70   long 10 @ 100           10            94      10
 *   winner    5,000   short 20 @ 100
 */
test('a queue at the oracle price asks of counterparties only what the subject cannot bear', () => {
  const venue = world(oracleCappedAtBankruptcy);
  const [loser, thin] = [50, 70].map((money) => person(venue, money, [[0, 10, 100]])) as [number, number];
  const winner = person(venue, 5000, [[0, -20, 100]]);
  step(venue, [94]);
  expect([loser, thin, winner].map((account) => equityOf(venue, account))).toEqual([0, 10, 5000 + 120 - 10]);
  expect(accountOf(venue, 1)).toEqual({ markLoss: 60, ownCollateral: 50, adl: 10 });
  expect(accountOf(venue, 2)).toEqual({ markLoss: 60, ownCollateral: 60, left: 10 });
  sound(venue);
});

test('a settlement at mark leaves the deficit to the layers after it', () => {
  const venue = world(settlementPrice);
  const loser = person(venue, 50, [[0, 10, 100]]);
  const winner = person(venue, 5000, [[0, -10, 100]]);
  step(venue, [94]);
  expect([loser, winner].map((account) => equityOf(venue, account))).toEqual([-10, 5060]);
  step(venue, [94]);
  expect(accountOf(venue, 1)).toEqual({ markLoss: 60, ownCollateral: 50, uncovered: 10 });
  sound(venue);
});

/*
 * WhiteBIT: the book first, down to the bankruptcy price of 95; what it does not take meets orders of the counterparties there.
 *
 *             money   position           book
 *   loser        50   long  10 @ 100
 *   winner    1,000   short 10 @ 100
 *   maker    10,000                      bids 3 @ 96 and 9 @ 90, asks 9 @ 94
 */
describe('orders of the counterparties at the bankruptcy price', () => {
  const whitebit = (crossing: string) => {
    const venue = world(restingOrdersAtBankruptcy, {
      input: { crossing },
      before: [layer('liquidation', bookIoc, { limit: 'bankruptcy' })],
    });
    const loser = person(venue, 50, [[0, 10, 100]]);
    const winner = person(venue, 1000, [[0, -10, 100]]);
    const maker = person(venue, 10_000, [], 'maker');
    quote(venue, maker, 0, 1, 3, 96);
    quote(venue, maker, 0, 1, 9, 90);
    quote(venue, maker, 0, -1, 9, 94);
    step(venue, [94]);
    sound(venue);
    return { venue, loser, winner, maker };
  };

  // 3 at 96 leave 50 - 12 = 38 for 7 lots: 5.43 a lot, so bankruptcy is at 94.57 and the orders stand at 95.
  test('close what the book does not take, at the next tick in favour of the subject', () => {
    const { venue, loser, winner, maker } = whitebit('stands');
    expect([loser, winner, maker].map((account) => venue.ledger.lots(account, 0))).toEqual([0, -3, 3]);
    expect(accountOf(venue, 1)).toEqual({ markLoss: 60, ownCollateral: 47, book: 6, adl: 7, left: 3 });
    expect(equityOf(venue, winner)).toBe(1060 - 7);
    expect(venue.markets[0]?.bestAsk).toBe(94);
  });

  test('are refused in a crossed book where the venue takes post-only at its word', () => {
    const { venue, loser, winner } = whitebit('refused');
    expect([loser, winner].map((account) => venue.ledger.lots(account, 0))).toEqual([7, -10]);
    expect(venue.cases.all[0]?.closed).toBeUndefined();
  });
});
