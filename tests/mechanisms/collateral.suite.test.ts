import type { Collateral } from 'breakwater';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as collaterals from '../../mechanisms/collateral/index.ts';
import { paramsOf } from '../fixtures/views.ts';

/** Parameters that name an asset, so that a rule has something to weigh. */
const NAMED: Readonly<Record<string, unknown>> = {
  'haircut-by-asset': { assets: { BTC: { weight: '0.95' }, ETH: { weight: '2/3' } } },
};

/** One suite for all collateral rules. */
describe.each(Object.values(collaterals) as unknown as Collateral[])('$name', (rule) => {
  const params = paramsOf(rule, (NAMED[rule.name] ?? {}) as never) as never;
  const assets = fc.constantFrom('BTC', 'ETH', 'DOGE');
  const amount = fc.integer({ min: 1, max: 2 ** 50 });

  it('weighs every balance as it says it does, where it says the weight is fixed', () => {
    fc.assert(
      fc.property(assets, amount, amount, (asset, balance, value) => {
        const weight = rule.weight({ asset, balance, value }, params);
        expect(rule.fixedWeight?.(asset, params) ?? weight).toEqual(weight);
      }),
    );
  });

  it('answers shares from nothing to all', () => {
    fc.assert(
      fc.property(assets, amount, amount, (asset, balance, value) => {
        for (const share of [
          rule.weight({ asset, balance, value }, params),
          rule.saleDiscount({ asset, balance, value }, params),
        ]) {
          expect(share.d).toBeGreaterThan(0);
          expect(share.n >= 0 && share.n <= share.d).toBe(true);
        }
      }),
    );
  });
});
