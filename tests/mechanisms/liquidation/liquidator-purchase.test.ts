import { describe, expect, test } from 'vitest';
import { liquidatorPurchase as layer } from '../../../mechanisms/liquidation/index.ts';
import {
  accountView,
  defaultView,
  firstState,
  marketView,
  outcomeOf,
  paramsOf,
  poolView,
  positionView,
  venueView,
} from '../../fixtures/views.ts';

type Input = Parameters<typeof paramsOf<typeof layer.params>>[1];
const btc = marketView();
const rich = accountView(20, { kind: 'maker', equity: 100_000 });
const poor = accountView(21, { kind: 'maker', equity: 1_000, positions: [positionView(btc, 300)] });
const busy = accountView(22, { kind: 'maker', equity: 100_000, inCase: true });

const plain: Input = { fee: '0.005', buffer: '0', wholeBelow: '0', initialShare: '1', capitalShare: '1', leverage: 2 };
const asked = (input: Input = plain) => {
  const params = paramsOf(layer, input);
  const state = firstState(layer, params);
  return {
    state,
    at: (now: number, subject: ReturnType<typeof defaultView>, outcome?: ReturnType<typeof outcomeOf>) =>
      layer.next(subject, venueView({ now, accounts: [rich, poor, busy] }), params, state, outcome),
  };
};

/*
 *   account A          mark 100, oracle 100
 *   long 1000          100 000
 *   maintenance 1 %      1 000
 *   equity                 800     short of 200
 *
 * A lot sold at a discount of 0.5 % costs 0.5 and frees 1: 400 lots restore it (equity 600 for 60 000).
 */
const short = (equity = 800, lots = 1_000) => defaultView(equity, [{ market: btc, lots }]);

describe('the offer', () => {
  test('is just enough to restore margin, at a discount to oracle, to liquidators with free equity', () => {
    expect(asked().at(0, short())).toEqual([
      {
        do: 'offer',
        market: 0,
        lots: 400,
        value: 39_800,
        // rich: 100 000 x 2 over 100 a lot; poor: 1000 - 600 of initial margin, x 2
        to: [
          { account: 20, capacity: 2_000 },
          { account: 21, capacity: 8 },
        ],
        share: 'pro-rata',
      },
    ]);
  });

  test('of a short asks the account to pay more than oracle', () => {
    expect(asked().at(0, short(800, -1_000))).toMatchObject([{ lots: -400, value: -40_200 }]);
  });

  test('grows with the time in liquidation', () => {
    const slow = { ...plain, initialShare: '0.02', shareOver: '100s' };
    // Of the shortage of 200, 2 % at once, then 1 % a second: 4, 104, 200
    expect(asked(slow).at(0, short())).toMatchObject([{ lots: 8 }]);
    expect(asked(slow).at(50, short())).toMatchObject([{ lots: 208 }]);
    expect(asked(slow).at(100, short())).toMatchObject([{ lots: 400 }]);
    expect(asked({ ...slow, wholeBelow: '201' }).at(0, short())).toMatchObject([{ lots: 400 }]);
  });

  test('counts what was freed before against what may be freed by now', () => {
    const trader = asked({ ...plain, initialShare: '0.02', shareOver: '100s' });
    expect(trader.at(0, short())).toMatchObject([{ lots: 8 }]);
    // 8 lots freed 4 of the 200: asked again at the same moment, nothing more is allowed
    expect(trader.at(0, short(796, 992), outcomeOf({ do: 'offer', lots: 8 }))).toBe('pass');
    expect(trader.state.freed).toBe(4);
    expect(trader.at(10, short(796, 992))).toMatchObject([{ lots: 40 }]);
  });

  test('raises the discount after a while, up to its cap', () => {
    const input = { ...plain, rampAfter: '10m', rampPerHour: '0.009', feeCap: '0.006' };
    // 400 s beyond 10 minutes: 0.1 % on top
    expect(asked(input).at(600, short())).toMatchObject([{ lots: 400, value: 39_800 }]);
    expect(asked(input).at(1_000, short())).toMatchObject([{ lots: 500, value: 49_700 }]);
    expect(asked(input).at(10_000, short())).toMatchObject([{ lots: 500, value: 49_700 }]);
  });

  test('wants the buffer beyond maintenance', () => {
    // short of 1000 + 1000 - 800 = 1200; a lot frees 1 + 1 - 0.5
    expect(asked({ ...plain, buffer: '0.01' }).at(0, short())).toMatchObject([{ lots: 800 }]);
  });

  test('is for everything where the discount eats what a part frees', () => {
    expect(asked({ ...plain, fee: '0.01' }).at(0, short())).toMatchObject([{ lots: 1_000, value: 99_000 }]);
  });
});

/*
 *   account A          mark 100, oracle 100
 *   long 1000          100 000
 *   equity                -300     sold whole at a discount of 0.5 % it owes 800
 */
test('is not made where it would leave a debt that the fund cannot pay', () => {
  const bought = (spendable: number, pool?: string) => {
    const params = paramsOf(layer, pool === undefined ? plain : { ...plain, pool });
    const pools = [poolView({ name: 'insurance', equity: spendable })];
    const view = venueView({ accounts: [rich], pools });
    return layer.next(short(-300), view, params, firstState(layer, params), undefined);
  };
  const purchase = [{ do: 'offer', lots: 1_000, value: 99_500 }];
  expect(bought(800, 'insurance')).toMatchObject(purchase);
  expect(bought(799, 'insurance')).toBe('pass');
  expect(bought(0)).toMatchObject(purchase);
});

test('stops when an offer was not taken whole, and without liquidators', () => {
  const trader = asked();
  trader.at(0, short());
  expect(trader.at(0, short(799, 998), outcomeOf({ do: 'offer', lots: 2 }))).toBe('pass');
  const params = paramsOf(layer, plain);
  expect(layer.next(short(), venueView({ accounts: [busy] }), params, firstState(layer, params), undefined)).toBe(
    'pass',
  );
});

test('leaves an account alone that has its margin', () => {
  expect(asked().at(0, short(1_000))).toBe('pass');
});

test('waits while nothing more may be freed yet', () => {
  expect(asked({ ...plain, initialShare: '0', shareOver: '100s' }).at(0, short())).toBe('pass');
});

test('leaves inventories alone', () => {
  expect(asked().at(0, defaultView(800, [{ market: btc, lots: 1_000 }], { kind: 'inventory' }))).toBe('pass');
});

/* A discount and a fee of 0.25 % each cost 0.5 of what a lot of 1 frees: 400 lots again, 39,900 to the account, 0.25 % of it to the fund. */
describe('the fee to the fund', () => {
  const fund = (equity = 1_000) => venueView({ accounts: [rich], pools: [poolView({ equity })] });
  const next = (input: Input, subject = short(), equity = 1_000) => {
    const params = paramsOf(layer, { ...plain, fee: '0.0025', fundFee: '0.0025', ...input });
    return layer.next(subject, fund(equity), params, firstState(layer, params), undefined);
  };

  test('is allowed for when the piece is sized', () => {
    expect(next({})).toMatchObject([{ lots: 400, value: 39_900, fee: { perMillion: 2_500, to: 'insurance' } }]);
  });

  test('takes a share of what maintenance leaves beyond discount and shortage', () => {
    // 1 % - 0.25 % - 200 / 100,000 = 0.55 %: 95 % of it is 0.5225 %, 20 % is 0.11 %.
    expect(next({ fundFeeWithin: '0.95' })).toMatchObject([{ fee: { perMillion: 2_500 } }]);
    expect(next({ fundFeeWithin: '0.2' })).toMatchObject([{ fee: { perMillion: 1_100 } }]);
    // Short of 0.8 %, nothing is left.
    expect(next({ fundFeeWithin: '0.95' }, short(200))).toMatchObject([{ lots: 1_000, value: 99_750 }]);
    expect(next({ fundFeeWithin: '0.95' }, short(200))).not.toMatchObject([{ fee: {} }]);
    // Short by ten thousand million times the leg, whose millionths would be beyond 2^53: nothing is left either.
    expect(next({ fundFeeWithin: '0.95' }, short(-1e12, 1))).toMatchObject([{ lots: 1 }]);
    expect(next({ fundFeeWithin: '0.95' }, short(-1e12, 1))).not.toMatchObject([{ fee: {} }]);
  });

  test('goes to the liquidator too where the purchase leaves a debt', () => {
    // 1,000 lots at 0.5 %: 500 of an equity of 499.
    expect(next({ ofBankrupt: 'liquidator' }, short(499))).toMatchObject([{ lots: 1_000, value: 99_500 }]);
    expect(next({ ofBankrupt: 'liquidator' }, short(499))).not.toMatchObject([{ fee: {} }]);
    expect(next({ ofBankrupt: 'liquidator' }, short(500))).toMatchObject([
      { value: 99_750, fee: { perMillion: 2_500 } },
    ]);
    expect(next({}, short(499))).toMatchObject([{ value: 99_750, fee: { perMillion: 2_500 } }]);
  });

  test('then counts against what the fund can carry', () => {
    const given = { ofBankrupt: 'liquidator', pool: 'insurance' } as const;
    expect(next(given, short(100), 400)).toMatchObject([{ value: 99_500 }]);
    expect(next(given, short(100), 399)).toBe('pass');
    expect(next({ pool: 'insurance' }, short(100), 150)).toMatchObject([{ value: 99_750 }]);
  });
});
