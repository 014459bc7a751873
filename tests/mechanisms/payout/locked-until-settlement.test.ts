import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lockedUntilSettlement as payout } from '../../../mechanisms/payout/index.ts';
import { accountView, paramsOf, venueView } from '../../fixtures/views.ts';

const paid = (amount: number, equity: number, gainSincePeriod: number): number =>
  payout.allow({ account: accountView(1, { equity, gainSincePeriod }), amount }, venueView(), paramsOf(payout), null)
    .paid;

test('holds the profit of the week back, and lets the rest go', () => {
  expect(paid(150, 150, 50)).toBe(100);
  expect(paid(30, 150, 50)).toBe(30);
});

test('lets all of it go after a loss', () => {
  expect(paid(80, 80, -20)).toBe(80);
});

test('pays nothing out of an account that is made of profit', () => {
  expect(paid(10, 50, 50)).toBe(0);
  expect(paid(10, 50, 70)).toBe(0);
});

test('what stays is at least the profit', () => {
  const units = fc.integer({ min: -1_000, max: 1_000 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), units, units, (amount, equity, gain) => {
      const out = paid(amount, equity, gain);
      return out >= 0 && out <= amount && (out === 0 || equity - out >= Math.max(0, gain));
    }),
  );
});
