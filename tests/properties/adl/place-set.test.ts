import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PlaceSet } from '../../../src/exchange/adl/place-set.ts';

const change = fc.record({ add: fc.boolean(), at: fc.nat() });

test('holds the places that a plain set holds, and finds the next of them', () => {
  const sizes = fc.oneof(fc.integer({ min: 0, max: 70 }), fc.constantFrom(1_023, 1_024, 1_025, 33_000, 32_768));
  fc.assert(
    fc.property(
      sizes,
      fc.nat(200),
      fc.array(change, { maxLength: 60 }),
      fc.array(fc.nat(), { maxLength: 20 }),
      (size, before, changes, asked) => {
        const set = new PlaceSet();
        set.fill(before);
        if (before > 0) set.delete(before - 1);
        set.fill(size);
        const plain = new Set(Array.from({ length: size }, (_, place) => place));
        for (const { add, at } of size === 0 ? [] : changes) {
          const place = at % size;
          if (add) {
            set.add(place);
            plain.add(place);
          } else {
            // A stretch, so that whole words run empty.
            for (let i = place; i < Math.min(size, place + (at % 1_500)); i++) {
              set.delete(i);
              plain.delete(i);
            }
          }
        }
        expect(set.size).toBe(size);
        for (const at of [0, ...asked]) {
          let next = at % (size + 1);
          expect(set.next(next)).toBe(
            [...plain].filter((place) => place >= next).reduce((a, b) => Math.min(a, b), size),
          );
          next = size;
          expect(set.next(next)).toBe(size);
        }
      },
    ),
    { numRuns: 300 },
  );
});
