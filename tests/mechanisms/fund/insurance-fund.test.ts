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
    expect(keys({ scope: 'per-market-isolated' })).toEqual(['BTC', 'ETH', 'BNB', 'DOGE']);
    // Binance: BTC, ETH and BNB share one pool.
    expect(keys({ scope: 'grouped-pool', groups: { majors: ['BTC', 'ETH', 'BNB'] } })).toEqual([
      'majors',
      'majors',
      'majors',
      'DOGE',
    ]);
  });
});

describe('the scopes by what a market is', () => {
  const contracts = [
    marketView({ number: 0, id: 'BTC-USDT', settle: 'USDT' }),
    marketView({ number: 1, id: 'BTC-USDT-250328', settle: 'USDT' }),
    marketView({ number: 2, id: 'XBTUSD', settle: 'BTC', kind: 'inverse' }),
    marketView({ number: 3, id: 'ETH-USDT', settle: 'USDT' }),
    marketView({ number: 4, id: 'ETH-USDC', settle: 'USDC' }),
  ];
  const keysOf = (input: Parameters<typeof paramsOf<typeof fund.params>>[1]) =>
    contracts.map((market) => fund.scope(market, paramsOf(fund, input)));

  test('one fund for each coin takes the markets that settle in it', () => {
    expect(keysOf({ scope: 'per-settlement-coin' })).toEqual(['USDT', 'USDT', 'BTC', 'USDT', 'USDC']);
  });

  // OKX: contracts margined in USDT are kept apart by underlying, and expiries of one underlying together.
  test('one fund for each product, underlying and coin', () => {
    expect(keysOf({ scope: 'per-product-underlying', underlyings: { XBTUSD: 'BTC' } })).toEqual([
      'linear-BTC-USDT',
      'linear-BTC-USDT',
      'inverse-BTC-BTC',
      'linear-ETH-USDT',
      'linear-ETH-USDC',
    ]);
  });

  // dYdX v4: one for all cross markets, one for each isolated market.
  test('one fund for cross markets, and one for each that is isolated', () => {
    expect(keysOf({ scope: 'cross-plus-isolated-markets', isolated: ['XBTUSD', 'ETH-USDC'] })).toEqual([
      'all',
      'all',
      'XBTUSD',
      'all',
      'ETH-USDC',
    ]);
  });

  test('a list that the scope does not read is refused', () => {
    const messages = (input: object) => fund.params.safeParse(input).error?.issues.map(({ message }) => message);
    expect(messages({ isolated: ['A'] })).toEqual([
      'isolated is for scope cross-plus-isolated-markets, but scope is global',
    ]);
    expect(messages({ scope: 'per-market-isolated', groups: { a: ['A'] } })).toEqual([
      'groups is for scope grouped-pool, but scope is per-market-isolated',
    ]);
    expect(messages({ scope: 'grouped-pool', underlyings: { A: 'B' } })).toEqual([
      'underlyings is for scope per-product-underlying, but scope is grouped-pool',
    ]);
  });
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

/*
 * Cash of the pool           90     100     40      10     0
 * filled to 100 + 50 below 100:  +60       -   +110    +30     -      of 200 in all
 */
describe('a refill', () => {
  const params = paramsOf(fund, { refill: { below: '100', beyond: '50', most: '200' } });

  test('fills a pool that is below its level beyond it, until no more may come', () => {
    const state = firstState(fund, params);
    const at = (cash: number) => flowsOf(fund.flow?.(poolView({ cash }), venueView({ now: 1 }), params, state));
    expect(at(90)).toEqual([{ amount: 60, cause: 'top-up' }]);
    expect(at(100)).toEqual([]);
    expect(at(40)).toEqual([{ amount: 110, cause: 'top-up' }]);
    expect(at(10)).toEqual([{ amount: 30, cause: 'top-up' }]);
    expect(at(0)).toEqual([]);
    expect(JSON.parse(JSON.stringify(state))).toEqual({ paid: 0, refilled: 200 });
  });

  test('counts what is scheduled first', () => {
    const both = paramsOf(fund, { topUp: { amount: '30', every: '1h' }, refill: { below: '100' } });
    const flow = (cash: number) =>
      flowsOf(fund.flow?.(poolView({ cash }), venueView({ now: 3_600 }), both, firstState(fund, both)))[0]?.amount;
    expect([flow(69), flow(70), flow(200)]).toEqual([31, 30, 30]);
  });

  test('of a level of 0 is refused', () => {
    expect(fund.params.safeParse({ refill: { below: '0' } }).error?.issues[0]?.message).toBe(
      '0 is not above zero; an amount here is above 0',
    );
  });
});

test('refuses a market in two groups, a negative capital and top-ups without end', () => {
  const message = (input: object) => fund.params.safeParse(input).error?.issues[0]?.message;
  expect(message({ groups: { a: ['BTC'], b: ['ETH', 'BTC'] } })).toBe('BTC is in a and in b; one pool serves a market');
  expect(message({ capital: '-1' })).toBe('-1 is below zero; an amount here is at least 0');
  expect(message({ topUp: { every: '0s' } })).toBe('0s is out of range; a duration here is at least 1ms');
  expect(() => paramsOf(fund, { capital: '0.5' })).toThrow();
});
