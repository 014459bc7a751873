/**
 * The plainest mechanism of each slot that a venue needs: what stands around a mechanism under test.
 *
 * They are no exchange's rules; those are in `breakwater/mechanisms`.
 *
 * @module
 */
import { z } from 'zod';
import {
  defineAdlAllocation,
  defineAdlCloseOut,
  defineAdlEligible,
  defineAdlRanking,
  defineAdlTrigger,
  defineFund,
  defineLiquidation,
  defineMargin,
} from '../contract/index.ts';
import { mulDivCeil } from '../money/index.ts';

const head = { params: z.strictObject({}), source: 'breakwater/testing' } as const;

/** Five per cent of notional, twice that to open. */
export const plainMargin = defineMargin({
  ...head,
  name: 'plain-margin',
  summary: 'A twentieth of notional, twice that to open.',
  schedule: () => ({
    initial: (notional) => mulDivCeil(notional, 1, 10),
    maintenance: (notional) => mulDivCeil(notional, 1, 20),
    slopePerMillion: 50_000,
  }),
});

/** One pool of so many units. */
export const plainFund = (holds: 'fund' | 'vault', capital: number) =>
  defineFund({
    ...head,
    name: `plain-${holds}`,
    summary: 'One pool for all markets.',
    holds,
    scope: () => 'all',
    capital: () => capital,
  });

/** Every leg goes to the book at any price. */
export const plainLiquidation = defineLiquidation({
  ...head,
  name: 'plain-liquidation',
  summary: 'Cancels, then sends every leg to the book.',
  takesLots: true,
  next: (subject, _view, _params, _state, outcome) =>
    outcome !== undefined || subject.legs.length === 0
      ? 'pass'
      : [
          { do: 'cancel' },
          ...subject.legs.map((leg) => ({
            do: 'order' as const,
            market: leg.market.number,
            lots: leg.lots,
            timeInForce: 'ioc' as const,
          })),
        ],
});

/** All lots of default cases. */
export const plainTrigger = defineAdlTrigger({
  ...head,
  name: 'plain-trigger',
  summary: 'Whatever lots accounts in default still hold.',
  decide: (_view, cases) => ({
    on: true,
    needs: cases
      .filter((one) => one.kind === 'default')
      .flatMap((one) =>
        one.legs.map((leg) => ({
          in: 'lots' as const,
          market: leg.market.number,
          amount: Math.abs(leg.lots),
          case: one.id,
        })),
      ),
  }),
});

/** Anybody on the other side. */
export const plainEligible = defineAdlEligible({
  ...head,
  name: 'plain-eligible',
  summary: 'Everybody.',
  candidate: () => true,
});

/** Largest profit first. */
export const plainRanking = defineAdlRanking({
  ...head,
  name: 'plain-ranking',
  summary: 'Largest profit first.',
  score: (candidate) => candidate.profit,
});

/** First come, first cut. */
export const plainAllocation = defineAdlAllocation({
  ...head,
  name: 'plain-allocation',
  summary: 'The first claim gives all it can, then the next.',
  allocate: ({ need, limit }) => {
    let left = need;
    return limit.map((most) => {
      const give = Math.min(left, most);
      left -= give;
      return give;
    });
  },
});

/** At bankruptcy value. */
export const plainCloseOut = defineAdlCloseOut({
  ...head,
  name: 'plain-close-out',
  summary: 'Bankruptcy value.',
  value: ({ bankruptcy }) => ({ subject: bankruptcy }),
});
