import { configError } from 'breakwater';

/** A stretch of notional over which margin grows at one rate. */
export interface Bracket {
  /** Where the stretch ends, units; the last one has no end. */
  readonly upTo?: number | undefined;
  /** Rate in parts of the common denominator, an integer >= 0, rising from bracket to bracket. */
  readonly parts: number;
}

/**
 * Refuses brackets that do not rise in notional.
 *
 * @throws BreakwaterError `brackets-not-rising`.
 */
export const checkRising = (upTo: readonly (number | undefined)[], path: string): void => {
  for (let i = 1; i < upTo.length; i++) {
    const [before, here] = [upTo[i - 1], upTo[i]];
    if (before === undefined || here === undefined || here > before) continue;
    throw configError(
      'brackets-not-rising',
      `entry ${i + 1} of ${path} ends at ${here} units, entry ${i} at ${before}`,
      {
        where: { path },
        hint: 'list the entries by rising upTo',
      },
    );
  }
};

/**
 * The first bracket that holds a notional; an edge belongs to the bracket it closes, what lies beyond the last to the
 * last.
 */
export const bracketOf = (upTo: readonly (number | undefined)[], notional: number): number => {
  let i = 0;
  while (i + 1 < upTo.length && notional > (upTo[i] as number)) i++;
  return i;
};

/**
 * Margin along brackets without a jump at their edges, exact and rounded up once.
 *
 * margin(N) = ceil((N x parts_k - cum_k) / denominator) in bracket k, where cum_0 = 0 and
 * cum_k = cum_(k-1) + (edge between k-1 and k) x (parts_k - parts_(k-1)).
 *
 * @param brackets - At least one, rising.
 * @param denominator - Integer >= 1 whose square lies below 2^53; parts are at most this.
 * @returns The margin of a notional in units, an integer >= 0.
 */
export const continuousMargin = (brackets: readonly Bracket[], denominator: number): ((notional: number) => number) => {
  const upTo = brackets.map((bracket) => bracket.upTo);
  const parts = brackets.map((bracket) => bracket.parts);
  const scale = BigInt(denominator);
  const wholes: number[] = [];
  const rests: number[] = [];
  let cum = 0n;
  for (const [k, part] of parts.entries()) {
    if (k > 0) cum += BigInt(upTo[k - 1] as number) * BigInt(part - (parts[k - 1] as number));
    wholes.push(Number(cum / scale));
    rests.push(Number(cum % scale));
  }
  return (notional) => {
    const k = bracketOf(upTo, notional);
    const part = parts[k] as number;
    // Split at the denominator, so that no product leaves the exact integers.
    const whole = Math.floor(notional / denominator);
    const fine = (notional - whole * denominator) * part - (rests[k] as number);
    return whole * part - (wholes[k] as number) + Math.ceil(fine / denominator) + 0;
  };
};
