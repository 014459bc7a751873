import { moveLargestToFront } from './select-largest.ts';
import { type Divisor, shareOf } from './share.ts';

const CLASSES = 1024;
const WORTH_COUNTING = 512;

/** Claims that compete for what is left: parallel columns, of which the first `count` rows are alive. */
export interface Claims {
  /** Where each row stands in the caller's table. */
  readonly index: Uint32Array;
  /** Exact integers above zero. */
  readonly weight: Float64Array;
  /** Exact integers, >= 0; not filled when nothing limits a share. */
  readonly limit: Float64Array;
  /** The remainder of each row's quota, as `shareOf` returns it: its first number. */
  readonly high: Float64Array;
  /** The remainder's second number. */
  readonly low: Float64Array;
  /** How many rows are alive. */
  count: number;
}

/**
 * Shares a need over claims by largest remainder, ties to the lower index. Reorders the rows of `claims`.
 *
 * @param need - Exact integer, >= 0.
 * @param claims - The claims.
 * @param divisor - The total of their weights.
 * @param out - Takes the shares, at the caller's indices.
 */
export function shareByLargestRemainder(need: number, claims: Claims, divisor: Divisor, out: Float64Array): void {
  const { index, weight, high, low, count } = claims;
  const rest = new Float64Array(2);
  let left = need;
  for (let row = 0; row < count; row++) {
    const share = shareOf(need, weight[row]!, divisor, rest);
    out[index[row]!] = share;
    left -= share;
    high[row] = rest[0]!;
    low[row] = rest[1]!;
  }
  if (left > 0) addOneToLargest(left, claims, divisor, out);
}

/** Adds one unit to the `wanted` rows with the largest remainders. */
function addOneToLargest(wanted: number, claims: Claims, divisor: Divisor, out: Float64Array): void {
  const { index, high, low, count } = claims;
  let open = wanted;
  let rows = count;
  if (count >= WORTH_COUNTING) {
    // Counting by size first, because it reads the columns in order and leaves only one class of rows to select from.
    const scale = CLASSES / ((divisor.narrow ? divisor.main : divisor.high) + 1);
    const sizes = new Uint32Array(CLASSES);
    for (let row = 0; row < count; row++) sizes[Math.floor(high[row]! * scale)]! += 1;
    let edge = CLASSES - 1;
    while (sizes[edge]! < open) open -= sizes[edge--]!;
    rows = 0;
    for (let row = 0; row < count; row++) {
      const size = Math.floor(high[row]! * scale);
      const i = index[row]!;
      if (size > edge) {
        out[i] = out[i]! + 1;
      } else if (size === edge) {
        index[rows] = i;
        high[rows] = high[row]!;
        low[rows] = low[row]!;
        rows += 1;
      }
    }
  }
  moveLargestToFront(open, rows, index, high, low);
  for (let row = 0; row < open; row++) {
    const i = index[row]!;
    out[i] = out[i]! + 1;
  }
}
