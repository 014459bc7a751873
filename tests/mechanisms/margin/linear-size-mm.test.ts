import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linearSizeMm as margin } from '../../../mechanisms/margin/index.ts';
import { marketView, paramsOf } from '../../fixtures/views.ts';

type Input = Parameters<typeof paramsOf<typeof margin.params>>[1];
const BTC: Input = { markets: { BTC: { initial: '0.02', maintenance: '0.01', perCoin: '0.00005' } } };
const ETH: Input = { markets: { ETH: { initial: '0.02', maintenance: '0.01', perCoin: '0.000004' } } };
const COIN = 100_000_000;

/*
 * Inverse, in satoshi: a lot is 10 dollars. BTC: 2 % + 0.005 % x size and 1 % + 0.005 % x size.
 *
 *    size        initial            maintenance
 *     25 BTC   2.125 %  0.53125   1.125 %  0.28125
 *    100 BTC   2.5   %  2.5       1.5   %  1.5
 *    500 BTC   4.5   % 22.5       3.5   % 17.5
 */
describe('an inverse market', () => {
  const market = marketView({ kind: 'inverse', id: 'BTC', settle: 'BTC', decimals: 8, tick: 0.5 });
  const schedule = margin.schedule(market, paramsOf(margin, BTC));

  test.each([
    [25, 53_125_000, 28_125_000],
    [100, 250_000_000, 150_000_000],
    [500, 2_250_000_000, 1_750_000_000],
  ])('of %i BTC', (coins, initial, maintenance) => {
    // As many lots as it takes: the size is the value in coins, whatever the price.
    for (const lots of [1, 400_000]) {
      expect([schedule.initial(coins * COIN, lots), schedule.maintenance(coins * COIN, lots)]).toEqual([
        initial,
        maintenance,
      ]);
    }
  });

  test('rises twice as fast at its end as its share, and no faster after it', () => {
    expect(schedule.slopePerMillion).toBe(990_000);
    // 49 % of 9,800 BTC are what takes the share to a half.
    const end = 9_800 * COIN;
    expect(schedule.maintenance(end, 1)).toBe(end / 2);
    expect(schedule.maintenance(2 * end, 1)).toBe(end);
    const last = schedule.maintenance(end, 1) - schedule.maintenance(end - COIN, 1);
    expect(last).toBeGreaterThan(0.98 * COIN);
    expect(last).toBeLessThanOrEqual(0.99 * COIN);
  });
});

/* Linear, in micro-dollars: a lot is 0.01 ETH, a tick 5 cents. 1,000 ETH at 2,000 are 2,000,000 dollars: 2.4 % and 1.4 %. */
describe('a linear market', () => {
  const market = marketView({
    id: 'ETH',
    tick: 0.05,
    decimals: 6,
    mark: 40_000,
    value: (lots, ticks) => lots * ticks * 500,
  });
  const schedule = margin.schedule(market, paramsOf(margin, ETH));

  test('has the size of its lots, whatever the price', () => {
    expect([schedule.initial(2e12, 100_000), schedule.maintenance(2e12, -100_000)]).toEqual([4.8e10, 2.8e10]);
    expect([schedule.initial(1e12, 100_000), schedule.maintenance(1e12, 100_000)]).toEqual([2.4e10, 1.4e10]);
  });

  test('never asks more than half of the notional, the whole to open', () => {
    // 245,000 ETH: 1 % + 98 %.
    expect([schedule.initial(1e12, 24_500_000), schedule.maintenance(1e12, 24_500_000)]).toEqual([1e12, 5e11]);
    expect([schedule.initial(1e12, 2 ** 50), schedule.maintenance(1e12, 2 ** 50)]).toEqual([1e12, 5e11]);
    expect(schedule.slopePerMillion).toBe(500_000);
  });
});

test('for any terms the margin is the exact share, rounded up once', () => {
  const upTo = (max: number) => fc.integer({ min: 0, max });
  fc.assert(
    fc.property(
      upTo(400_000),
      upTo(500_000),
      upTo(10_000),
      upTo(2 ** 40),
      upTo(10 ** 9),
      (base, more, perCoin, n, lots) => {
        const input = { initial: ((base + more) / 1e6).toFixed(6), maintenance: (base / 1e6).toFixed(6) };
        const terms = { ...input, perCoin: `${perCoin}/100000000` };
        const schedule = margin.schedule(marketView(), paramsOf(margin, { markets: { default: terms } }));
        const exact = (share: number, most: bigint): bigint => {
          const parts = BigInt(share) * 100n + BigInt(perCoin) * BigInt(lots);
          const part = parts < most ? parts : most;
          return (BigInt(n) * part + 99_999_999n) / 100_000_000n;
        };
        return (
          BigInt(schedule.initial(n, lots)) === exact(base + more, 100_000_000n) &&
          BigInt(schedule.maintenance(n, -lots)) === exact(base, 50_000_000n)
        );
      },
    ),
  );
});

describe('bad terms', () => {
  const messages = (terms: object) =>
    margin.params.safeParse({ markets: { default: terms } }).error?.issues.map(({ message }) => message);

  test('are refused with the numbers and where they stand', () => {
    expect(messages({ initial: '0.01', maintenance: '0.02' })).toEqual([
      'the initial margin is below the maintenance margin',
    ]);
    expect(messages({ initial: '0.7', maintenance: '0.6' })).toEqual([
      'maintenance is above its greatest share at size 0 already',
    ]);
    expect(messages({ perCoin: '-0.1' })).toEqual(['-0.1 is out of range; a ratio here is between 0 and 1']);
  });
});

test('is exact for the finest rise there is', () => {
  const params = paramsOf(margin, { markets: { default: { perCoin: '1/9007199254740991', initial: '0.5' } } });
  const { initial } = margin.schedule(marketView(), params);
  // A lot is a coin: 0.5 and then a rise of less than 10^-15, which rounds up.
  expect([initial(1000, 0), initial(1000, 1)]).toEqual([500, 501]);
  expect(initial(1000, 2 ** 52)).toBe(1000);
});
