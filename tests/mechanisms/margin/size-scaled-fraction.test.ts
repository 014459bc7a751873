import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sizeScaledFraction as margin } from '../../../mechanisms/margin/index.ts';
import { rootCeil } from '../../../mechanisms/margin/root-of-size.ts';
import { marketView, paramsOf } from '../../fixtures/views.ts';

const schedule = (factor: string, base = '0.05') =>
  margin.schedule(marketView(), paramsOf(margin, { markets: { default: { base, factor } } }));

/*
 * BTC, IMF factor 0.002, 20x at most; a lot is a coin, 100,000 of notional.
 *
 *     size     IMF = max(5 %, 0.002 x sqrt(size))    MMF = 3/5    auto-close = max(MMF / 2, MMF - 6 %)
 *        1      5 %                                    3 %         1.5 %
 *      625      5 %                                    3 %         1.5 %
 *    2,500     10 %                                    6 %         3   %
 *   40,000     40 %                                   24 %        18   %
 */
test.each([
  [1, 5_000, 3_000, 1_500],
  [625, 5_000, 3_000, 1_500],
  [2_500, 10_000, 6_000, 3_000],
  [40_000, 40_000, 24_000, 18_000],
])('a position of %i coins', (size, initial, maintenance, autoClose) => {
  const { initial: imf, maintenance: mmf, closeOut } = schedule('0.002');
  for (const lots of [size, -size])
    expect([imf(100_000, lots), mmf(100_000, lots), closeOut?.(100_000, lots)]).toEqual([
      initial,
      maintenance,
      autoClose,
    ]);
});

// The example the venue gave: 0.00025 x sqrt(500 million MNGO) is above 500 %, "bounded at fully funded".
test('ends at fully funded', () => {
  const { initial, maintenance, closeOut } = schedule('0.00025');
  const lots = 500_000_000;
  expect([initial(1_000_000, lots), maintenance(1_000_000, lots), closeOut?.(1_000_000, lots)]).toEqual([
    1_000_000, 600_000, 540_000,
  ]);
  // Just below the end: 0.00025 x sqrt(15,999,999) is 0.99999997.
  expect(initial(1_000_000, 15_999_999)).toBe(1_000_000);
  expect(initial(1_000_000, 15_000_000)).toBe(968_246);
});

test('for any factor and size the rate is the root, rounded up to a millionth', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 10 ** 12 }), (factor, size) => {
      const asked = schedule(`${factor}/1000000`, '0').initial(1_000_000, size);
      const exact = new Decimal(size).sqrt().times(factor).ceil();
      return exact.greaterThan(1_000_000) ? asked === 1_000_000 : exact.equals(asked);
    }),
  );
});

test('takes the root of any whole number, and rounds it up', () => {
  for (let n = 0; n <= 1000; n++) expect(rootCeil(n) ** 2 >= n && (n === 0 || (rootCeil(n) - 1) ** 2 < n)).toBe(true);
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 2 ** 26 }), (root) => {
      expect([rootCeil(root ** 2 - 1), rootCeil(root ** 2), rootCeil(root ** 2 + 1)]).toEqual([root, root, root + 1]);
    }),
  );
});
