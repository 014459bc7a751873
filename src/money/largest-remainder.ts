import { MAX_EXACT } from './integer.ts';
import { moveLargestToFront } from './select-largest.ts';
import { type Divisor, divisorOf, shareOf } from './share.ts';
import { sumColumn, Total } from './total.ts';
import { highHalf } from './two-product.ts';

const CLASSES = 1024;
const WORTH_COUNTING = 512;

const rest = new Float64Array(2);
const sizes = new Uint32Array(CLASSES);

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
  /** Sum of their weights where it is at most 2^53 - 1; else some number above. */
  sum: number;
}

/** Exact total of the weights. */
export function totalWeight({ weight, count, sum }: Claims): Total {
  return sum <= MAX_EXACT ? Total.of(sum) : sumColumn(weight, 0, count);
}

/**
 * Shares a need over claims by largest remainder, ties to the lower index. Reorders the rows of `claims`.
 *
 * @param need - Exact integer, >= 0.
 * @param claims - The claims.
 * @param out - Takes the shares, at the caller's indices.
 */
export function shareByLargestRemainder(need: number, claims: Claims, out: Float64Array): void {
  const { index, weight, high, low, count } = claims;
  const divisor = divisorOf(totalWeight(claims));
  let left = need;
  if (divisor.narrow) {
    left -= narrowShares(need, claims, divisor.main, out);
  } else {
    for (let row = 0; row < count; row++) {
      const share = shareOf(need, weight[row]!, divisor, rest);
      out[index[row]!] = share;
      left -= share;
      high[row] = rest[0]!;
      low[row] = rest[1]!;
    }
  }
  if (left > 0) addOneToLargest(left, claims, divisor, out);
}

/** Gives each claim the floor of its quota and notes the remainder, where the divisor is at most 2^53 - 1; returns the sum of the floors. */
function narrowShares(
  need: number,
  { index, weight, high, low, count }: Claims,
  divisor: number,
  out: Float64Array,
): number {
  let given = 0;
  low.fill(0, 0, count);
  const needHigh = highHalf(need);
  const needLow = need - needHigh;
  const divisorHigh = highHalf(divisor);
  const divisorLow = divisor - divisorHigh;
  for (let row = 0; row < count; row++) {
    const w = weight[row]!;
    const p = need * w;
    let q = Math.floor(p / divisor);
    let r = p - q * divisor;
    if (p > MAX_EXACT) {
      const wHigh = highHalf(w);
      const wLow = w - wHigh;
      const lost = needLow * wLow - (p - needHigh * wHigh - needLow * wHigh - needHigh * wLow);
      for (;;) {
        const h = q * divisor;
        const qHigh = highHalf(q);
        const qLow = q - qHigh;
        const over = divisorLow * qLow - (h - divisorHigh * qHigh - divisorLow * qHigh - divisorHigh * qLow);
        r = p - h + (lost - over);
        if (r < 0) q -= 1;
        else if (r >= divisor) q += 1;
        else break;
      }
    }
    out[index[row]!] = q;
    high[row] = r;
    given += q;
  }
  return given;
}

/** Adds one unit to the `wanted` rows with the largest remainders. */
function addOneToLargest(wanted: number, claims: Claims, divisor: Divisor, out: Float64Array): void {
  const { index, high, low, count } = claims;
  let open = wanted;
  let rows = count;
  if (count >= WORTH_COUNTING) {
    // Counting by size first, because it reads the columns in order and leaves only one class of rows to select from.
    const scale = CLASSES / ((divisor.narrow ? divisor.main : divisor.high) + 1);
    sizes.fill(0);
    for (let row = 0; row < count; row++) sizes[(high[row]! * scale) | 0]! += 1;
    let edge = CLASSES - 1;
    while (sizes[edge]! < open) open -= sizes[edge--]!;
    rows = 0;
    for (let row = 0; row < count; row++) {
      const size = (high[row]! * scale) | 0;
      const i = index[row]!;
      // One where the size is beyond the edge, without a branch: remainders come in no order that a processor could guess.
      out[i] = out[i]! + ((edge - size) >>> 31);
      if (size === edge) {
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
