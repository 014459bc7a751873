import { expect, test } from 'vitest';
import { depositorVault as vault } from '../../../mechanisms/fund/index.ts';
import { marketView, paramsOf } from '../../fixtures/views.ts';

test('is one vault with its capital and its loss cap', () => {
  const params = paramsOf(vault, { capital: '60000000', lossCap: '20000000' });
  expect(vault.holds).toBe('vault');
  expect(vault.scope(marketView({ id: 'ETH' }), params)).toBe(vault.scope(marketView({ id: 'BTC' }), params));
  expect(vault.capital('all', params, [])).toBe(60_000_000);
  expect(vault.lossCap?.('all', params)).toBe(20_000_000);
  expect(vault.floor?.('all', params)).toBe(0);
});

test('has no cap unless one is given, and refuses one below zero', () => {
  expect(vault.lossCap?.('all', paramsOf(vault))).toBe(Number.MAX_SAFE_INTEGER);
  expect(vault.lossCap?.('all', paramsOf(vault, { lossCap: '0' }))).toBe(0);
  expect(vault.params.safeParse({ lossCap: '-1' }).success).toBe(false);
});
