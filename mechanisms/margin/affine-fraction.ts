import { mulDivCeil } from 'breakwater';
import { type Fraction, isExact, lesser, overCommon } from '../quantity.ts';

/**
 * Margin as a share of notional that grows in a straight line with size, exact and rounded up once.
 *
 * margin(N, s) = ceil(N x min(most, base + growth x s)).
 *
 * @param base - Share at size 0, 0 to `most`.
 * @param growth - Rise of the share for each whole number of size, >= 0.
 * @param most - Greatest share, at most 1.
 * @returns The margin of a notional, units, at a size, a whole number >= 0.
 */
export const affineMargin = (
  base: Fraction,
  growth: Fraction,
  most: Fraction,
): ((notional: number, size: number) => number) => {
  const [[least, rise, greatest], whole] = overCommon([base, lesser(growth, most), most] as const);
  // Beyond this size the share stands still, and rise x size might leave the exact integers.
  const reached = rise === 0n ? Number.POSITIVE_INFINITY : Number((greatest - least + rise - 1n) / rise);
  if (!isExact(least, rise, greatest, whole)) {
    return (notional, size) => {
      const share = size < reached ? least + rise * BigInt(size) : greatest;
      return Number((BigInt(notional) * share + whole - 1n) / whole);
    };
  }
  const [from, by, to, d] = [Number(least), Number(rise), Number(greatest), Number(whole)];
  return (notional, size) => mulDivCeil(notional, size < reached ? from + by * size : to, d);
};
