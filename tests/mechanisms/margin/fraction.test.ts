import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fraction as margin } from '../../../mechanisms/margin/index.ts';
import { marketView, paramsOf } from '../../fixtures/views.ts';
import { obeysLaws } from './margin-laws.ts';

const schedule = (input: Parameters<typeof paramsOf<typeof margin.params>>[1], id = 'BTC') =>
  margin.schedule(marketView({ id }), paramsOf(margin, input));

test('takes a flat share of notional, rounded up', () => {
  const { initial, maintenance, closeOut, slopePerMillion } = schedule({ initial: '0.02', maintenance: '0.01' });
  expect([initial(1_000, 1), maintenance(1_000, 1), maintenance(1_001, 1)]).toEqual([20, 10, 11]);
  expect(closeOut).toBeUndefined();
  expect(slopePerMillion).toBe(10_000);
});

test('gives a market its own fractions, and keeps the others where they are left out', () => {
  const input = { initial: '0.1', maintenance: '0.05', closeOut: '0.03', markets: { ETH: { maintenance: '0.04' } } };
  const eth = schedule(input, 'ETH');
  expect([eth.initial(1_000, 1), eth.maintenance(1_000, 1), eth.closeOut?.(1_000, 1)]).toEqual([100, 40, 30]);
  expect(schedule(input).maintenance(1_000, 1)).toBe(50);
});

test('has a close-out level where any market has one', () => {
  const has = (input: Parameters<typeof paramsOf<typeof margin.params>>[1]) =>
    margin.hasCloseOut?.(paramsOf(margin, input));
  expect([has({}), has({ closeOut: '0.01' }), has({ markets: { ETH: { closeOut: '0.01' } } })]).toEqual([
    false,
    true,
    true,
  ]);
  expect(has({ markets: { ETH: { initial: '0.2' } } })).toBe(false);
});

test('hands its exit buffer on, per million of maintenance', () => {
  expect(margin.exitBuffer?.(paramsOf(margin, { exitBuffer: '0.02' }))).toBe(20_000);
});

test('says when a declared default ends', () => {
  expect(margin.exit?.(paramsOf(margin))).toBe('healthy');
  expect(margin.exit?.(paramsOf(margin, { exit: 'flat' }))).toBe('flat');
});

test('for any fractions margins are whole, rise, and stay within the slope', () => {
  const notional = fc.integer({ min: 0, max: 2 ** 50 });
  const rates = fc.tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 1_000_000 }));
  fc.assert(
    fc.property(rates, notional, notional, ([a, b], low, high) => {
      const [maintenance, initial] = [Math.min(a, b), Math.max(a, b)].map((x) => (x / 1_000_000).toFixed(6));
      return obeysLaws(schedule({ initial, maintenance }), low, high);
    }),
  );
});

describe('bad levels', () => {
  test('that cross are refused with the numbers', () => {
    expect(() => schedule({ initial: '0.05', maintenance: '0.1' })).toThrow(
      'the margins of BTC are 50000, 100000 and 0 per million of notional; initial >= maintenance >= close-out must hold',
    );
    expect(() => schedule({ closeOut: '0.06' })).toThrow('initial >= maintenance >= close-out must hold');
  });

  test('out of range are refused', () => {
    expect(margin.params.safeParse({ initial: '1.1' }).error?.issues[0]?.message).toBe(
      '1.1 is out of range; a ratio here is between 0 and 1',
    );
  });
});
