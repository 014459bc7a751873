import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bankruptcyLimit, limitFromMark } from '../../../mechanisms/liquidation/limit-price.ts';
import { inverse as inverseOf, value } from '../../../src/money/index.ts';
import { legView, marketView } from '../../fixtures/views.ts';

const market = marketView({ mark: 1_000 });
const inverse = marketView({ kind: 'inverse', mark: 50_000 });

test('a limit from mark is below it for a long, above it for a short, rounded towards mark', () => {
  expect(limitFromMark(legView(market, 5), { n: 1, d: 20 })).toBe(950);
  expect(limitFromMark(legView(market, -5), { n: 1, d: 20 })).toBe(1_050);
  expect(limitFromMark(legView(market, 5), { n: 1, d: 3 })).toBe(667);
  expect(limitFromMark(legView(market, -5), { n: 1, d: 3 })).toBe(1_333);
});

describe('the bankruptcy limit of a linear leg', () => {
  test.each([
    ['long with equity to lose', 10, 200, 980],
    ['short with equity to lose', -10, 200, 1_020],
    ['long, rounded up', 3, 100, 967],
    ['short, rounded down', -3, 100, 1_033],
    ['long at equity zero', 10, 0, 1_000],
    ['long below zero', 10, -200, 1_020],
    ['short below zero', -10, -200, 980],
    ['long with more equity than it is worth', 10, 20_000, 'any'],
    ['long with exactly what it is worth', 10, 10_000, 'any'],
    ['short that would need a price of zero', -10, -10_000, 'none'],
    ['short that would need a price below zero', -10, -20_000, 'none'],
  ] as const)('%s', (_, lots, equity, expected) => {
    expect(bankruptcyLimit(legView(market, lots, { equity }))).toBe(expected);
  });
});

test('an inverse short that could bear no price of a whole tick has none', () => {
  // At a mark of 1 tick every bearable price lies below it, where an inverse position has no value.
  const coin = inverseOf({ face: 1_000_000 });
  const low = {
    ...marketView({ kind: 'inverse', mark: 1 }),
    value: (lots: number, ticks: number) => value(coin, lots, ticks),
  };
  expect(() => low.value(-3, 0)).toThrow();
  expect(bankruptcyLimit(legView(low, -3, { equity: -1_500_000 }))).toBe('none');
});

test('closing at the limit costs at most the equity, and one tick further costs more', () => {
  const either = fc.constantFrom(marketView({ mark: 1_000 }), inverse);
  const sizes = fc.integer({ min: -500, max: 500 }).filter((lots) => lots !== 0);
  fc.assert(
    fc.property(either, sizes, fc.integer({ min: -90, max: 90 }), (one, lots, percent) => {
      const equity = Math.floor((Math.abs(one.value(lots, one.mark)) * percent) / 100);
      const leg = legView(one, lots, { equity });
      const limit = bankruptcyLimit(leg);
      if (typeof limit === 'string') return false;
      const further = limit - Math.sign(lots);
      // An inverse value is rounded to a unit, so one tick may make no difference to it.
      const slack = one.kind === 'inverse' ? 2 : 0;
      return (
        one.value(lots, limit) >= leg.bankruptcyValue &&
        (further < 1 || one.value(lots, further) <= leg.bankruptcyValue + slack)
      );
    }),
  );
});

test('a bankruptcy price a million times away counts as out of reach', () => {
  expect(bankruptcyLimit(legView(market, -1, { equity: 2_000_000_000 }))).toBe('any');
  expect(bankruptcyLimit(legView(inverse, -1, { equity: -40_000_000 }))).not.toBe('any');
  expect(bankruptcyLimit(legView(market, 1, { value: 0, equity: 5 }))).toBe('any');
  expect(bankruptcyLimit(legView(market, 1, { value: 0, equity: -5 }))).toBe('none');
});
