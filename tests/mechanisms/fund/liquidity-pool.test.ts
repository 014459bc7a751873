import { expect, test } from 'vitest';
import { liquidityPool as pool } from '../../../mechanisms/fund/index.ts';
import { marketView, paramsOf } from '../../fixtures/views.ts';

const keys = (input: Parameters<typeof paramsOf<typeof pool.params>>[1]) =>
  ['BTC', 'ETH'].map((id) => pool.scope(marketView({ id }), paramsOf(pool, input)));

test('is one pool a market (GMX), or one for all (JLP)', () => {
  expect(pool.holds).toBe('pool');
  expect(keys({})).toEqual(['BTC', 'ETH']);
  expect(keys({ scope: 'global' })).toEqual(['all', 'all']);
});

test('opens each pool with its own capital, else the common one', () => {
  const params = paramsOf(pool, { capital: '100', capitals: { ETH: '50' } });
  expect(['BTC', 'ETH'].map((key) => pool.capital(key, params, []))).toEqual([100, 50]);
});

test('refuses a scope it does not know', () => {
  expect(pool.params.safeParse({ scope: 'groups' }).success).toBe(false);
});

test('opens with a share of the open interest it will face', () => {
  expect(pool.capital('BTC', paramsOf(pool, { capital: '5', openInterestShare: '0.9' }), [1001])).toBe(905);
  expect(pool.capital('BTC', paramsOf(pool), [1001])).toBe(0);
});

test('faces both sides of the traders, or one', () => {
  const faces = (['both', 'long', 'short'] as const).map((side) => pool.faces?.(paramsOf(pool, { faces: side })));
  expect(faces).toEqual([0, 1, -1]);
});
