import { giveLimits, giveLimitsOneByOne } from './give-limits.ts';
import { inexact } from './integer.ts';
import { type Claims, shareByLargestRemainder } from './largest-remainder.ts';
import { MoneyError } from './money-error.ts';

/**
 * Shares a need over claims in proportion to their weights, in whole units, by largest remainder.
 *
 * Without limits claim i has the quota need x weight_i / total weight; it is given the floor of it, and the units left
 * over go one each to the largest remainders. Where limits bind, claims whose limit is at most their quota are given
 * their limit, the quotas of the others are formed anew from what is left, and so on until no limit binds (water-filling);
 * then the others share by largest remainder. Claims of weight zero are given nothing. Exact for any weights; linear
 * time expected, no allocation per claim.
 *
 * @param need - Units to share, an exact integer >= 0.
 * @param weights - One per claim, exact integers >= 0; real weights go through `gridWeights` first.
 * @param limits - The most each claim can be given, exact integers >= 0; same length and order. Undefined: no limits.
 * @param out - Takes the shares; same length, none of the other arrays. A new array when left out.
 * @returns `out`: integers with 0 <= share <= limit that sum to the smaller of `need` and the limits of the claims with a
 * positive weight (without limits to `need`, or to 0 when no weight is positive). Ties go to the lower index.
 * @throws {@link MoneyError} `out-of-range`, `bad-weight`, `bad-limit`, or as `exact` for `need`.
 * @source Balinski and Young, "Fair Representation", 1982, ch. 3 (largest remainder); the limits are ours.
 * @example
 * apportion(20, [10, 20, 30], undefined)    // 3, 7, 10
 * apportion(20, [10, 20, 30], [9, 4, 20])   // 4, 4, 12
 */
export function apportion(
  need: number,
  weights: ArrayLike<number>,
  limits: ArrayLike<number> | undefined,
  out: Float64Array = new Float64Array(weights.length),
): Float64Array {
  if (!Number.isSafeInteger(need)) throw inexact(need, 'the need');
  if (need < 0) throw new MoneyError('out-of-range', `the need is ${need}, below zero`, 'share a need of 0 or more');
  checkLength('limits', limits ?? weights, weights);
  checkLength('out', out, weights);
  const claims = gather(weights, limits);
  out.fill(0);
  if (need === 0 || claims.count === 0) return out;
  if (claims.count === 1) {
    out[claims.index[0]!] = limits === undefined ? need : Math.min(need, claims.limit[0]!);
    return out;
  }
  let left = limits === undefined ? need : giveLimits(need, claims, out);
  if (left === -1) left = giveLimitsOneByOne(need, gather(weights, limits), out.fill(0));
  if (left > 0 && claims.count > 0) shareByLargestRemainder(left, claims, out);
  return out;
}

/** Kept from call to call: making and clearing new columns would take longer than the arithmetic. */
let columns = claimsOf(64);

function claimsOf(n: number): Claims {
  return {
    index: new Uint32Array(n),
    weight: new Float64Array(n),
    limit: new Float64Array(n),
    high: new Float64Array(n),
    low: new Float64Array(n),
    count: 0,
    sum: 0,
  };
}

/** Copies the claims with a positive weight, so that the loops after it see typed arrays only, and checks them all. */
function gather(weights: ArrayLike<number>, limits: ArrayLike<number> | undefined): Claims {
  const n = weights.length;
  if (columns.index.length < n) columns = claimsOf(Math.ceil(n * 1.25));
  const { index, weight, limit } = columns;
  let count = 0;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const w = weights[i]!;
    if (!(Number.isSafeInteger(w) && w >= 0)) throw badEntry('bad-weight', 'weight', i, w);
    if (limits !== undefined) {
      const l = limits[i]!;
      if (!(Number.isSafeInteger(l) && l >= 0)) throw badEntry('bad-limit', 'limit', i, l);
      limit[count] = l;
    }
    index[count] = i;
    weight[count] = w;
    sum += w;
    if (w > 0) count += 1;
  }
  columns.count = count;
  // Integers above 0 add up exactly as long as their sum is exact.
  columns.sum = sum;
  return columns;
}

function checkLength(name: string, column: ArrayLike<number>, weights: ArrayLike<number>): void {
  if (column.length === weights.length) return;
  throw new MoneyError(
    'out-of-range',
    `weights and ${name} differ in length: ${weights.length} and ${column.length}`,
    'pass columns of one length and order',
  );
}

function badEntry(code: 'bad-weight' | 'bad-limit', name: string, i: number, x: number): MoneyError {
  return new MoneyError(
    code,
    `${name} ${i} is ${x}; it has to be a whole number from 0 to 2^53 - 1`,
    name === 'weight' ? 'turn real weights into whole ones with gridWeights' : 'express limits in whole lots or units',
  );
}
