import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median } from '../../../mechanisms/mark/median.ts';

test('takes the middle of what exists', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([3, undefined, 2])).toBe(2.5);
  expect(median([undefined, 7, undefined])).toBe(7);
  expect(median([])).toBeUndefined();
});

test('of three, one moved anywhere stays within the other two', () => {
  const price = fc.double({ min: 0.01, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(price, price, price, (a, b, moved) => {
      const found = median([a, moved, b]) as number;
      return found >= Math.min(a, b) && found <= Math.max(a, b);
    }),
  );
});
