import { mulDivCeil } from 'breakwater';
import { type Fraction, lesser, overCommonDenominator } from '../quantity.ts';

/**
 * Margin as a share of notional that grows in a straight line with size, exact and rounded up once.
 *
 * margin(N, s) = ceil(N x min(most, base + growth x s)).
 *
 * @param base - Share at size 0, 0 to `most`.
 * @param growth - Rise of the share for each whole number of size, >= 0.
 * @param most - Greatest share, at most 1.
 * @param path - Where the shares stand in the file, for the message when they are too fine for exact integers.
 * @returns The margin of a notional, units, at a size, a whole number >= 0.
 */
export const affineMargin = (
  base: Fraction,
  growth: Fraction,
  most: Fraction,
  path: string,
): ((notional: number, size: number) => number) => {
  const [[least = 0, rise = 0, greatest = 0], whole] = overCommonDenominator([base, lesser(growth, most), most], path);
  // Beyond this size the share stands still, and rise x size might leave the exact integers.
  const reached = rise === 0 ? Number.POSITIVE_INFINITY : mulDivCeil(greatest - least, 1, rise);
  return (notional, size) => mulDivCeil(notional, size < reached ? least + rise * size : greatest, whole);
};
