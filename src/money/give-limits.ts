import { MAX_EXACT } from './integer.ts';
import { type Claims, totalWeight } from './largest-remainder.ts';
import { type Divisor, divisorOf, shareOf } from './share.ts';
import type { Total } from './total.ts';

const CLASSES = 1024;
const WORTH_CLASSES = 128;
/** What a float64 ratio or level may be off by, relative to itself, many times over. */
const DOUBT = 2 ** -40;

/** Limits and weights of the claims of each class. */
const limits = new Float64Array(CLASSES + 1);
const weights = new Float64Array(CLASSES + 1);
/** Takes a remainder that nobody asks for. */
const remainder = new Float64Array(2);

/**
 * Water-filling: gives their limit to all claims whose limit binds, and drops them. Reorders the rows of `claims`.
 *
 * The level is what is left per weight. A limit binds when limit / weight is at or below it, and the level only rises as claims are given
 * their limits, so that all but a few can be told in float64, class by class; the claims of the class in which the level ends are told
 * exactly, one by one. Then the level is known, and those that were told by class are held against it.
 *
 * @param need - Exact integer, > 0.
 * @param claims - The claims; `high` is written over.
 * @param out - Takes the limits, at the caller's indices.
 * @returns What is left of the need for the claims that are left; -1 when a class was too near the level to be told in float64, and
 * {@link giveLimitsOneByOne} has to begin anew.
 */
export function giveLimits(need: number, claims: Claims, out: Float64Array): number {
  if (claims.count < WORTH_CLASSES) return giveLimitsOneByOne(need, claims, out);
  const level = need / divisorOf(totalWeight(claims)).main;
  // The level begins there, and no limit binds that lies above.
  if (toQuotients(level, claims) < 1 - DOUBT) return need;
  const last = lastClass(need, level, claims);
  const told = part(claims, last, out);
  const left = need - told.given;
  if (claims.count === 0 && left >= 0) return left;
  if (left <= 0) return -1;
  const open = totalWeight(claims);
  const rest = settle(left, claims, open, told.doubtful, out);
  if (claims.count === 0) return rest;
  const end = level / (rest / divisorOf(open).main);
  return last < CLASSES * end * (1 - DOUBT) && CLASSES * end < (last + 1) * (1 - DOUBT) ? rest : -1;
}

/**
 * The same, each claim told exactly, round by round until no limit binds.
 *
 * @param need - Exact integer, > 0.
 * @param claims - The claims.
 * @param out - Takes the limits, at the caller's indices.
 * @returns What is left of the need for the claims that are left.
 */
export function giveLimitsOneByOne(need: number, claims: Claims, out: Float64Array): number {
  return settle(need, claims, totalWeight(claims), claims.count, out);
}

/** Writes the first level over limit / weight beside each claim, and returns the greatest: 1 or more binds at once, less binds later. */
function toQuotients(level: number, { weight, limit, high, count }: Claims): number {
  let most = 0;
  for (let row = 0; row < count; row++) {
    const quotient = (level * weight[row]!) / limit[row]!;
    high[row] = quotient;
    if (quotient > most) most = quotient;
  }
  return most;
}

/** Class of a quotient: the highest for all that bind at once. */
function classOf(quotient: number): number {
  return (Math.min(quotient, 1) * CLASSES) | 0;
}

/** The class in which the level ends, as far as float64 tells; -1 when all limits bind. */
function lastClass(need: number, level: number, { weight, limit, high, count }: Claims): number {
  limits.fill(0);
  weights.fill(0);
  let weightLeft = 0;
  for (let row = 0; row < count; row++) {
    const of = classOf(high[row]!);
    const w = weight[row]!;
    limits[of] = limits[of]! + limit[row]!;
    weights[of] = weights[of]! + w;
    weightLeft += w;
  }
  let left = need;
  for (let of = CLASSES; of >= 0; of--) {
    left -= limits[of]!;
    weightLeft -= weights[of]!;
    // All limits of a class bind when, with them given, the level reaches level x CLASSES / of, the greatest ratio the class may hold; it may
    // also end in a class that nobody is of.
    if (!(left * of >= level * CLASSES * weightLeft)) return of;
  }
  return -1;
}

/**
 * Gives their limits to the claims of the classes above the last, and puts those of the last class first.
 *
 * @returns The sum of the limits given, and how many claims are of the last class.
 */
function part(claims: Claims, last: number, out: Float64Array): { readonly given: number; readonly doubtful: number } {
  const { index, weight, limit, high, count } = claims;
  let given = 0;
  let sum = 0;
  let kept = 0;
  let doubtful = 0;
  for (let row = 0; row < count; row++) {
    const of = classOf(high[row]!);
    const i = index[row]!;
    const w = weight[row]!;
    const l = limit[row]!;
    // One where the limit is given, without a branch: the classes come in no order that a processor could guess.
    const gives = (last - of) >>> 31;
    out[i] = l * gives;
    given += l * gives;
    sum += w * (1 - gives);
    index[kept] = i;
    weight[kept] = w;
    limit[kept] = l;
    if (of === last) swap(claims, kept, doubtful++);
    kept += 1 - gives;
  }
  claims.count = kept;
  claims.sum = sum;
  return { given, doubtful };
}

function swap({ index, weight, limit }: Claims, a: number, b: number): void {
  const i = index[a]!;
  const w = weight[a]!;
  const l = limit[a]!;
  index[a] = index[b]!;
  weight[a] = weight[b]!;
  limit[a] = limit[b]!;
  index[b] = i;
  weight[b] = w;
  limit[b] = l;
}

/**
 * Gives their limit to those of the first claims whose limit binds, until none does.
 *
 * @param open - Total weight of all claims; what is dropped is taken off it.
 * @param doubtful - How many claims may be given their limit: they stand first.
 */
function settle(need: number, claims: Claims, open: Total, doubtful: number, out: Float64Array): number {
  const { index, weight, limit } = claims;
  let left = need;
  let first = doubtful;
  for (;;) {
    if (claims.count === 0) return left;
    const divisor = divisorOf(open);
    const level = left / divisor.main;
    const before = first;
    let given = 0;
    for (let row = 0; row < first; ) {
      const w = weight[row]!;
      const l = limit[row]!;
      if (!binds(l, w, left, level, divisor)) {
        row += 1;
        continue;
      }
      out[index[row]!] = l;
      given += l;
      open.subtract(w);
      first -= 1;
      claims.count -= 1;
      move(claims, first, row);
      move(claims, claims.count, first);
    }
    left -= given;
    if (first === before) return left;
    // A sum beyond 2^53 - 1 may have been rounded, and stays so.
    claims.sum = claims.sum > MAX_EXACT ? claims.sum : open.high * 2 ** 26 + open.low;
  }
}

function move({ index, weight, limit }: Claims, from: number, to: number): void {
  index[to] = index[from]!;
  weight[to] = weight[from]!;
  limit[to] = limit[from]!;
}

function binds(l: number, w: number, left: number, level: number, divisor: Divisor): boolean {
  const quota = w * level;
  // Three roundings put the quota off by less than 2^-51 of itself; only what is nearer needs the exact division.
  if (l < quota * (1 - 2 ** -50)) return true;
  if (l > quota * (1 + 2 ** -50)) return false;
  return l <= shareOf(left, w, divisor, remainder);
}
