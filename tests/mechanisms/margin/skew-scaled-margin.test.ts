import { describe, expect, test } from 'vitest';
import { skewScaledMargin as margin } from '../../../mechanisms/margin/index.ts';
import { marketView, paramsOf } from '../../fixtures/views.ts';

type Input = NonNullable<Parameters<typeof paramsOf<typeof margin.params>>[1]>['markets'];
const schedule = (markets: Input, id: string) => margin.schedule(marketView({ id }), paramsOf(margin, { markets }));

/*
 * Terms the venue set for two markets; a lot is a coin, 1,000,000 of notional.
 *
 *             size / skew scale   x initial + minimum = IMR           x maintenance = MMR
 *    IP       300,000 / 3 m       0.1   x 3.271 + 20 % = 52.71   %    x 0.391 = 20.60961   %
 *    KAITO  1,000,000 / 8 m       0.125 x 4.079 +  5 % = 55.9875 %    x 0.263 = 14.7247125 %
 */
const SHIPPED: Input = {
  IP: { skewScale: '3000000', initial: '3.271', minimum: '0.2', maintenance: '0.391' },
  KAITO: { skewScale: '8000000', initial: '4.079', minimum: '0.05', maintenance: '0.263' },
};
test.each([
  ['IP', 300_000, 527_100, 206_097],
  ['KAITO', 1_000_000, 559_875, 147_248],
])('%s', (id, size, initial, maintenance) => {
  const { initial: im, maintenance: mm } = schedule(SHIPPED, id);
  for (const lots of [size, -size]) expect([im(1_000_000, lots), mm(1_000_000, lots)]).toEqual([initial, maintenance]);
  expect(mm(10_000_000_000, size)).toBe(id === 'IP' ? 2_060_961_000 : 1_472_471_250);
});

test('starts at the minimum and ends at the whole notional', () => {
  const { initial, maintenance, slopePerMillion } = schedule(SHIPPED, 'IP');
  expect([initial(1_000, 0), maintenance(1_000, 0)]).toEqual([200, 79]);
  // 0.8 / 3.271 of the skew scale, and far beyond.
  expect([initial(1_000_000, 733_720), initial(1_000_000, 733_721), initial(1_000_000, 2 ** 52)]).toEqual([
    1_000_000, 1_000_000, 1_000_000,
  ]);
  expect(initial(1_000_000, 733_700)).toBe(999_978);
  expect(maintenance(1_000_000, 2 ** 52)).toBe(391_000);
  expect(slopePerMillion).toBe(391_000);
});

test('is exact where lots are as fine as a hundred-millionth of a coin', () => {
  // A lot is 10^-8 coins of 10^8 units each: the terms have a common denominator of 4 x 10^16.
  const fine = { id: 'ETH', tick: 100, decimals: 6, value: (lots: number, ticks: number) => lots * ticks };
  const { initial, maintenance } = margin.schedule(marketView(fine), paramsOf(margin, {}));
  const size = 3 * 10 ** 11;
  const share = (part: bigint, of: bigint): number => Number((part + of - 1n) / of);
  // (0.02 + 8.92 x 3000 / 60,000) of the notional, and 0.28 of that.
  const rate: [bigint, bigint] = [2n * 6n * 10n ** 8n + 892n * 3n * 10n ** 7n, 6n * 10n ** 10n];
  expect(initial(10 ** 9, size)).toBe(share(10n ** 9n * rate[0], rate[1]));
  expect(maintenance(10 ** 9, size)).toBe(share(10n ** 9n * rate[0] * 28n, rate[1] * 100n));
});

test('adds what any position must hold, and nothing where there is none', () => {
  const { initial, maintenance } = schedule(
    { default: { minimum: '0.1', maintenance: '0.5', perPosition: '50' } },
    'X',
  );
  expect([initial(1_000, 0), maintenance(1_000, 0)]).toEqual([100, 50]);
  // 8.92 / 60,000 for one coin: 0.15 more.
  expect([initial(1_000, 1), maintenance(1_000, -1)]).toEqual([151, 101]);
});

describe('bad terms', () => {
  test('are refused with their range', () => {
    const issues = (terms: unknown) =>
      margin.params.safeParse({ markets: { default: terms } }).error?.issues.map(({ message }) => message);
    expect(issues({ skewScale: '0' })).toEqual(['a skew scale of 0 has no meaning; it is a number of coins above 0']);
    expect(issues({ maintenance: '1.1' })).toEqual(['1.1 is out of range; a ratio here is between 0 and 1']);
    expect(issues({ perPosition: '-1' })).toEqual(['-1 is below zero; an amount here is at least 0']);
  });
});
