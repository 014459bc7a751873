import { describe, expect, test } from 'vitest';
import { vaultTakeover as layer } from '../../../mechanisms/backstop/index.ts';
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
const next = (subject: ReturnType<typeof defaultView>, input: Input = {}, spendable = 1_000) => {
  const params = paramsOf(layer, input);
  const view = venueView({ markets: [btc, eth], pools: [poolView({ name: 'vault', equity: spendable })] });
  return layer.next(subject, view, params, firstState(layer, params), undefined);
};
const take = (market: number, lots: number, value: number, margin = 'forfeited') => ({
  do: 'takeOver',
  by: 'vault',
  market,
  lots,
  value,
  margin,
});

test('begins at close-out margin, where that is the level', () => {
  const at = (closeOut: number) => defaultView(90, [{ lots: 100 }], { account: { closeOut } });
  expect(next(at(90), { belowCloseOut: true })).toBe('pass');
  expect(next(at(91), { belowCloseOut: true })).toEqual([take(0, 100, 10_000)]);
});

test('counts what a market in another asset costs in its own money', () => {
  const coin = marketView({ notional: (lots) => Math.abs(lots) * 1_000 });
  const held = (equity: number) => defaultView(equity, [{ market: coin, lots: 100 }]);
  expect(next(held(-90), { whenNegative: 'take' })).toEqual([take(0, 100, 10_090)]);
  expect(next(held(-110), { whenNegative: 'take' })).toBe('pass');
});

/*
 *   account A         mark                vault
 *   long  30 BTC      3 000   maint. 30   cash 1 000
 *   short 300 ETH    -3 000   maint. 30
 *   equity               39   below 2/3 x 60 = 40
 *
 *   after             flat, equity 0      cash 1 039, +30 BTC, -300 ETH
 */
const below = (equity: number) =>
  defaultView(equity, [
    { market: btc, lots: 30 },
    { market: eth, lots: -300 },
  ]);

describe('the vault takes over', () => {
  test('all positions at mark, and the margin that remains, below two thirds of maintenance', () => {
    expect(next(below(39))).toEqual([take(0, 30, 3_000), take(1, -300, -3_000)]);
  });

  test('not at two thirds and above', () => {
    expect(next(below(40))).toBe('pass');
    expect(next(below(59))).toBe('pass');
  });

  test('at a level that is no whole unit, strictly below it', () => {
    // 2/3 x 61 = 40.67
    const subject = (equity: number) => defaultView(equity, [{ lots: 30, maintenance: 61 }]);
    expect(next(subject(40))).not.toBe('pass');
    expect(next(subject(41))).toBe('pass');
  });

  test('at equity zero, but not below it, which is for ADL', () => {
    expect(next(below(0))).toEqual([take(0, 30, 3_000), take(1, -300, -3_000)]);
    expect(next(below(-1))).toBe('pass');
  });

  test('below zero at bankruptcy value, where it is told to and can', () => {
    expect(next(below(-20), { whenNegative: 'take' })).toEqual([take(0, 30, 3_010), take(1, -300, -2_990)]);
    expect(next(below(-20), { whenNegative: 'take' }, 20)).not.toBe('pass');
    expect(next(below(-20), { whenNegative: 'take' }, 19)).toBe('pass');
  });

  test('and leaves the margin, where that is the rule', () => {
    expect(next(below(39), { margin: 'kept' })).toMatchObject([{ margin: 'kept' }, { margin: 'kept' }]);
  });
});

test('the vault refuses when it has nothing left to spend', () => {
  expect(next(below(39), {}, 0)).toBe('pass');
  expect(next(below(39), {}, 1)).not.toBe('pass');
});

test('the vault does not take pools over, nor its own inventory', () => {
  expect(
    next(
      caseView({ subject: accountView(900, { kind: 'vault', equity: 1, maintenance: 9 }), legs: [legView(btc, 1)] }),
    ),
  ).toBe('pass');
  expect(next(caseView({ kind: 'inventory', legs: [legView(btc, 1)] }))).toBe('pass');
});

test('asks once a step, overtakes waits, and works its inventory out', () => {
  const params = paramsOf(layer);
  const view = venueView({ pools: [poolView({ name: 'vault', equity: 5 })] });
  expect(layer.next(below(39), view, params, firstState(layer, params), outcomeOf({ do: 'takeOver', lots: 30 }))).toBe(
    'pass',
  );
  expect(layer.overtakes).toBe(true);
  const inventory = caseView({ kind: 'inventory', legs: [legView(btc, 600)] });
  expect(layer.work?.(inventory, view, params, firstState(layer, params), undefined)).toEqual([
    { do: 'order', market: 0, lots: 1, limit: 95, timeInForce: 'ioc' },
  ]);
});

test('refuses bad parameters, and names a pool that is missing', () => {
  expect(layer.params.safeParse({ belowMaintenance: '3/2' }).error?.issues[0]?.message).toBe(
    '3/2 is out of range; a ratio here is between 0 and 1',
  );
  expect(() => next(below(39), { pool: 'hlp' })).toThrow(
    'vault-takeover uses the pool "hlp", but the exchange has none of that name',
  );
});
