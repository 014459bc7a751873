import type { Dice } from '../dice.ts';
import type { GridMarket } from './grid.ts';

/** Moves of a step, percent of the price before: mostly small, now and then a gap down to a hundredth or up to threefold. */
const MOVES = [100, 98, 102, 95, 105, 90, 110, 80, 125, 60, 160, 30, 1, 300] as const;

/** Prices of each step of a run, ticks, the opening price first. */
export const walk = (dice: Dice, { open, floor, cap }: GridMarket, steps: number): readonly number[] => {
  const prices = [open];
  let price = open;
  for (let step = 1; step <= steps; step++) {
    price = Math.min(cap, Math.max(floor + 1, Math.round((price * dice.pick(MOVES)) / 100)));
    prices.push(price);
  }
  return prices;
};
