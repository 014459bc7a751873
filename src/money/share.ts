import { MAX_EXACT } from './integer.ts';
import type { Total } from './total.ts';
import { lostIn } from './two-product.ts';

const LIMB = 2 ** 30;
const PER_LIMB = 2 ** -30;

/** A positive total of weights, prepared for dividing by it many times. */
export interface Divisor {
  /** Whether the total is at most 2^53 - 1, so that remainders need one number only. */
  readonly narrow: boolean;
  /** The total, rounded to a float64. */
  readonly main: number;
  /** What that rounding lost: the total is main + lost. */
  readonly lost: number;
  /** The total in limbs of 2^30: high. */
  readonly high: number;
  /** The total in limbs of 2^30: low. */
  readonly low: number;
}

/**
 * Prepares a total of weights as a divisor.
 *
 * @param total - Above zero and below 2^77.
 * @returns The divisor.
 */
export function divisorOf(total: Total): Divisor {
  const coarse = total.high * 2 ** 26;
  const main = coarse + total.low;
  const lost = total.low - (main - coarse);
  // 2^30 = 2^26 x 2^4: four bits move from the high limb to the low one.
  const high = Math.floor(total.high / 16);
  const low = (total.high - high * 16) * 2 ** 26 + total.low;
  return { narrow: main <= MAX_EXACT, main, lost, high, low };
}

/**
 * Computes floor(need x weight / divisor) and the exact remainder, which may pass 2^53.
 *
 * @param need - An exact integer, >= 0.
 * @param weight - An exact integer, >= 0, at most the divisor.
 * @param divisor - The total of the weights.
 * @param rest - Takes the remainder: `rest[0]` alone when the divisor is narrow, limbs of 2^30 (high, low) when it is
 * not. Either way remainders of one divisor compare entry by entry.
 * @returns The floor, at most `need`.
 */
export function shareOf(need: number, weight: number, divisor: Divisor, rest: Float64Array): number {
  const p = need * weight;
  return divisor.narrow ? narrowShare(need, weight, p, divisor.main, rest) : wideShare(need, weight, p, divisor, rest);
}

function narrowShare(need: number, weight: number, p: number, c: number, rest: Float64Array): number {
  let q = Math.floor(p / c);
  let r: number;
  if (p <= MAX_EXACT) {
    r = p - q * c;
  } else {
    const lost = lostIn(need, weight, p);
    for (;;) {
      const h = q * c;
      r = p - h + (lost - lostIn(q, c, h));
      if (r < 0) q -= 1;
      else if (r >= c) q += 1;
      else break;
    }
  }
  rest[0] = r;
  rest[1] = 0;
  return q;
}

function wideShare(need: number, weight: number, p: number, divisor: Divisor, rest: Float64Array): number {
  const { main, lost, high, low } = divisor;
  const e = lostIn(need, weight, p);
  const eHigh = Math.floor(e * PER_LIMB);
  const eLow = e - eHigh * LIMB;
  let q = Math.floor(p / main);
  for (;;) {
    // The remainder is (p - h) + e - f - g, four exact terms (g is below 2^53, because lost is a 2^-54th of the divisor and
    // q x divisor at most 2^106), added limb by limb so that no sum rounds.
    const h = q * main;
    const f = lostIn(q, main, h);
    const g = q * lost;
    const d = p - h;
    const dHigh = Math.floor(d * PER_LIMB);
    const fHigh = Math.floor(f * PER_LIMB);
    const gHigh = Math.floor(g * PER_LIMB);
    const loose = d - dHigh * LIMB + eLow - (f - fHigh * LIMB) - (g - gHigh * LIMB);
    const carry = Math.floor(loose * PER_LIMB);
    const r1 = dHigh + eHigh - fHigh - gHigh + carry;
    const r0 = loose - carry * LIMB;
    if (r1 < 0) {
      q -= 1;
    } else if (r1 > high || (r1 === high && r0 >= low)) {
      q += 1;
    } else {
      rest[0] = r1;
      rest[1] = r0;
      return q;
    }
  }
}
