import { duration, type LayerAnswer, mulDivCeil, type NextFunction, pass, ratio } from 'breakwater';
import { limitFromMark } from '../liquidation/limit-price.ts';

/** Most lots an inventory case has held, by market number. */
export type Inventory = { most: { [market: string]: number } };

/** What an inventory case starts from. */
export const emptyInventory = (): Inventory => ({ most: {} });

/** Parameters of working an inventory out. */
export const workOutParams = {
  workOver: duration()
    .prefault('10m')
    .describe('Time over which an inventory is sold to the book, at least 0s; assumed.'),
  slippage: ratio({ max: '0.99' })
    .prefault('0.05')
    .describe('Limit of those orders, as a distance from mark in shares of it, 0 to 0.99; assumed.'),
};

interface WorkOut {
  readonly workOver: number;
  readonly slippage: { readonly n: number; readonly d: number };
}

/**
 * Sells an inventory to the book at an even pace: each step, of the most it held, the share that a step is of workOver.
 *
 * An inventory nothing is added to is gone after workOver when the book takes all orders; what is added raises the
 * pace. Each order is immediate-or-cancel, limited at a distance from mark.
 */
export const workOut: NextFunction<WorkOut, Inventory> = (subject, view, params, state, outcome): LayerAnswer => {
  if (outcome !== undefined) return pass;
  const steps = view.stepSeconds < params.workOver ? params.workOver : view.stepSeconds;
  const orders = subject.legs.map((leg) => {
    const held = Math.abs(leg.lots);
    const most = Math.max(held, state.most[leg.market.number] ?? 0);
    state.most[leg.market.number] = most;
    // Milliseconds, so that both are whole numbers.
    const pace = mulDivCeil(most, Math.round(view.stepSeconds * 1000), Math.round(steps * 1000));
    const lots = Math.min(held, pace);
    return {
      do: 'order' as const,
      market: leg.market.number,
      lots: leg.lots > 0 ? lots : -lots,
      limit: limitFromMark(leg, params.slippage),
      timeInForce: 'ioc' as const,
    };
  });
  return orders.length === 0 ? pass : orders;
};
