import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundOf } from '../../mechanisms/bound.ts';

const MOST = Number.MAX_SAFE_INTEGER;

test('a bound is the multiple rounded down, and the greatest exact integer where that is beyond it', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.maxSafeNat(), fc.integer({ min: 1, max: MOST }), (units, n, d) => {
      const bound = BigInt(boundOf(units, { n, d }));
      const [over, under] = [BigInt(d) * (bound + 1n), BigInt(d) * bound];
      const product = BigInt(units) * BigInt(n);
      expect(under <= product).toBe(true);
      expect(product < over || bound === BigInt(MOST)).toBe(true);
    }),
  );
});

// A fund of a thousand million dollars, in millionths, that may hold ten times itself.
test('stands where the multiple passes the exact integers', () => {
  expect(boundOf(1_000_000_000_000_000, { n: 9, d: 1 })).toBe(9_000_000_000_000_000);
  expect(boundOf(1_000_000_000_000_000, { n: 10, d: 1 })).toBe(MOST);
});
