import type { MarketView } from 'breakwater';
import { describe, expect, test } from 'vitest';
import { binanceMedian as mark } from '../../../mechanisms/mark/index.ts';
import { firstState, marketView, paramsOf, venueView } from '../../fixtures/views.ts';

const marks = (
  moments: readonly (readonly [number, number, Partial<MarketView>])[],
  given = paramsOf(mark),
  stepSeconds = 1,
): number[] => {
  const state = firstState(mark, given);
  return moments.map(([now, index, book]) =>
    mark.price(marketView(book), index, venueView({ now, stepSeconds }), given, state),
  );
};

describe('the price', () => {
  test('is the median of index with funding, index with mean basis, and last', () => {
    // last funding 0.01 %, 6 of 8 hours left: P1 = 10000 x (1 + 0.0001 x 6/8) = 10000.75; P2 = 10000 - 5; last = 10020
    const [found] = marks([[7200, 10_000, { bestBid: 9_994, bestAsk: 9_996, last: 10_020 }]]);
    expect(found).toBeCloseTo(10_000.75, 9);
  });

  test('takes the mean of 30 one-second samples for P2', () => {
    // 20 s at basis 0, then 10 s at basis 30: the mean is 10; P1 is about 10001, last 10500
    const moments = Array.from({ length: 31 }, (_, i) => {
      const basis = i < 21 ? 0 : 30;
      return [i + 1, 10_000, { bestBid: 9_999 + basis, bestAsk: 10_001 + basis, last: 10_500 }] as const;
    });
    expect(marks(moments).at(-1)).toBeCloseTo(10_010, 9);
  });

  test('gives the same mean of the basis for finer steps', () => {
    const book = (basis: number) => ({ bestBid: 9_999 + basis, bestAsk: 10_001 + basis, last: 10_500 });
    const at = (step: number) =>
      marks(
        Array.from({ length: 40 / step }, (_, i) => {
          const now = (i + 1) * step;
          return [now, 10_000, book(now <= 30 ? 0 : 45)] as const;
        }),
        paramsOf(mark),
        step,
      ).at(-1) as number;
    expect(at(10)).toBeCloseTo(10_015, 9);
    expect(at(1)).toBeCloseTo(at(10), 9);
    expect(at(0.5)).toBeCloseTo(at(10), 9);
  });

  test('cannot be moved beyond P1 and P2 by a print', () => {
    const calm = { bestBid: 99, bestAsk: 101 };
    const found = [1, 50, 100, 1_000_000].map((last) => marks([[1, 100, { ...calm, last }]])[0] as number);
    for (const price of found) expect(Math.abs(price - 100)).toBeLessThan(0.02);
  });

  test('forgets a basis that is older than the window', () => {
    const found = marks([
      [1, 100, { bestBid: 109, bestAsk: 111, last: 200 }],
      [61, 100, { bestBid: 0, bestAsk: 0, last: 200 }],
    ]);
    expect(found[0]).toBe(110);
    expect(found[1]).toBeCloseTo(100.01, 3);
  });

  test('rests on index and funding before the first trade, without a book', () => {
    const [found] = marks([[1, 100, { bestBid: 0, bestAsk: 0, last: 0 }]]);
    expect(found).toBeCloseTo(100.005, 3);
  });
});

test('forms the funding rate of the interval that ended from its own premium', () => {
  const given = paramsOf(mark, { fundingInterval: '100s', window: '10s' });
  // premium 1 % held for an interval: rate = 1 % - 0.05 %, scaled from 8 h to 100 s
  const premium = { bestBid: 10_099, bestAsk: 10_101, last: 20_000 };
  const flat = { bestBid: 9_999, bestAsk: 10_001, last: 20_000 };
  const found = marks(
    [
      [50, 10_000, premium],
      [99, 10_000, premium],
      [125, 10_000, flat],
    ],
    given,
    50,
  );
  const rate = (0.0095 * 100) / 28_800;
  expect(found.at(-1)).toBeCloseTo(10_000 * (1 + rate * 0.75), 6);
});

test('refuses windows of nothing and rates that are finer than a millionth', () => {
  expect(mark.params.safeParse({ window: '0s' }).error?.issues[0]?.message).toBe('a window lasts longer than 0s');
  expect(mark.params.safeParse({ clamp: '0.00000001' }).error?.issues[0]?.message).toContain('at most six decimals');
});
