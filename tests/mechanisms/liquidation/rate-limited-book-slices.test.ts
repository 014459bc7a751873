import type { Action, OrderAction } from 'breakwater';
import { describe, expect, test } from 'vitest';
import { rateLimitedBookSlices as layer } from '../../../mechanisms/liquidation/index.ts';
import { stream } from '../../../src/math/index.ts';
import { defaultView, firstState, marketView, outcomeOf, paramsOf, venueView } from '../../fixtures/views.ts';

type Input = Parameters<typeof paramsOf<typeof layer.params>>[1];
const btc = marketView();
/** One venue over time, with a round in each second and sizes as they are unless told otherwise. */
const venue = (input: Input = {}, market = btc, stepSeconds = 1) => {
  const params = paramsOf(layer, { chance: '1', spread: '0', dailyVolume: { default: '10000000' }, ...input });
  const state = firstState(layer, params);
  let step = 0;
  return {
    next: () => {
      step += 1;
    },
    ask: (subject: ReturnType<typeof defaultView>, again = false) => {
      const view = venueView({
        now: step * stepSeconds,
        step,
        stepSeconds,
        markets: [market],
        random: (...purpose) => stream(7, step, ...purpose),
      });
      return layer.next(subject, view, params, state, again ? outcomeOf({ do: 'order', lots: 0 }) : undefined);
    },
  };
};
const ordersOf = (answer: ReturnType<typeof layer.next>): OrderAction[] =>
  (Array.isArray(answer) ? (answer as Action[]) : []).filter((action) => action.do === 'order');

/** An account at half of maintenance, 1 % of a position at 100. */
const half = (lots: number, id = 1, closeOut = 0, market = btc) =>
  defaultView(Math.floor(Math.abs(lots) / 2), [{ market, lots }], { account: { id, closeOut } });

/* A position of 500 lots is worth 50,000: a tenth is 50 lots. Of 60 it is 6 lots, so 10 for 1,000 dollars; of 5 lots all 5. */
describe('the size', () => {
  test.each([
    [500, 50],
    [-500, -50],
    [60, 10],
    [5, 5],
  ])('of a slice of %i lots is %i', (lots, slice) => {
    const shop = venue();
    shop.next();
    expect(ordersOf(shop.ask(half(lots))).map((order) => order.lots)).toEqual([slice]);
  });

  test('is drawn from half to one and a half of that', () => {
    const sizes: number[] = [];
    for (let id = 1; id <= 400; id++) {
      const shop = venue({ spread: '0.5', dailyVolume: { default: '1000000000' } });
      shop.next();
      sizes.push(...ordersOf(shop.ask(half(10_000, id))).map((order) => order.lots));
    }
    expect([Math.min(...sizes) >= 500, Math.min(...sizes) < 520]).toEqual([true, true]);
    expect([Math.max(...sizes) <= 1_500, Math.max(...sizes) > 1_480]).toEqual([true, true]);
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    expect(Math.abs(mean - 1_000)).toBeLessThan(50);
  });

  test('of all accounts together is bounded by a share of daily volume', () => {
    // 0.0001 x 650,000 coins: 65 lots a round.
    const shop = venue({ dailyVolume: { BTC: '650000' } });
    shop.next();
    const sent = [1, 2, 3].map((id) => ordersOf(shop.ask(half(500, id))).map((order) => order.lots));
    expect(sent).toEqual([[50], [15], []]);
    shop.next();
    expect(ordersOf(shop.ask(half(500, 3))).map((order) => order.lots)).toEqual([50]);
  });
});

test('the limit is a few basis points through the book, and what is not filled rests for a second', () => {
  const market = marketView({ mark: 1_000_000, bestBid: 1_000_000, bestAsk: 1_000_000 });
  const distances = Array.from({ length: 200 }, (_, i) => {
    const shop = venue({}, market);
    shop.next();
    const [order] = ordersOf(shop.ask(half(i % 2 === 0 ? 500 : -500, i + 1, 0, market)));
    expect(order).toMatchObject({ timeInForce: 'gtc', expires: 2 });
    return (1_000_000 - (order?.limit ?? 0)) * (i % 2 === 0 ? 1 : -1);
  });
  expect([Math.min(...distances) >= 100, Math.max(...distances) <= 500]).toEqual([true, true]);
  expect([Math.min(...distances) < 120, Math.max(...distances) > 480]).toEqual([true, true]);
});

describe('the rounds', () => {
  test('come in one second of six', () => {
    const shop = venue({ chance: '1/6' });
    let rounds = 0;
    for (let second = 0; second < 6_000; second++) {
      shop.next();
      rounds += ordersOf(shop.ask(half(500))).length;
    }
    expect(Math.abs(rounds - 1_000)).toBeLessThan(100);
  });

  test('of a long step are all drawn, and share what they may send', () => {
    const shop = venue({ dailyVolume: { BTC: '650000' } }, btc, 10);
    shop.next();
    let orders = ordersOf(shop.ask(half(500)));
    let sent = 0;
    for (let asks = 0; asks < 20; asks++) {
      sent += orders.reduce((sum, order) => sum + order.lots, 0);
      orders = ordersOf(shop.ask(half(500), true));
    }
    expect(sent).toBe(500);
    expect(shop.ask(half(500), true)).toBe('pass');
  });

  test('come as often as their interval is over, whatever the step', () => {
    const rounds = (every: string, stepSeconds: number, steps: number): number => {
      const shop = venue({ every }, btc, stepSeconds);
      let count = 0;
      for (let i = 0; i < steps; i++) {
        shop.next();
        for (let again = false; ordersOf(shop.ask(half(500), again)).length > 0; again = true) count += 1;
      }
      return count;
    };
    expect([rounds('1s', 0.25, 40), rounds('100ms', 0.3, 10), rounds('1s', 2.5, 4)]).toEqual([10, 30, 10]);
  });

  test('send nothing where there is no book', () => {
    const shop = venue({}, marketView({ bestBid: 0 }));
    shop.next();
    expect(shop.ask(half(500, 1, 0, marketView({ bestBid: 0 })))).toEqual([{ do: 'cancel' }]);
  });
});

test('they are for accounts between close-out and maintenance margin', () => {
  const shop = venue();
  shop.next();
  expect(ordersOf(shop.ask(half(500, 1, 250)))).toHaveLength(1);
  expect(shop.ask(half(500, 2, 251))).toEqual([{ do: 'cancel' }]);
  expect(shop.ask(defaultView(500, [{ lots: 500 }]))).toBe('pass');
});
