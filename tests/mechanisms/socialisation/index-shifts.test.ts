import { describe, expect, test } from 'vitest';
import {
  cumulativeFundingShift as drift,
  opposingInterestIndex as percolator,
} from '../../../mechanisms/socialisation/index.ts';
import { caseView, legView, marketView, venueView } from '../../fixtures/views.ts';

const btc = marketView({ number: 0, id: 'BTC', mark: 100, openInterest: 7 });
const eth = marketView({ number: 1, id: 'ETH', mark: 10, openInterest: 30 });
const view = venueView({ markets: [btc, eth] });
const done = { actions: [{ do: 'shiftIndex', lots: 0, value: 100 }], asked: 1 } as const;

describe('cumulative-funding-shift', () => {
  // Drift's own test: a loss of 100 on 7 long and 4 short lots is 100 / 11 a lot, 9.090909...; here longs equal shorts.
  test('charges both sides of the market the case held lots in', () => {
    const state = {};
    expect(drift.next(caseView({ equity: -100, legs: [legView(btc, 5)] }), view, {}, state, undefined)).toBe('pass');
    expect(drift.next(caseView({ equity: -100 }), view, {}, state, undefined)).toEqual([
      { do: 'shiftIndex', market: 0, side: 0, amount: 100 },
    ]);
  });

  test('splits a deficit of several markets by the maintenance of their legs', () => {
    const state = {};
    const legs = [legView(btc, 5, { maintenance: 1 }), legView(eth, -5, { maintenance: 3 })];
    drift.next(caseView({ equity: -100, legs }), view, {}, state, undefined);
    expect(drift.next(caseView({ equity: -101 }), view, {}, state, undefined)).toEqual([
      { do: 'shiftIndex', market: 0, side: 0, amount: 25 },
      { do: 'shiftIndex', market: 1, side: 0, amount: 76 },
    ]);
  });

  test('spreads over all markets by open interest when the case was never seen with lots', () => {
    expect(drift.next(caseView({ equity: -100 }), view, {}, {}, undefined)).toEqual([
      { do: 'shiftIndex', market: 0, side: 0, amount: 70 },
      { do: 'shiftIndex', market: 1, side: 0, amount: 30 },
    ]);
  });

  test('passes without open interest, without a deficit, and when it has acted', () => {
    const empty = venueView({ markets: [marketView({ openInterest: 0 })] });
    expect(drift.next(caseView({ equity: -100 }), empty, {}, {}, undefined)).toBe('pass');
    expect(drift.next(caseView({ equity: 0 }), view, {}, {}, undefined)).toBe('pass');
    expect(drift.next(caseView({ equity: -100 }), view, {}, {}, done)).toBe('pass');
  });
});

describe('opposing-interest-index', () => {
  test.each([
    ['long', 5, -1],
    ['short', -5, 1],
  ])('a bankrupt %s is paid by the other side', (_, lots, side) => {
    const state = {};
    percolator.next(caseView({ equity: -100, legs: [legView(btc, lots)] }), view, {}, state, undefined);
    expect(percolator.next(caseView({ equity: -100 }), view, {}, state, undefined)).toEqual([
      { do: 'shiftIndex', market: 0, side, amount: 100 },
    ]);
  });

  test('both sides pay where the side was never seen', () => {
    const single = venueView({ markets: [btc] });
    expect(percolator.next(caseView({ equity: -100 }), single, {}, {}, undefined)).toEqual([
      { do: 'shiftIndex', market: 0, side: 0, amount: 100 },
    ]);
  });

  test('its notes are JSON', () => {
    const state = {};
    percolator.next(caseView({ equity: -1, legs: [legView(eth, -5)] }), view, {}, state, undefined);
    expect(JSON.parse(JSON.stringify(state))).toEqual({ 1: [-1, 1] });
  });
});
