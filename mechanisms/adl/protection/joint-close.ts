import { type Action, defineAdlProtection, type PositionView, ratio, ratioFloor, z } from 'breakwater';

/** Exposure to the common factor, units x beta, signed as the side; a long inverse has a negative value. */
const exposureOf = ({ market, lots, value }: PositionView): number => Math.sign(lots) * Math.abs(value) * market.beta;

/**
 * Closes the hedge together with the leg that ADL takes.
 *
 * delta = |value at mark| x beta, signed as the side. A cut of delta D is followed by orders on the account's positions of
 * opposite delta, in sum H, which shrink all of them by the one factor min(1, D / H), each to the nearest lot: legs shrink in
 * equal delta, to half a lot a leg. If an order cannot be filled, the account is left out and the cut solved again, so no
 * hedge is half closed.
 *
 * @source https://arxiv.org/abs/2603.15963 (hedges seen jointly); the rule is ours, no venue publishes one
 */
export const jointClose = defineAdlProtection({
  name: 'joint-close',
  summary: 'Closes the other legs of the account in equal delta; a counterfactual, no published rule.',
  source: 'https://arxiv.org/abs/2603.15963',
  params: z.strictObject({
    timeInForce: z
      .enum(['fok', 'ioc'])
      .default('fok')
      .describe('How a companion order is sent: all or nothing, or what can be filled at once.'),
    slippage: ratio({ max: '1' })
      .optional()
      .describe('Worst price of a companion order, as a share off the mark; no limit when left out.'),
  }),
  capabilities: { closes: 'both' },
  scope: 'account',
  complete: (cut, view, params) => {
    const positions = view.account(cut.account).positions();
    const leg = positions.find(({ market }) => market.number === cut.market);
    if (leg === undefined || leg.lots === 0) return [];
    const exposure = exposureOf(leg);
    const taken = Math.abs(exposure) * Math.min(1, Math.abs(cut.lots / leg.lots));
    const others = positions.filter((position) => exposureOf(position) * exposure < 0);
    const hedge = others.reduce((sum, position) => sum + Math.abs(exposureOf(position)), 0);
    const factor = Math.min(1, taken / hedge);
    return others.flatMap(({ market, lots }): Action[] => {
      const closed = Math.sign(lots) * Math.round(Math.abs(lots) * factor);
      if (closed === 0) return [];
      const order = {
        do: 'order',
        account: cut.account,
        market: market.number,
        lots: closed,
        timeInForce: params.timeInForce,
      } as const;
      if (params.slippage === undefined) return [order];
      const off = ratioFloor(market.mark, params.slippage);
      return [{ ...order, limit: closed > 0 ? Math.max(1, market.mark - off) : market.mark + off }];
    });
  },
});
