import type { Collateral } from 'breakwater';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as collaterals from '../../mechanisms/collateral/index.ts';
import { paramsOf } from '../fixtures/views.ts';

/** Parameters that name an asset, so that a rule has something to weigh. */
const NAMED: Readonly<Record<string, unknown>> = {
  'haircut-by-asset': { assets: { BTC: { weight: '0.95' }, ETH: { weight: '2/3' } } },
  'weighted-multi-collateral': {
    assets: {
      BTC: { weight: '0.95', price: 'book', saleDiscount: '0.01' },
      ETH: { weight: '2/3', price: 'redemption', cap: '1.5', buffer: '0.1' },
    },
  },
};

/** One suite for all collateral rules. */
describe.each(Object.values(collaterals) as unknown as Collateral[])('$name', (rule) => {
  const params = paramsOf(rule, (NAMED[rule.name] ?? {}) as never) as never;
  const assets = fc.constantFrom('BTC', 'ETH', 'DOGE');
  const amount = fc.integer({ min: 1, max: 2 ** 50 });

  it('weighs every balance as it says it does, where it says the weight is fixed', () => {
    fc.assert(
      fc.property(assets, amount, amount, amount, (asset, balance, value, book) => {
        const weight = rule.weight({ asset, balance, value, book }, params);
        expect(rule.fixedWeight?.(asset, params) ?? weight).toEqual(weight);
      }),
    );
  });

  it('answers shares from nothing to all', () => {
    fc.assert(
      fc.property(assets, amount, amount, amount, (asset, balance, value, book) => {
        for (const share of [
          rule.weight({ asset, balance, value, book }, params),
          rule.saleDiscount({ asset, balance, value, book }, params),
        ]) {
          expect(share.d).toBeGreaterThan(0);
          expect(share.n >= 0 && share.n <= share.d).toBe(true);
        }
      }),
    );
  });

  it('prices an asset in whole units, no higher than the best of its quotes, and higher where they are higher', () => {
    const quote = fc.integer({ min: 1, max: 2 ** 40 });
    const price = (asset: string, index: number, book: number, redemption: number): number =>
      rule.price?.({ asset, index, book, redemption }, params) ?? index;
    fc.assert(
      fc.property(assets, quote, quote, quote, quote, (asset, index, book, redemption, more) => {
        const counted = price(asset, index, book, redemption);
        expect(Number.isSafeInteger(counted) && counted >= 1).toBe(true);
        expect(counted).toBeLessThanOrEqual(Math.max(index, book, redemption));
        expect(price(asset, index + more, book + more, redemption + more)).toBeGreaterThanOrEqual(counted);
      }),
    );
  });
});
