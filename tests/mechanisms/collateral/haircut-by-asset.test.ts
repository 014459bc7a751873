import { ratioFloor } from 'breakwater';
import { expect, test } from 'vitest';
import { haircutByAsset as collateral } from '../../../mechanisms/collateral/index.ts';
import { paramsOf } from '../../fixtures/views.ts';

const params = paramsOf(collateral, {
  assets: {
    BNB: { weight: '0.95', saleDiscount: '0.025' },
    ADA: { weight: '0.9' },
    USDE: { weight: '1', saleDiscount: '0.35' },
  },
  otherDiscount: '0.5',
  order: ['USDE', 'BNB'],
});
const held = (asset: string, value = 1_000) => ({ asset, balance: 1, value, book: value });

test('counts BNB worth 1000 as 950, ADA worth 1000 as 900, and what is not named as nothing', () => {
  const counted = (asset: string) => ratioFloor(1_000, collateral.weight(held(asset), params));
  expect(['BNB', 'ADA', 'USDE', 'DOGE', 'constructor'].map(counted)).toEqual([950, 900, 1_000, 0, 0]);
});

test('loses the discount in a sale: 2.5 % of BNB, nothing of ADA, half of what is not named', () => {
  const lost = (asset: string) => ratioFloor(1_000, collateral.saleDiscount(held(asset), params));
  expect(['BNB', 'ADA', 'USDE', 'DOGE'].map(lost)).toEqual([25, 0, 350, 500]);
});

test('sells in the given order, then as the account lists them', () => {
  expect(collateral.saleOrder(['DOGE', 'BNB', 'ADA', 'USDE'], params)).toEqual(['USDE', 'BNB', 'DOGE', 'ADA']);
  expect(collateral.saleOrder(['ADA'], params)).toEqual(['ADA']);
  expect(collateral.saleOrder([], params)).toEqual([]);
});

test('refuses weights beyond one and an asset that stands twice in the order', () => {
  const message = (input: object) => collateral.params.safeParse(input).error?.issues[0]?.message;
  expect(message({ assets: { X: { weight: '1.1' } } })).toBe('1.1 is out of range; a ratio here is between 0 and 1');
  expect(message({ order: ['A', 'B', 'A'] })).toBe('an asset stands twice in the order of sale');
  expect(message({ weights: {} })).toBe('Unrecognized key: "weights"');
});
