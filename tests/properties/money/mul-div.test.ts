import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareFractions,
  exact,
  isExact,
  mulDivCeil,
  mulDivFloor,
  mulDivNearest,
  product,
  rateCeil,
  rateFloor,
  sum,
} from '../../../src/money/index.ts';
import { compareFractionsTwin, mulDivCeilTwin, mulDivFloorTwin, mulDivNearestTwin } from '../../unit/money/twins.ts';
import { codeOf, fits, natural, signed } from './arbitraries.ts';

const RUNS = { numRuns: 20_000 };

/** Returns the exact value when it fits, and throws `overflow` exactly when it does not. */
const agrees = (act: () => number, twin: bigint): void => {
  if (fits(twin)) {
    const result = act();
    expect(BigInt(result)).toBe(twin);
    expect(Object.is(result, -0)).toBe(false);
  } else {
    expect(codeOf(act)).toBe('overflow');
  }
};

describe('checked integers', () => {
  it('add and multiply as big integers do, or overflow', () => {
    fc.assert(
      fc.property(signed(), signed(), (a, b) => {
        agrees(() => product(a, b), BigInt(a) * BigInt(b));
        agrees(() => sum(a, b), BigInt(a) + BigInt(b));
      }),
      RUNS,
    );
  });

  it('accept exactly the numbers that are safe integers', () => {
    fc.assert(
      fc.property(fc.double(), (x) => {
        const accepted = codeOf(() => exact(x)) === undefined;
        expect(accepted).toBe(Number.isSafeInteger(x));
        expect(accepted).toBe(isExact(x));
      }),
    );
  });
});

describe('multiply-divide', () => {
  it('equals the big-integer twin for any operands', () => {
    fc.assert(
      fc.property(signed(), signed(), natural(1), (a, b, c) => {
        agrees(() => mulDivFloor(a, b, c), mulDivFloorTwin(a, b, c));
        agrees(() => mulDivCeil(a, b, c), mulDivCeilTwin(a, b, c));
        agrees(() => mulDivNearest(a, b, c), mulDivNearestTwin(a, b, c));
      }),
      RUNS,
    );
  });

  it('equals the twin where the quotient is close to 2^53 or to an integer', () => {
    const near = fc.tuple(signed(), natural(1), fc.integer({ min: -3, max: 3 }));
    fc.assert(
      fc.property(near, ([a, c, step]) => {
        const b = Math.min(Number.MAX_SAFE_INTEGER, Math.max(1, c + step));
        agrees(() => mulDivFloor(a, b, c), mulDivFloorTwin(a, b, c));
        agrees(() => mulDivCeil(b, a, c), mulDivCeilTwin(a, b, c));
        agrees(() => mulDivNearest(a, b, c), mulDivNearestTwin(a, b, c));
      }),
      RUNS,
    );
  });

  it('is odd in both factors when it rounds to nearest', () => {
    fc.assert(
      fc.property(signed(2 ** 40), signed(2 ** 40), natural(2 ** 28), (a, b, c) => {
        const result = mulDivNearest(a, b, c);
        expect(mulDivNearest(-a, b, c)).toBe(0 - result);
        expect(mulDivNearest(a, -b, c)).toBe(0 - result);
      }),
    );
  });

  it('splits an amount into a part and a rest without making or losing a unit', () => {
    fc.assert(
      fc.property(signed(), natural(1), natural(0), (cost, size, cut) => {
        const closed = cut % (size + 1);
        const part = mulDivFloor(cost, closed, size);
        expect(part + mulDivCeil(cost, size - closed, size)).toBe(cost);
      }),
    );
  });
});

describe('rates', () => {
  const scale = fc.oneof(fc.constant(1_000_000), fc.constant(100_000_000), natural(1));

  it('equal the big-integer twin for any amount, rate and scale', () => {
    fc.assert(
      fc.property(signed(), signed(), scale, (n, rate, per) => {
        agrees(() => rateFloor(n, rate, per), mulDivFloorTwin(n, rate, per));
        agrees(() => rateCeil(n, rate, per), mulDivCeilTwin(n, rate, per));
      }),
      RUNS,
    );
  });

  it('equal the twin for realistic amounts next to a multiple of the scale', () => {
    fc.assert(
      fc.property(natural(0, 9_000_000_000), signed(1_000_000), fc.integer({ min: -1, max: 1 }), (k, rate, step) => {
        const n = k * 1_000_000 + step;
        agrees(() => rateFloor(n, rate), mulDivFloorTwin(n, rate, 1_000_000));
        agrees(() => rateCeil(n, rate), mulDivCeilTwin(n, rate, 1_000_000));
      }),
      RUNS,
    );
  });
});

describe('comparing fractions', () => {
  it('equals the big-integer twin', () => {
    fc.assert(
      fc.property(signed(), natural(1), signed(), natural(1), (a, b, c, d) => {
        expect(compareFractions(a, b, c, d)).toBe(compareFractionsTwin(a, b, c, d));
      }),
      RUNS,
    );
  });

  it('tells neighbours apart and sees that equal ones are equal', () => {
    fc.assert(
      fc.property(natural(2 ** 50), natural(2 ** 50), fc.integer({ min: -2, max: 2 }), (a, b, step) => {
        const c = Math.min(Number.MAX_SAFE_INTEGER, a + step);
        const d = Math.min(Number.MAX_SAFE_INTEGER, b + step);
        expect(compareFractions(a, b, c, d)).toBe(compareFractionsTwin(a, b, c, d));
        expect(compareFractions(a, b, a, b)).toBe(0);
        expect(compareFractions(-a, b, -c, d)).toBe(0 - compareFractions(a, b, c, d) + 0);
      }),
      RUNS,
    );
  });
});
