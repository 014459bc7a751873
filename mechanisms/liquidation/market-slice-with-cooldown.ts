import { amount, defineLiquidation, duration, type LegView, pass, ratio, ratioCeil, waitUntil, z } from 'breakwater';
import { limitFromMark } from './limit-price.ts';
import { isLiquidated } from './liquidated.ts';

type Slicing = {
  /** When the account's cool-down ends, seconds since the run began. */
  until: number | null;
  /** Case in which a slice was last sent. */
  slicedIn: number | null;
};

/**
 * Market orders for whole positions; of a large one only a slice first, then a cool-down of the account, then the whole
 * rest.
 *
 * Outside a cool-down each leg is ordered: slice x lots, rounded up, where its notional is above wholeBelow, else all
 * of it. A slice starts the cool-down. After it, orders of the case are for all that remains, whatever its size. Margin
 * left over stays with the account; there is no fee. All resting orders are cancelled first.
 *
 * Two readings of the cool-down exist. `wait` (as wikis of the venue put it): no orders during it, the whole remainder
 * after it; a backstop that overtakes may act meanwhile, and every later layer once equity is below zero. `whole` (the
 * letter of the venue's page: during the cool-down all orders "will be for the entire position"): the next orders are
 * for the whole at once, and once it is over a large position is sliced again.
 *
 * @source https://hyperliquid.gitbook.io/hyperliquid-docs/trading/liquidations
 */
export const marketSliceWithCooldown = defineLiquidation({
  name: 'market-slice-with-cooldown',
  summary: 'Market orders; large positions by a slice, a cool-down, then the rest.',
  formula:
    'IOC for all lots where N <= wholeBelow, else for ceil(|lots| x slice)\n' +
    'cooldown after a slice: none in it and all after it; duringCooldown: whole has all in it, slices after it',
  source: 'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/liquidations',
  exempt: {
    'liquidation/no-worse-than-bankruptcy': 'market orders',
  },
  params: z.strictObject({
    wholeBelow: amount()
      .prefault('100000')
      .describe('Notional up to which a leg is ordered whole, settlement asset, at least 0.'),
    slice: ratio({ max: '1' })
      .refine(({ n }) => n > 0, 'a slice of 0 would never liquidate anything; it is above 0 and at most 1')
      .prefault('0.2')
      .describe('Share of a larger leg that is ordered first, above 0 to 1.'),
    cooldown: duration()
      .prefault('30s')
      .describe('Time from a slice to the end of the cool-down of its account, at least 0s.'),
    duringCooldown: z
      .enum(['wait', 'whole'])
      .default('wait')
      .describe('What the cool-down means: no orders until it ends, or orders for whole positions while it lasts.'),
    slippage: ratio({ max: '0.99' })
      .optional()
      .describe(
        'Limit of the orders, as a distance from mark in shares of it, 0 to 0.99; market orders when left out.',
      ),
  }),
  capabilities: { moves: 'lots' },
  takesLots: true,
  stateOf: 'account',
  initial: (): Slicing => ({ until: null, slicedIn: null }),
  next: (subject, view, params, state, outcome) => {
    if (!isLiquidated(subject)) return pass;
    const cooling = state.until !== null && view.now < state.until;
    if (cooling && params.duringCooldown === 'wait') {
      // Below zero there is no margin left to sell gently for: later layers shall not be held up.
      if (subject.subject.equity < 0) return pass;
      // Asked again each step, because a wait to the end of the cool-down would not notice that.
      return waitUntil(Math.min(state.until ?? view.now, view.now + view.stepSeconds));
    }
    if (outcome !== undefined) return pass;

    const whole = params.duringCooldown === 'wait' ? state.slicedIn === subject.id : cooling;
    const piece = (leg: LegView): number => {
      if (whole || leg.market.notional(leg.lots) <= params.wholeBelow) return leg.lots;
      const lots = ratioCeil(Math.abs(leg.lots), params.slice);
      return leg.lots > 0 ? lots : -lots;
    };
    const orders = subject.legs.map((leg) => ({
      do: 'order' as const,
      market: leg.market.number,
      lots: piece(leg),
      timeInForce: 'ioc' as const,
      ...(params.slippage === undefined ? {} : { limit: limitFromMark(leg, params.slippage) }),
    }));
    if (orders.some((order, i) => order.lots !== subject.legs[i]?.lots)) {
      Object.assign(state, { until: view.now + params.cooldown, slicedIn: subject.id });
    }
    return [{ do: 'cancel' }, ...orders];
  },
});
