import { type LegView, mulDivCeil, mulDivFloor, type Ratio, ratioFloor } from 'breakwater';

/**
 * Worst price at a distance from mark, ticks: below it when a long is sold, above it when a short is bought back;
 * rounded towards mark.
 *
 * @param leg - The position.
 * @param slippage - Distance as a share of mark, 0 <= slippage < 1.
 */
export const limitFromMark = ({ market, lots }: LegView, slippage: Ratio): number => {
  const distance = ratioFloor(market.mark, slippage);
  return lots > 0 ? market.mark - distance : market.mark + distance;
};

/**
 * Worst price at which closing a whole leg costs no more than its share of the account's equity, ticks.
 *
 * Linear: mark x bankruptcy value / value; inverse: mark x value / bankruptcy value; rounded in the account's favour.
 *
 * @returns The price; `any` when no price is too bad; `none` when the account has lost more than any price would bring
 * back.
 */
export const bankruptcyLimit = (
  leg: Pick<LegView, 'market' | 'lots' | 'value' | 'bankruptcyValue'>,
): number | 'any' | 'none' => {
  const { market, lots, value, bankruptcyValue } = leg;
  if (value === 0 || bankruptcyValue === 0 || value > 0 !== bankruptcyValue > 0) {
    return bankruptcyValue < value || (bankruptcyValue === 0 && value === 0) ? 'any' : 'none';
  }
  const [above, below] =
    market.kind === 'linear'
      ? [Math.abs(bankruptcyValue), Math.abs(value)]
      : [Math.abs(value), Math.abs(bankruptcyValue)];
  // So far beyond mark that no book reaches it, and the product would leave the exact integers.
  if (above / below > 1_000_000) return bankruptcyValue < value ? 'any' : 'none';
  const long = lots > 0;
  const ticks = (long ? mulDivCeil : mulDivFloor)(market.mark, above, below);
  // Below one tick there is no price, and an inverse position has no value there.
  if (ticks < 1) return 'none';
  // The value of an inverse position is itself rounded, so the tick found may be one too far.
  const bearable = market.value(lots, ticks) >= bankruptcyValue ? ticks : ticks + (long ? 1 : -1);
  return bearable >= 1 ? bearable : 'none';
};
