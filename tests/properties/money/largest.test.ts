import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Total } from '../../../src/money/index.ts';
import { moveLargestToFront } from '../../../src/money/select-largest.ts';
import { divisorOf, shareOf } from '../../../src/money/share.ts';
import { natural } from './arbitraries.ts';

const row = fc.record({ high: fc.nat(3), low: fc.nat(2) });
const rows = fc.array(row, { minLength: 1, maxLength: 60, size: 'max' });

test('the rows that are moved to the front are the largest, by both keys and then by the lower index', () => {
  fc.assert(
    fc.property(rows, fc.nat(60), fc.nat(3), fc.integer(), (table, asked, unused, mixed) => {
      const n = table.length;
      const wanted = Math.min(asked, n);
      const index = Uint32Array.from({ length: n + unused }, (_, i) => (i < n ? (i * 7 + (mixed >>> 0)) % 1009 : 5000));
      fc.pre(new Set(index.subarray(0, n)).size === n);
      const high = Float64Array.from({ length: n + unused }, (_, i) => table[i]?.high ?? 99);
      const low = Float64Array.from({ length: n + unused }, (_, i) => table[i]?.low ?? 99);
      const said = Array.from({ length: n }, (_, i) => [high[i], low[i], index[i]] as [number, number, number]);
      moveLargestToFront(wanted, n, index, high, low);

      const sorted = said.toSorted((x, y) => y[0] - x[0] || y[1] - x[1] || x[2] - y[2]);
      const after = Array.from({ length: n }, (_, i) => [high[i], low[i], index[i]] as [number, number, number]);
      const byIndex = (list: [number, number, number][]) => list.toSorted((x, y) => x[2] - y[2]);
      expect(byIndex(after.slice(0, wanted))).toEqual(byIndex(sorted.slice(0, wanted)));
      // No row is lost or doubled, and those beyond the count stay.
      expect(byIndex(after)).toEqual(byIndex(said));
      expect([...high.subarray(n), ...low.subarray(n)]).toEqual(Array(2 * unused).fill(99));
    }),
    { numRuns: 400 },
  );
});

test('a share is the floor of its quota, and the rest tells the remainders of one divisor apart', () => {
  const weights = fc.array(natural(1), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(natural(), weights, (need, table) => {
      const total = new Total();
      for (const weight of table) total.add(weight);
      const divisor = divisorOf(total);
      const whole = table.reduce((sum, weight) => sum + BigInt(weight), 0n);
      expect(divisor.narrow).toBe(whole <= BigInt(Number.MAX_SAFE_INTEGER));
      expect(BigInt(divisor.main) + BigInt(divisor.lost)).toBe(whole);
      expect(BigInt(divisor.high) * 2n ** 30n + BigInt(divisor.low)).toBe(whole);
      expect(divisor.low >= 0 && divisor.low < 2 ** 30).toBe(true);
      for (const weight of table) {
        const rest = Float64Array.of(-1, -1);
        const product = BigInt(need) * BigInt(weight);
        expect(BigInt(shareOf(need, weight, divisor, rest))).toBe(product / whole);
        const [high, low] = [BigInt(rest[0]!), BigInt(rest[1]!)];
        expect(divisor.narrow ? [high, low] : high * 2n ** 30n + low).toEqual(
          divisor.narrow ? [product % whole, 0n] : product % whole,
        );
      }
    }),
    { numRuns: 1_000 },
  );
});
