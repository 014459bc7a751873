import { describe, expect, test } from 'vitest';
import { insuranceFund as fund } from '../../../mechanisms/fund/index.ts';
import { firstState, flowsOf, marketView, paramsOf, poolView, venueView } from '../../fixtures/views.ts';

const markets = ['BTC', 'ETH', 'BNB', 'DOGE'].map((id, number) => marketView({ id, number }));
const keys = (input: Parameters<typeof paramsOf<typeof fund.params>>[1]) => {
  const params = paramsOf(fund, input);
  return markets.map((market) => fund.scope(market, params));
};

describe('the scope', () => {
  test('is one pool, one a market, or one a group and one for each market in none', () => {
    expect(keys({})).toEqual(['all', 'all', 'all', 'all']);
    expect(keys({ scope: 'per-market' })).toEqual(['BTC', 'ETH', 'BNB', 'DOGE']);
    // Binance: BTC, ETH and BNB share one pool.
    expect(keys({ scope: 'groups', groups: { majors: ['BTC', 'ETH', 'BNB'] } })).toEqual([
      'majors',
      'majors',
      'majors',
      'DOGE',
    ]);
  });
});

test('one fund for each coin takes the markets that settle in it', () => {
  const params = paramsOf(fund, { scope: 'per-coin' });
  const settled = ['BTC', 'USDC', 'USDC'].map((settle, number) => marketView({ number, id: `M${number}`, settle }));
  expect(settled.map((market) => fund.scope(market, params))).toEqual(['BTC', 'USDC', 'USDC']);
});

test('opens each pool with its own capital, else the common one, above one floor', () => {
  const params = paramsOf(fund, { capital: '8', capitals: { majors: '1230' }, floor: '2' });
  expect(['majors', 'DOGE', 'constructor'].map((key) => fund.capital(key, params, []))).toEqual([1_230, 8, 8]);
  expect(fund.floor?.('DOGE', params)).toBe(2);
});

describe('top-ups', () => {
  const flows = (input: Parameters<typeof paramsOf<typeof fund.params>>[1], times: readonly number[]) => {
    const params = paramsOf(fund, input);
    const state = firstState(fund, params);
    return times.map((now) => flowsOf(fund.flow?.(poolView(), venueView({ now }), params, state))[0]?.amount);
  };

  test('flow in at whole multiples of the interval, none lost by a long step', () => {
    const input = { topUp: { amount: '5', every: '1h' } };
    expect(flows(input, [1, 3_599, 3_600, 3_601, 7_200, 18_000])).toEqual([undefined, undefined, 5, undefined, 5, 15]);
  });

  test('are none by default', () => {
    expect(flows({}, [1, 86_400, 864_000])).toEqual([undefined, undefined, undefined]);
  });
});

test('refuses a market in two groups, a negative capital and top-ups without end', () => {
  const message = (input: object) => fund.params.safeParse(input).error?.issues[0]?.message;
  expect(message({ groups: { a: ['BTC'], b: ['ETH', 'BTC'] } })).toBe('BTC is in a and in b; one pool serves a market');
  expect(message({ capital: '-1' })).toBe('-1 is below zero; an amount here is at least 0');
  expect(message({ topUp: { every: '0s' } })).toBe('top-ups are more than 0s apart');
  expect(() => paramsOf(fund, { capital: '0.5' })).toThrow();
});
