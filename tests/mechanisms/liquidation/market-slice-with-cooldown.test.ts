import { describe, expect, test } from 'vitest';
import { marketSliceWithCooldown as layer } from '../../../mechanisms/liquidation/index.ts';
import { defaultView, firstState, marketView, outcomeOf, paramsOf, venueView } from '../../fixtures/views.ts';

const btc = marketView({ mark: 1_000 });
const eth = marketView({ number: 1, id: 'ETH', mark: 10 });
type Input = Parameters<typeof paramsOf<typeof layer.params>>[1];

/** One account over time: asks the layer about a case at a moment. */
const account = (input: Input = {}) => {
  const params = paramsOf(layer, input);
  const state = firstState(layer, params);
  return {
    state,
    at: (now: number, subject: ReturnType<typeof defaultView>, sent?: ReturnType<typeof outcomeOf>) =>
      layer.next(subject, venueView({ now, stepSeconds: 1, markets: [btc, eth] }), params, state, sent),
  };
};
const order = (market: number, lots: number) => ({ do: 'order', market, lots, timeInForce: 'ioc' });
const sent = outcomeOf({ do: 'order', lots: 0 });

/*
 * The published case: a position of more than 100 000 sends 20 % first.
 *
 *   account A        mark 1000
 *   long 500 BTC      500 000
 *   maintenance         5 000
 *   equity              4 000
 */
const large = (lots = 500, given = {}) => defaultView(4_000, [{ market: btc, lots }], given);

describe('a large position', () => {
  test('sends a slice, waits, and sends the entire remainder after the cool-down', () => {
    const trader = account();
    expect(trader.at(0, large())).toEqual([{ do: 'cancel' }, order(0, 100)]);
    expect(trader.at(0, large(400), sent)).toEqual({ wait: 1 });
    expect(trader.at(29, large(400))).toEqual({ wait: 30 });
    expect(trader.at(30, large(400))).toEqual([{ do: 'cancel' }, order(0, 400)]);
    expect(trader.at(30, large(150), sent)).toBe('pass');
    expect(trader.at(31, large(150))).toEqual([{ do: 'cancel' }, order(0, 150)]);
  });

  test('is sliced again in a later case, when the cool-down is over', () => {
    const trader = account();
    trader.at(0, large(500, { id: 1 }));
    expect(trader.at(10, large(400, { id: 2 }))).toEqual({ wait: 11 });
    expect(trader.at(60, large(400, { id: 2 }))).toEqual([{ do: 'cancel' }, order(0, 80)]);
  });

  test('does not hold later layers up once equity is below zero', () => {
    const trader = account();
    trader.at(0, large());
    expect(trader.at(10, defaultView(-1, [{ market: btc, lots: 400 }]))).toBe('pass');
    expect(trader.at(30, defaultView(-1, [{ market: btc, lots: 400 }]))).toEqual([{ do: 'cancel' }, order(0, 400)]);
  });

  test('under the other reading sends the whole during the cool-down, and slices again after it', () => {
    const trader = account({ duringCooldown: 'whole' });
    expect(trader.at(0, large())).toEqual([{ do: 'cancel' }, order(0, 100)]);
    expect(trader.at(0, large(400), sent)).toBe('pass');
    expect(trader.at(1, large(400))).toEqual([{ do: 'cancel' }, order(0, 400)]);
    expect(trader.at(29, large(300))).toEqual([{ do: 'cancel' }, order(0, 300)]);
    expect(trader.at(30, large(300))).toEqual([{ do: 'cancel' }, order(0, 60)]);
  });
});

describe('the size of an order', () => {
  test('is the whole position up to the bound, and a slice just above it', () => {
    expect(account().at(0, large(100))).toEqual([{ do: 'cancel' }, order(0, 100)]);
    // 20 % of 101 lots, rounded up
    expect(account().at(0, large(101))).toEqual([{ do: 'cancel' }, order(0, 21)]);
    expect(account().at(0, large(-101))).toEqual([{ do: 'cancel' }, order(0, -21)]);
  });

  test('is decided leg by leg', () => {
    const subject = defaultView(4_000, [
      { market: btc, lots: 500 },
      { market: eth, lots: -1_000 },
    ]);
    expect(account().at(0, subject)).toEqual([{ do: 'cancel' }, order(0, 100), order(1, -1_000)]);
  });

  test('starts no cool-down when everything went whole', () => {
    const trader = account();
    trader.at(0, large(100));
    expect(trader.state).toEqual({ until: null, slicedIn: null });
    expect(trader.at(0, large(50), sent)).toBe('pass');
    expect(trader.at(1, large(50))).toEqual([{ do: 'cancel' }, order(0, 50)]);
  });

  test('carries a limit where one is asked for', () => {
    expect(account({ slippage: '0.05' }).at(0, large(-100))).toEqual([
      { do: 'cancel' },
      { ...order(0, -100), limit: 1_050 },
    ]);
  });
});

test('refuses a slice of nothing or of more than all', () => {
  const message = (slice: string) => layer.params.safeParse({ slice }).error?.issues[0]?.message;
  expect(message('0')).toBe('a slice of 0 would never liquidate anything; it is above 0 and at most 1');
  expect(message('1.2')).toBe('1.2 is out of range; a ratio here is between 0 and 1');
  expect(message('a fifth')).toContain('is not a ratio');
});

test('leaves inventories alone', () => {
  expect(account().at(0, large(500, { kind: 'inventory' }))).toBe('pass');
});

test('without a cool-down sends the remainder in the next step', () => {
  const trader = account({ cooldown: '0s' });
  expect(trader.at(0, large())).toEqual([{ do: 'cancel' }, order(0, 100)]);
  expect(trader.at(0, large(400), sent)).toBe('pass');
  expect(trader.at(1, large(400))).toEqual([{ do: 'cancel' }, order(0, 400)]);
});
