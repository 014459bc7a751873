import { describe, expect, test } from 'vitest';
import { fundTakeover as layer } from '../../../mechanisms/backstop/index.ts';
import {
  accountView,
  caseView,
  defaultView,
  firstState,
  legView,
  marketView,
  outcomeOf,
  paramsOf,
  poolView,
  venueView,
} from '../../fixtures/views.ts';

type Input = Parameters<typeof paramsOf<typeof layer.params>>[1];
const btc = marketView();
const eth = marketView({ number: 1, id: 'ETH', mark: 10 });
const markets = [btc, eth];
const next = (subject: ReturnType<typeof defaultView>, input: Input = {}, pools = [poolView({ equity: 1_000 })]) => {
  const params = paramsOf(layer, input);
  return layer.next(subject, venueView({ markets, pools }), params, firstState(layer, params), undefined);
};
const take = (market: number, lots: number, value: number, by = 'insurance') => ({
  do: 'takeOver',
  by,
  market,
  lots,
  value,
  margin: 'forfeited',
});

/*
 *   account A       mark 100                    fund
 *   long 100        10 000    maintenance 100   1 000
 *   equity              60
 *
 * Taken at the bankruptcy value 9 940: the account ends at 0, the fund holds 100 lots bought 60 below mark.
 */
const long = (equity: number) => defaultView(equity, [{ lots: 100 }]);

test('begins at close-out margin, where that is the level', () => {
  const at = (closeOut: number) => defaultView(60, [{ lots: 100 }], { account: { closeOut } });
  expect(next(at(60), { belowCloseOut: true })).toBe('pass');
  expect(next(at(61), { belowCloseOut: true })).toEqual([take(0, 100, 9_940)]);
});

describe('the fund takes over', () => {
  test('at the bankruptcy value: the maintenance margin left is its own', () => {
    expect(next(long(60))).toEqual([take(0, 100, 9_940)]);
  });

  test('at a loss when the account is below zero, as long as it can pay for that', () => {
    expect(next(long(-200))).toEqual([take(0, 100, 10_200)]);
    expect(next(long(-1_000))).toEqual([take(0, 100, 11_000)]);
    expect(next(long(-1_001))).toBe('pass');
  });

  test('counting what a market in another asset costs in its own money', () => {
    // One unit of that asset is worth 10 of the venue's: a loss of 90 units costs 900 (and a little, rounded up), of 110 it costs 1,100.
    const coin = marketView({ notional: (lots) => Math.abs(lots) * 1_000 });
    const held = (equity: number) => defaultView(equity, [{ market: coin, lots: 100 }]);
    expect(next(held(-90))).toEqual([take(0, 100, 10_090)]);
    expect(next(held(-110))).toBe('pass');
    // 100 lots are worth 100,000 to the venue; 25 of them fit.
    expect(next(held(60), { notionalCap: '25000' })).toEqual([take(0, 25, 2_485)]);
  });

  test('at mark, with the deficit left to the fund layer', () => {
    expect(next(long(-200), { price: 'mark' })).toEqual([take(0, 100, 10_000)]);
  });

  test('a cross account leg by leg, the loss shared by maintenance', () => {
    const subject = defaultView(-90, [
      { market: btc, lots: 100 },
      { market: eth, lots: -2_000 },
    ]);
    expect(next(subject)).toEqual([take(0, 100, 10_030), take(1, -2_000, -19_940)]);
  });

  test('only what the money of each pool covers', () => {
    const subject = defaultView(-90, [
      { market: btc, lots: 100 },
      { market: eth, lots: -2_000 },
    ]);
    const pools = [poolView({ name: 'insurance/BTC', equity: 500 }), poolView({ name: 'insurance/ETH', equity: 59 })];
    expect(next(subject, {}, pools)).toEqual([take(0, 100, 10_030, 'insurance/BTC')]);
    // One pool of 89 can bear 30, but not 60 after it.
    expect(next(subject, {}, [poolView({ equity: 89 })])).toEqual([take(0, 100, 10_030)]);
  });

  test('nothing once it is empty, even at a gain', () => {
    expect(next(long(60), {}, [poolView({ equity: 0 })])).toBe('pass');
  });

  test('below the level it is told, strictly', () => {
    expect(next(long(50), { belowMaintenance: '0.5' })).toBe('pass');
    expect(next(long(49), { belowMaintenance: '0.5' })).toEqual([take(0, 100, 9_951)]);
    expect(next(long(100))).toBe('pass');
  });
});

describe('the notional cap', () => {
  test('lets part of a leg through, at its share of the value', () => {
    // Room for 2 500 of 10 000 notional: 25 of 100 lots, at a quarter of 9 940.
    expect(next(long(60), { notionalCap: '2500' })).toEqual([take(0, 25, 2_485)]);
  });

  // HitBTC: the net notional of the fund is at most 100 % of it, a leverage of 1; what is beyond meets counterparties at once.
  test('may be a multiple of the fund', () => {
    // 1,000 in the fund are 10 of 100 lots at 100, at a tenth of 9,940.
    expect(next(long(60), { leverageCap: '1' })).toEqual([take(0, 10, 994)]);
    expect(next(long(60), { leverageCap: '2.5' })).toEqual([take(0, 25, 2_485)]);
    const held = [poolView({ equity: 1_000, lots: (market) => (market === 0 ? 4 : 0) })];
    expect(next(long(60), { leverageCap: '1' }, held)).toEqual([take(0, 6, 596)]);
    expect(next(long(60), { leverageCap: '0' })).toBe('pass');
    expect(next(long(60), { leverageCap: '100', notionalCap: '300' })).toEqual([take(0, 3, 298)]);
  });

  test('bounds nothing where the multiple is beyond all amounts', () => {
    const rich = [poolView({ equity: 1_000_000_000_000_000 })];
    expect(next(long(60), { leverageCap: '10' }, rich)).toEqual([take(0, 100, 9_940)]);
  });

  test('counts what the pool holds already, long or short', () => {
    const pools = [poolView({ equity: 1_000, lots: (market) => (market === 0 ? 10 : -100) })];
    expect(next(long(60), { notionalCap: '3000' }, pools)).toEqual([take(0, 10, 994)]);
    expect(next(long(60), { notionalCap: '2000' }, pools)).toBe('pass');
    expect(next(long(60), { notionalCap: '1000' }, pools)).toBe('pass');
  });

  test('is used up leg by leg', () => {
    const subject = defaultView(0, [
      { market: btc, lots: 100 },
      { market: eth, lots: -2_000 },
    ]);
    expect(next(subject, { notionalCap: '15000' })).toEqual([take(0, 100, 10_000), take(1, -500, -5_000)]);
  });
});

test('leaves pools, inventories and flat accounts alone', () => {
  expect(next(caseView({ subject: accountView(900, { kind: 'fund', equity: -1 }), legs: [legView(btc, 1)] }))).toBe(
    'pass',
  );
  expect(next(caseView({ kind: 'inventory', equity: -1, legs: [legView(btc, 1)] }))).toBe('pass');
  expect(next(caseView({ equity: -1 }))).toBe('pass');
});

test('asks once a step, does not overtake, and works its inventory out', () => {
  const params = paramsOf(layer, { workOver: '100s', slippage: '0.02' });
  const state = firstState(layer, params);
  const view = venueView({ pools: [poolView({ equity: 5 })] });
  expect(layer.next(long(60), view, params, state, outcomeOf({ do: 'takeOver', lots: 100 }))).toBe('pass');
  expect(layer.overtakes).toBeUndefined();
  const inventory = caseView({ kind: 'inventory', legs: [legView(btc, -500)] });
  expect(layer.work?.(inventory, view, params, state, undefined)).toEqual([
    { do: 'order', market: 0, lots: -5, limit: 102, timeInForce: 'ioc' },
  ]);
});

test('refuses a cap below zero', () => {
  expect(layer.params.safeParse({ notionalCap: '-1' }).error?.issues[0]?.message).toBe(
    '-1 is below zero; an amount here is at least 0',
  );
});
