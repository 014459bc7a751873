import { describe, expect, test } from 'vitest';
import { all, share } from '../../../../mechanisms/adl/index.ts';
import { paramsOf, venueView } from '../../../fixtures/views.ts';

const need = (amount: number) => ({ in: 'lots', market: 0, amount }) as const;

test('all raises the whole need', () => {
  expect(all.raise(need(7), venueView(), {})).toBe(7);
});

describe('share', () => {
  test.each([
    ['2/3', 100, 66],
    ['1', 100, 100],
    ['0', 100, 0],
    ['0.5', 1, 0],
  ])('%s of %d is %d', (of, amount, raised) => {
    expect(share.raise(need(amount), venueView(), paramsOf(share, { of }))).toBe(raised);
  });

  test('refuses more than the whole', () => {
    expect(share.params.safeParse({ of: '1.01' }).success).toBe(false);
  });

  test('says that it may raise less', () => {
    expect(share.capabilities?.partialSeverity).toBe(true);
  });
});
