import { MoneyError } from './money-error.ts';

/**
 * Turns real weights into integers that `apportion` accepts, on a grid that depends on the largest of them only.
 *
 * All weights are multiplied by the power of two that brings the largest into [2^51, 2^52), then rounded to the nearest
 * integer. Multiplying by a power of two is exact, so weights with at most 52 significant bits above the grid keep
 * their proportions exactly, the others to 2^-52 of the largest; the order never turns round. A positive weight stays
 * positive: it becomes 1 at least.
 *
 * @param real - Weights, >= 0 and finite, in any unit.
 * @param out - Takes the integers; same length. A new array when left out.
 * @returns `out`: integers from 0 to 2^52. All zero when all weights are.
 * @throws {@link MoneyError} `bad-weight` for a weight that is negative, NaN or infinite; `out-of-range` for a wrong length.
 * @example
 * gridWeights([0.5, 0.25, 0])   // 2^51, 2^50, 0
 * gridWeights([1, 1e-30])       // 2^51, 1
 */
export function gridWeights(real: ArrayLike<number>, out: Float64Array = new Float64Array(real.length)): Float64Array {
  const n = real.length;
  if (out.length !== n) {
    throw new MoneyError(
      'out-of-range',
      `weights and out differ in length: ${n} and ${out.length}`,
      'pass arrays of one length',
    );
  }
  let largest = 0;
  for (let i = 0; i < n; i++) {
    const x = real[i]!;
    if (!(x >= 0 && x < Infinity)) throw badWeight(x, i);
    if (x > largest) largest = x;
  }
  // Two factors, because the whole one passes the range of float64 when the largest weight is subnormal.
  const lift = largest < 2 ** -500 ? 2 ** 540 : 1;
  const scale = scaleFor(largest * lift);
  for (let i = 0; i < n; i++) {
    const x = real[i]!;
    out[i] = x === 0 ? 0 : Math.max(1, Math.round(x * lift * scale));
  }
  return out;
}

/** The power of two that brings `largest` into [2^51, 2^52). */
function scaleFor(largest: number): number {
  if (largest === 0) return 1;
  let scale = 1;
  while (largest * scale >= 2 ** 52) scale /= 2;
  while (largest * scale < 2 ** 51) scale *= 2;
  return scale;
}

function badWeight(x: number, i: number): MoneyError {
  return new MoneyError(
    'bad-weight',
    `weight ${i} is ${x}; it has to be zero or more, and finite`,
    'check the score or the formula that makes the weights, for example a ratio with a zero below the line',
  );
}
