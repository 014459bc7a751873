import { describe, expect, test } from 'vitest';
import { assetPrices } from '../../../src/world/asset-prices.ts';
import type { AssetSpec, Scenario } from '../../../src/world/scenario.ts';

/** What an asset of two decimals is worth, in dollars of two decimals, at seconds since the run began; BTC is at 500 ticks of 2 dollars. */
const at = (asset: Partial<AssetSpec>, now = 0) => {
  const spec = { name: 'X', decimals: 2, ...asset };
  const scenario = { assets: [{ name: 'USD', decimals: 2 }, spec] } as unknown as Scenario;
  const venue = { now, markets: [{ id: 'BTC', oracle: 500, tick: 2 }] } as never;
  return assetPrices(scenario, venue)().get(1);
};

describe('an asset', () => {
  test('has an index alone where nothing else is said', () => {
    expect(
      at(
        {
          price: '3',
          path: [
            [0, 1],
            [10, 0.5],
          ],
        },
        5,
      ),
    ).toEqual({ units: 100, value: 225 });
    expect(at({ follows: 'BTC' })).toEqual({ units: 100, value: 100_000 });
    expect(at({})).toBeUndefined();
  });

  test("has a price on the venue's own book over its index", () => {
    const terms = {
      price: '1',
      path: [
        [0, 1],
        [10, 0.9],
      ],
      book: [
        [0, 1],
        [10, 0.7],
      ],
    } as const;
    expect(at(terms, 0)).toEqual({ units: 100, value: 100, book: 100 });
    expect(at(terms, 10)).toEqual({ units: 100, value: 90, book: 63 });
  });

  test('is redeemed for a share of its par, which does not fall with its price', () => {
    expect(at({ price: '1', path: [[0, 0.5]], redemption: '0.99' })).toEqual({ units: 100, value: 50, redemption: 99 });
    expect(at({ follows: 'BTC', redemption: '1.05' })).toEqual({ units: 100, value: 100_000, redemption: 105_000 });
  });

  test('is never worth less than a unit', () => {
    const nothing = { price: '1', book: [[0, 0.0001]], redemption: '0.0001' } as const;
    expect(at(nothing)).toEqual({ units: 100, value: 100, book: 1, redemption: 1 });
  });
});
