import { describe, expect, test } from 'vitest';
import { clampedPremium as funding } from '../../../mechanisms/funding/index.ts';
import { firstState, marketView, paramsOf, venueView } from '../../fixtures/views.ts';

/** Rate after an interval in which the book stood at some premiums for some seconds. */
const rateOf = (
  held: readonly (readonly [premiumPerMillion: number, seconds: number])[],
  input: Parameters<typeof paramsOf<typeof funding.params>>[1] = {},
): number => {
  const params = paramsOf(funding, input);
  const state = firstState(funding, params);
  const oracle = 1_000_000;
  for (const [premium, stepSeconds] of held) {
    const mid = oracle + premium;
    const market = marketView({ oracle, bestBid: mid - 10, bestAsk: mid + 10 });
    funding.observe?.(market, venueView({ stepSeconds }), params, state);
  }
  return funding.rate(marketView(), venueView(), params, state);
};

describe('the rate, per hundred million', () => {
  test.each([
    ['is the interest while the premium is near zero', 0, 10_000],
    ['is the interest up to the clamp', 600, 10_000],
    ['is the premium less the clamp above it', 2_000, 150_000],
    ['is the premium plus the clamp below it', -2_000, -150_000],
    ['pulls back to interest at the lower edge', -400, 10_000],
  ])('%s', (_, premium, expected) => {
    expect(rateOf([[premium, 1]])).toBe(expected);
  });

  test('weighs premiums by time', () => {
    // (2000 x 3 + 6000 x 1) / 4 = 3000 per million: 0.3 % - 0.05 %
    expect(
      rateOf([
        [2_000, 3],
        [6_000, 1],
      ]),
    ).toBe(250_000);
  });

  test('is an eighth for an hourly interval', () => {
    expect(rateOf([[2_000, 1]], { interval: '1h' })).toBe(18_750);
  });

  test('is capped on both sides, per interval', () => {
    expect(rateOf([[500_000, 1]], { interval: '1h' })).toBe(4_000_000);
    expect(rateOf([[-500_000, 1]], { interval: '1h' })).toBe(-4_000_000);
    expect(rateOf([[500_000, 1]], { cap: '0' })).toBe(0);
  });

  test('is the interest of the interval without any observation', () => {
    expect(rateOf([])).toBe(10_000);
  });
});

test('starts each interval anew', () => {
  const params = paramsOf(funding);
  const state = firstState(funding, params);
  const market = marketView({ oracle: 1000, bestBid: 1009, bestAsk: 1011 });
  funding.observe?.(market, venueView(), params, state);
  expect(funding.rate(market, venueView(), params, state)).toBe(950_000);
  expect(funding.rate(market, venueView(), params, state)).toBe(10_000);
  expect(state).toEqual({ premium: 0, seconds: 0 });
});

test('leaves moments without a two-sided book out', () => {
  const params = paramsOf(funding);
  const state = firstState(funding, params);
  funding.observe?.(marketView({ bestBid: 0 }), venueView(), params, state);
  expect(state.seconds).toBe(0);
});

describe('the premium at the touch', () => {
  const touch = (bestBid: number, bestAsk: number): number => {
    const params = paramsOf(funding, { premium: 'touch', clamp: '0', cap: '1' });
    const state = firstState(funding, params);
    funding.observe?.(marketView({ oracle: 1000, bestBid, bestAsk }), venueView(), params, state);
    return funding.rate(marketView(), venueView(), params, state);
  };

  test('is zero while the index lies inside the spread, else the distance to the nearer side', () => {
    expect(touch(990, 1_010)).toBe(0);
    expect(touch(1_002, 1_010)).toBe(200_000);
    expect(touch(980, 995)).toBe(-500_000);
  });

  test('reads a book with one side', () => {
    expect(touch(0, 995)).toBe(-500_000);
    expect(touch(1_002, 0)).toBe(200_000);
  });
});

test('refuses an interval of nothing', () => {
  expect(funding.params.safeParse({ interval: '0h' }).error?.issues[0]?.message).toBe(
    'an interval lasts longer than 0s',
  );
  expect(funding.interval(paramsOf(funding, { interval: '1h' }))).toBe(3600);
});

test('reads nothing from a book without any price', () => {
  const params = paramsOf(funding, { premium: 'touch' });
  const state = firstState(funding, params);
  funding.observe?.(marketView({ bestBid: 0, bestAsk: 0 }), venueView(), params, state);
  expect(state.seconds).toBe(0);
});
