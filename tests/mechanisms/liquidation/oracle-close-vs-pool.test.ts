import { describe, expect, test } from 'vitest';
import { oracleCloseVsPool as layer } from '../../../mechanisms/liquidation/index.ts';
import { defaultView, firstState, marketView, outcomeOf, paramsOf, poolView, venueView } from '../../fixtures/views.ts';

type Input = Parameters<typeof paramsOf<typeof layer.params>>[1];
const at = (oracle: number) => marketView({ mark: 100, oracle });
const next = (subject: ReturnType<typeof defaultView>, input: Input = {}, spendable = 1_000_000) => {
  const markets = subject.legs.map(({ market }) => market);
  const pools = [poolView({ name: 'pool', equity: spendable })];
  return layer.next(subject, venueView({ markets, pools }), paramsOf(layer, input), { closed: {} }, undefined);
};
const take = (lots: number, value: number, margin = 'kept') => ({
  do: 'takeOver',
  by: 'pool',
  market: 0,
  lots,
  value,
  margin,
});

describe('the pool takes positions back', () => {
  test('at the oracle price, and the account keeps the rest', () => {
    expect(next(defaultView(50, [{ market: at(99), lots: 10 }]))).toEqual([take(10, 990)]);
    expect(next(defaultView(50, [{ market: at(99), lots: -10 }]))).toEqual([take(-10, -990)]);
  });

  test('less what it keeps for impact, rounded against the account', () => {
    expect(next(defaultView(50, [{ market: at(99), lots: 10 }]), { impact: '0.001' })).toEqual([take(10, 989)]);
    expect(next(defaultView(50, [{ market: at(99), lots: -10 }]), { impact: '0.001' })).toEqual([take(-10, -991)]);
  });

  test('with the margin that remains, where that is the rule (Jupiter)', () => {
    expect(next(defaultView(50, [{ market: at(100), lots: 10 }]), { margin: 'forfeited' })).toEqual([
      take(10, 1_000, 'forfeited'),
    ]);
  });

  /*
   *   account A            at oracle 90                      pool
   *   long 10 at 100   ->  equity 50 - 100 = -50             faces -10
   *
   * The pool takes the 10 at 95: the account ends at 0, the pool bears the 50 it would otherwise be owed.
   */
  test('at the bankruptcy value where the account would end below zero', () => {
    expect(next(defaultView(50, [{ market: at(90), lots: 10 }]))).toEqual([take(10, 950)]);
    expect(next(defaultView(-20, [{ market: at(100), lots: 10 }]))).toEqual([take(10, 1_020)]);
  });

  test('at mark where it cannot spend what that takes', () => {
    expect(next(defaultView(-20, [{ market: at(100), lots: 10 }]), {}, 19)).toEqual([take(10, 1_000)]);
    expect(next(defaultView(-20, [{ market: at(100), lots: 10 }]), {}, 20)).toEqual([take(10, 1_020)]);
  });
});

/*
 *   account A: long 10, equity 50, mark 100          pool of longs
 *   oracle 99 -> 10 lots are worth 990, 4 of them 396   holds -4
 */
describe('a pool that faces one side', () => {
  const facing = (faces: 1 | -1, held: number, subject = defaultView(50, [{ market: at(99), lots: 10 }])) => {
    const pools = [poolView({ name: 'pool', equity: 1_000_000, faces, lots: () => held })];
    return layer.next(subject, venueView({ pools }), paramsOf(layer), { closed: {} }, undefined);
  };
  const order = (lots: number, limit: number) => ({ do: 'order', market: 0, lots, limit, timeInForce: 'ioc' });

  test('takes back what it holds against that side, and the rest goes to the book', () => {
    expect(facing(1, -4)).toEqual([take(4, 396), order(6, 95)]);
    expect(facing(1, -12)).toEqual([take(10, 990)]);
    const short = defaultView(50, [{ market: at(99), lots: -10 }]);
    expect(facing(-1, 4, short)).toEqual([take(-4, -396), order(-6, 105)]);
  });

  test('takes nothing back where it holds nothing against it', () => {
    expect(facing(1, 0)).toEqual([order(10, 95)]);
    expect(facing(1, 4)).toEqual([order(10, 95)]);
  });
});

/*
 *   account A: long 10 and long 6, mark and oracle 100      pool of longs holds -4 and -6
 *
 * What the orders fill is not known yet, so all that the pool takes comes before any of them.
 */
test('a pool that faces one side takes of all positions before the rest of any goes to the book', () => {
  const markets = [marketView({ number: 0, id: 'A' }), marketView({ number: 1, id: 'B' })] as const;
  const subject = defaultView(50, [
    { market: markets[0], lots: 10 },
    { market: markets[1], lots: 6 },
  ]);
  const pools = [poolView({ name: 'pool', equity: 1_000_000, faces: 1, lots: (market) => [-4, -6][market] ?? 0 })];
  const asked = layer.next(subject, venueView({ markets, pools }), paramsOf(layer), { closed: {} }, undefined);
  expect(asked).toEqual([
    take(4, 400),
    { ...take(6, 600), market: 1 },
    { do: 'order', market: 0, lots: 6, limit: 95, timeInForce: 'ioc' },
  ]);
});

/* One unit of the asset the market settles in is worth 10 of the venue's: the account's 52 are 5 there. */
describe('a market that settles in another asset', () => {
  const coin = (oracle: number) => ({ ...at(oracle), notional: (lots: number) => Math.abs(lots) * 1_000 });

  test('leaves at oracle as long as the account can bear it in its own money', () => {
    expect(next(defaultView(52, [{ market: coin(100), lots: 10 }]), { impact: '0.005' })).toEqual([take(10, 995)]);
    // A tenth of a percent more: 6 units cost 60 and a little, beyond the 52 it has.
    expect(next(defaultView(52, [{ market: coin(100), lots: 10 }]), { impact: '0.006' })).toEqual([take(10, 948)]);
  });

  test('costs the pool what it is worth', () => {
    expect(next(defaultView(-20, [{ market: coin(100), lots: 10 }]), {}, 199)).toEqual([take(10, 1_000)]);
    expect(next(defaultView(-20, [{ market: coin(100), lots: 10 }]), {}, 201)).toEqual([take(10, 1_020)]);
  });
});

test('asks once a step', () => {
  const subject = defaultView(50, [{ lots: 10 }]);
  const view = venueView({ pools: [poolView({ name: 'pool' })] });
  expect(layer.next(subject, view, paramsOf(layer), { closed: {} }, outcomeOf({ do: 'takeOver', lots: 10 }))).toBe(
    'pass',
  );
});

/*
 * The terms the venue set for IP: maker and taker fee 0.12 %, skew scale 3 million, multiplier 1.5: 5,400 coins a second, and
 * 162,000 in a window of 30 s. A long of 400,000 at 5 dollars:
 *
 *    0 s   162,000        9 s   none        30 s   162,000        60 s   the last 76,000
 */
describe('a window', () => {
  const ip = marketView({ id: 'IP', mark: 5 });
  const window = { length: '30s', fees: '0.0012', multiplier: '1.5', skewScale: { IP: '3000000' } };
  const over = () => {
    const params = paramsOf(layer, { window });
    const state = firstState(layer, params);
    return (now: number, lots: number, equity = 1_000) => {
      const view = venueView({ now, markets: [ip], pools: [poolView({ name: 'pool', equity: 10 ** 9 })] });
      return layer.next(defaultView(equity, [{ market: ip, lots }]), view, params, state, undefined);
    };
  };

  test('bounds what is closed of a market', () => {
    const at = over();
    expect(at(0, 400_000)).toEqual([take(162_000, 810_000)]);
    expect(at(9, 238_000)).toBe('pass');
    expect(at(29.999, 238_000)).toBe('pass');
    expect(at(30, 238_000)).toEqual([take(162_000, 810_000)]);
    expect(at(60, 76_000)).toEqual([take(76_000, 380_000)]);
  });

  test('adds up what accounts of both sides closed in it', () => {
    const at = over();
    expect(at(0, 100_000)).toEqual([take(100_000, 500_000)]);
    expect(at(10, -70_000)).toEqual([take(-62_000, -310_000)]);
    expect(at(30, -8_000)).toEqual([take(-8_000, -40_000)]);
    // The 62,000 of 10 s still count at 39 s, and no longer at 40.
    expect(at(39, 400_000)).toEqual([take(92_000, 460_000)]);
    expect(at(40, 308_000)).toEqual([take(62_000, 310_000)]);
  });

  test('takes its part of a bankrupt position at its part of the bankruptcy value', () => {
    expect(over()(0, 324_000, -1_000)).toEqual([take(162_000, 810_500)]);
  });

  test('is refused out of range', () => {
    const messages = (given: object) =>
      layer.params.safeParse({ window: given }).error?.issues.map(({ message }) => message);
    expect(messages({ length: '100ms' })).toEqual(['100ms is out of range; a duration here is at least 1s']);
    expect(messages({ multiplier: '-1' })).toEqual(['-1 is out of range; a ratio here is between 0 and 1000']);
  });
});
