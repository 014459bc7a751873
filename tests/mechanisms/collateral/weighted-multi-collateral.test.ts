import { ratioFloor } from 'breakwater';
import { describe, expect, test } from 'vitest';
import { weightedMultiCollateral as collateral } from '../../../mechanisms/collateral/index.ts';
import { paramsOf } from '../../fixtures/views.ts';

/* USDe on the worst minute: 0.95 elsewhere, 0.65 on the venue's own book, redeemed for 1. In millionths. */
const USDE = { asset: 'USDE', index: 950_000, book: 650_000, redemption: 1_000_000 };
type Terms = NonNullable<NonNullable<Parameters<typeof paramsOf<typeof collateral.params>>[1]>['assets']>[string];
const given = (terms: Terms) => paramsOf(collateral, { assets: { USDE: terms }, otherDiscount: '0.5' });
const price = (terms: Terms, quotes = USDE) => collateral.price?.(quotes, given(terms));

describe('the price', () => {
  test('is read where the asset says', () => {
    expect(
      [{}, { price: 'index' }, { price: 'book' }, { price: 'redemption' }].map((terms) => price(terms as Terms)),
    ).toEqual([950_000, 950_000, 650_000, 1_000_000]);
    expect(price({ price: 'book' }, { ...USDE, asset: 'DOGE' })).toBe(950_000);
  });

  test('of redemption falls short by a buffer, but not below the index, of which a cap is counted', () => {
    expect(price({ price: 'redemption', buffer: '0.02' })).toBe(980_000);
    expect(price({ price: 'redemption', buffer: '0.1' })).toBe(950_000);
    expect(price({ price: 'redemption' }, { ...USDE, index: 1_300_000 })).toBe(1_300_000);
    expect(price({ price: 'redemption', cap: '1.01' }, { ...USDE, index: 1_300_000 })).toBe(1_010_000);
  });
});

test('a sale brings what the own book pays, less the discount, and no more than it counts for', () => {
  const lost = (terms: Terms, value: number, book: number): number =>
    ratioFloor(value, collateral.saleDiscount({ asset: 'USDE', balance: 1, value, book }, given(terms)));
  expect(lost({ price: 'redemption' }, 1_000, 650)).toBe(350);
  expect(lost({ price: 'redemption', saleDiscount: '0.1' }, 1_000, 650)).toBe(415);
  expect(lost({ price: 'book', saleDiscount: '0.1' }, 650, 650)).toBe(65);
  expect(lost({}, 1_000, 1_200)).toBe(0);
  expect(collateral.saleDiscount({ asset: 'DOGE', balance: 1, value: 10, book: 10 }, given({}))).toEqual({
    n: 5,
    d: 10,
  });
});

test('weighs as haircut-by-asset does', () => {
  const view = (asset: string) => ({ asset, balance: 1, value: 1_000, book: 650 });
  const counted = (asset: string) => ratioFloor(1_000, collateral.weight(view(asset), given({ weight: '0.9' })));
  expect([counted('USDE'), counted('DOGE'), counted('constructor')]).toEqual([900, 0, 0]);
  expect(collateral.saleOrder(['DOGE', 'USDE'], paramsOf(collateral, { order: ['USDE'] }))).toEqual(['USDE', 'DOGE']);
});

test('refuses terms out of range', () => {
  const message = (terms: object) => collateral.params.safeParse({ assets: { USDE: terms } }).error?.issues[0]?.message;
  expect(message({ buffer: '1.1' })).toBe('1.1 is out of range; a ratio here is between 0 and 1');
  expect(message({ cap: '-1' })).toBe('-1 is out of range; a ratio here is between 0 and 1000');
  expect(message({ price: 'guess' })).toContain('Invalid option');
});
