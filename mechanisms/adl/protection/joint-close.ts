import {
  type Action,
  defineAdlProtection,
  type MarketView,
  type PlannedCut,
  ratio,
  ratioFloor,
  type VenueView,
  z,
} from 'breakwater';
import { scope } from './scope.ts';

/** A position as this decision leaves it, less what other accounts in scope hold against it in the same market. */
interface Leg {
  readonly account: number;
  readonly market: MarketView;
  /** Lots, signed (real). */
  readonly lots: number;
  /** Exposure to the common factor, units x beta, signed as the holder gains when it rises. */
  readonly delta: number;
}

/** Nets legs of one market: those on its lesser side offset as much of the others, in proportion, and hedge nothing else. */
const netted = (legs: readonly Leg[]): Leg[] => {
  const sums = new Map<number, { long: number; short: number }>();
  for (const { market, lots } of legs) {
    const sum = sums.get(market.number) ?? { long: 0, short: 0 };
    sum[lots > 0 ? 'long' : 'short'] += Math.abs(lots);
    sums.set(market.number, sum);
  }
  return legs.map((leg) => {
    const { long, short } = sums.get(leg.market.number) ?? { long: 0, short: 0 };
    const [own, against] = leg.lots > 0 ? [long, short] : [short, long];
    const kept = own === 0 ? 0 : Math.max(0, own - against) / own;
    return kept === 1 ? leg : { ...leg, lots: leg.lots * kept, delta: leg.delta * kept };
  });
};

/** What the accounts in scope hold. An account whose own case is open is being closed anyway. */
const legsOf = (cut: PlannedCut, view: VenueView, reach: 'account' | 'venue'): Leg[] => {
  const accounts = reach === 'account' ? [cut.account] : view.accountsOfOwner(view.account(cut.account).owner);
  return accounts
    .filter((account) => account === cut.account || !view.account(account).inCase)
    .flatMap((account) =>
      view
        .account(account)
        .positions()
        .map(({ market, lots }): Leg => {
          const left = lots - cut.planned(account, market.number);
          return { account, market, lots: left, delta: Math.sign(left) * market.notional(left) * market.beta };
        }),
    );
};

/**
 * Closes the hedge together with the leg that ADL takes.
 *
 * delta = |value at mark| x beta, signed as the side; S is the sum on the side of the cut, H on the other, min(S, H) is matched. A cut
 * of delta D takes the share D / S of its side, and so of what is matched: the legs of the other side all shrink by the one factor
 * D / max(S, H), each to the nearest lot. Matched notional shrinks by D / S, and |delta| never grows by more than half a lot a
 * leg. If an order cannot be filled, the account is left out and the cut solved again, so no hedge is half closed.
 *
 * Legs in one market offset each other before anything else, so that a pair of them needs no closing and spares nobody.
 *
 * With scope `venue` the other legs may stand in other accounts of the owner; those in default are left alone.
 *
 * @source https://arxiv.org/abs/2603.15963 (hedges seen jointly); the rule is ours, no venue publishes one
 */
export const jointClose = defineAdlProtection({
  name: 'joint-close',
  summary: 'Closes the other legs of a hedge in proportion to the cut; a counterfactual, no published rule.',
  formula:
    'each other leg closes |lots| x d / max(S, H), to the nearest lot; delta = |value at mark| x beta\n' +
    'd = delta that is cut, S = delta held on the side of the cut, H = on the other',
  source: 'https://arxiv.org/abs/2603.15963',
  params: z.strictObject({
    scope: scope(),
    timeInForce: z
      .enum(['fok', 'ioc'])
      .default('fok')
      .describe('How a companion order is sent: all or nothing, or what can be filled at once.'),
    slippage: ratio({ max: '1' })
      .optional()
      .describe('Worst price of a companion order, as a share off the mark, 0 to 1; no limit when left out.'),
  }),
  capabilities: { closes: 'both' },
  scope: (params) => params.scope,
  complete: (cut, view, params) => {
    const legs = netted(legsOf(cut, view, params.scope));
    const own = legs.find(({ account, market }) => account === cut.account && market.number === cut.market);
    if (own === undefined || own.delta === 0) return [];
    const sum = (side: readonly Leg[]): number => side.reduce((total, { delta }) => total + Math.abs(delta), 0);
    const others = legs.filter(({ delta }) => delta * own.delta < 0);
    if (others.length === 0) return [];
    const same = sum(legs.filter(({ delta }) => delta * own.delta > 0));
    const inMarket = sum(legs.filter(({ market }) => market.number === cut.market));
    const taken = Math.min(inMarket, Math.abs((own.delta * cut.lots) / own.lots));
    const factor = taken / Math.max(same, sum(others));
    return others.flatMap(({ account, market, lots }): Action[] => {
      const closed = Math.sign(lots) * Math.round(Math.abs(lots) * factor);
      if (closed === 0) return [];
      const order = {
        do: 'order',
        account,
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
