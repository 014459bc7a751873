import fc from 'fast-check';

const LARGEST = Number.MAX_SAFE_INTEGER;

/** Exact integers >= `min`, drawn to sit on corners: small, next to 2^53, next to a power of two, or anywhere. */
export const natural = (min = 0, max = LARGEST): fc.Arbitrary<number> =>
  fc
    .oneof(
      fc.integer({ min, max: Math.min(max, min + 12) }),
      fc.integer({ min: Math.max(min, max - 12), max }),
      fc
        .tuple(fc.integer({ min: 0, max: 53 }), fc.integer({ min: -2, max: 2 }))
        .map(([power, step]) => Math.min(max, Math.max(min, 2 ** power + step))),
      fc.maxSafeNat().map((x) => Math.min(max, Math.max(min, x))),
    )
    .map((x) => x + 0);

/** The same, of either sign. */
export const signed = (max = LARGEST): fc.Arbitrary<number> =>
  fc.tuple(natural(0, max), fc.boolean()).map(([x, negative]) => (negative ? 0 - x : x));

/** The code of the error that `act` throws; `undefined` when it throws none. */
export const codeOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return undefined;
};

/** Whether a true result fits, so that the function has to return it rather than throw `overflow`. */
export const fits = (x: bigint): boolean => x <= BigInt(LARGEST) && x >= -BigInt(LARGEST);
