import { describe, expect, test } from 'vitest';
import {
  cumulativeFundingShift as drift,
  opposingInterestIndex as percolator,
} from '../../../mechanisms/socialisation/index.ts';
import { caseView, heldView, legView, marketView, venueView } from '../../fixtures/views.ts';

const btc = marketView({ number: 0, id: 'BTC', mark: 100, openInterest: 7 });
const eth = marketView({ number: 1, id: 'ETH', mark: 10, openInterest: 30 });
const view = venueView({ markets: [btc, eth] });
const done = { actions: [{ do: 'shiftIndex', lots: 0, value: 100 }], asked: 1 } as const;

describe('cumulative-funding-shift', () => {
  // Drift's own test: a loss of 100 on 7 long and 4 short lots is 100 / 11 a lot, 9.090909...; here longs equal shorts.
  test('charges both sides of the market the case held lots in', () => {
    expect(drift.next(caseView({ equity: -100, legs: [legView(btc, 5)] }), view, {}, null, undefined)).toBe('pass');
    expect(drift.next(caseView({ equity: -100, held: [heldView(btc, 1)] }), view, {}, null, undefined)).toEqual([
      { do: 'shiftIndex', market: 0, side: 0, amount: 100 },
    ]);
  });

  test('splits a deficit of several markets by the maintenance of their legs', () => {
    const held = [heldView(btc, 1, 1), heldView(eth, -1, 3)];
    expect(drift.next(caseView({ equity: -101, held }), view, {}, null, undefined)).toEqual([
      { do: 'shiftIndex', market: 0, side: 0, amount: 25 },
      { do: 'shiftIndex', market: 1, side: 0, amount: 76 },
    ]);
  });

  test('spreads over all markets by open interest when the case never held lots', () => {
    expect(drift.next(caseView({ equity: -100 }), view, {}, null, undefined)).toEqual([
      { do: 'shiftIndex', market: 0, side: 0, amount: 70 },
      { do: 'shiftIndex', market: 1, side: 0, amount: 30 },
    ]);
  });

  test('lets no stranger pay for a market that nobody holds any more', () => {
    const dead = marketView({ number: 0, id: 'BTC', openInterest: 0 });
    const subject = caseView({ equity: -100, held: [heldView(dead, 1)] });
    expect(drift.next(subject, venueView({ markets: [dead, eth] }), {}, null, undefined)).toBe('pass');
  });

  test('weighs markets in other assets by what they are worth', () => {
    // A unit of ETH's asset is worth 3 of the venue's.
    const dear = { ...eth, notional: (lots: number) => Math.abs(lots) * 30 };
    const markets = venueView({ markets: [btc, dear] });
    const amounts = (held: ReturnType<typeof heldView>[]) =>
      drift.next(caseView({ equity: -160, held }), markets, {}, null, undefined);
    expect(amounts([])).toMatchObject([{ amount: 70 }, { amount: 90 }]);
    expect(amounts([heldView(btc, 1, 1_000), heldView(dear, 1, 1_000)])).toMatchObject([
      { amount: 40 },
      { amount: 120 },
    ]);
  });

  test('passes without open interest, without a deficit, and when it has acted', () => {
    const empty = venueView({ markets: [marketView({ openInterest: 0 })] });
    expect(drift.next(caseView({ equity: -100 }), empty, {}, null, undefined)).toBe('pass');
    expect(drift.next(caseView({ equity: 0 }), view, {}, null, undefined)).toBe('pass');
    expect(drift.next(caseView({ equity: -100 }), view, {}, null, done)).toBe('pass');
  });
});

describe('opposing-interest-index', () => {
  test.each([
    ['long', 1, -1],
    ['short', -1, 1],
  ] as const)('a bankrupt %s is paid by the other side', (_, held, side) => {
    const subject = caseView({ equity: -100, held: [heldView(btc, held)] });
    expect(percolator.next(subject, view, {}, null, undefined)).toEqual([
      { do: 'shiftIndex', market: 0, side, amount: 100 },
    ]);
  });

  test('both sides pay where the case never held lots', () => {
    const single = venueView({ markets: [btc] });
    expect(percolator.next(caseView({ equity: -100 }), single, {}, null, undefined)).toEqual([
      { do: 'shiftIndex', market: 0, side: 0, amount: 100 },
    ]);
  });
});
