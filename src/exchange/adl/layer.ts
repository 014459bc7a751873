import {
  type AdlAllocation,
  type AdlCloseOut,
  type AdlEligible,
  type AdlProtection,
  type AdlRanking,
  type AdlSeverity,
  type AdlTrigger,
  configError,
  type Side,
} from '../../contract/index.ts';
import { oneOf, wholeOf } from '../answers.ts';
import { type BoundUse, bindUse } from '../bind.ts';
import type { AdlComposite, AdlFees, OrdersChoice } from '../design.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';
import { ClaimColumns } from './claim-columns.ts';
import { FrozenRanking } from './frozen-ranking.ts';

/** The composite with its amounts bound. */
export interface BoundComposite {
  readonly trigger: BoundUse<AdlTrigger>;
  readonly settle: 'close' | 'gains';
  readonly orders: OrdersChoice;
  readonly fees: AdlFees | undefined;
  readonly notice: number;
  readonly eligible: readonly BoundUse<AdlEligible>[];
  readonly ranking: BoundUse<AdlRanking>;
  readonly severity: BoundUse<AdlSeverity> | undefined;
  readonly allocation: BoundUse<AdlAllocation>;
  readonly closeOut: BoundUse<AdlCloseOut> | undefined;
  readonly protection: BoundUse<AdlProtection> | undefined;
}

const scanLimitOf = (venue: Venue, { mechanism, params }: BoundUse<AdlEligible>): number => {
  const limit = venue.guard.call(mechanism, () => mechanism.scanLimit?.(params as never));
  return limit === undefined ? Number.POSITIVE_INFINITY : wholeOf(`${mechanism.name}: the scan limit`, limit, 1);
};

/** An ADL layer while a run goes on: its parts, whether its trigger is on, and the rankings frozen for the round. */
export class AdlLayer {
  readonly number: number;
  readonly composite: BoundComposite;
  /** Markets for which the trigger was on in this round. */
  readonly on = new Set<number>();
  /** Whether some predicate looks at pairs, so that cases are solved one by one. */
  readonly pairwise: boolean;
  /** Whether nothing goes with a cut: no fee, no order that is cancelled, no offer, and no order in its place. */
  readonly cutsAlone: boolean;
  /** Columns of the claims of one solve at a time. */
  readonly claims = new ClaimColumns();
  /** Rankings by market and side as one number; their columns serve round after round. */
  readonly #rankings = new Map<number, FrozenRanking>();
  /** Those that were frozen in this round. */
  readonly #frozen = new Set<FrozenRanking>();
  #scan: number | undefined;

  constructor(number: number, composite: AdlComposite, decimals: number) {
    this.number = number;
    const at = (part: string): string => `waterfall.${number}.adl.${part}`;
    this.composite = {
      trigger: bindUse(composite.trigger, decimals, at('trigger')),
      settle: composite.settle,
      orders: composite.orders ?? 'keep',
      fees: composite.fees,
      notice: composite.notice ?? 0,
      eligible: composite.eligible.map((use, i) => bindUse(use, decimals, at(`eligible.${i}`))),
      ranking: bindUse(composite.ranking, decimals, at('ranking')),
      severity: composite.severity === undefined ? undefined : bindUse(composite.severity, decimals, at('severity')),
      allocation: bindUse(composite.allocation, decimals, at('allocation')),
      closeOut: composite.closeOut === undefined ? undefined : bindUse(composite.closeOut, decimals, at('closeOut')),
      protection:
        composite.protection === undefined ? undefined : bindUse(composite.protection, decimals, at('protection')),
    };
    this.pairwise = composite.eligible.some((use) => use.mechanism.pair !== undefined);
    const { closeOut, orders, fees, protection } = this.composite;
    if (closeOut !== undefined) {
      const { name, by = 'fill' } = closeOut.mechanism;
      oneOf(`${name}: by`, by, ['fill', 'resting-orders']);
    }
    this.cutsAlone =
      closeOut?.mechanism.by !== 'resting-orders' &&
      orders === 'keep' &&
      fees === undefined &&
      protection?.mechanism.replace === undefined;
  }

  /** The ranking of a market side, frozen for the round when first asked for. */
  ranking(venue: Venue, market: Market, side: Side | 0): FrozenRanking {
    const key = 3 * market.number + side + 1;
    let ranking = this.#rankings.get(key);
    if (ranking === undefined) {
      ranking = new FrozenRanking(venue, market, side);
      this.#rankings.set(key, ranking);
    }
    if (!this.#frozen.has(ranking)) {
      ranking.freeze(this.composite.ranking);
      this.#frozen.add(ranking);
    }
    return ranking;
  }

  /**
   * The price at which it closes.
   *
   * @throws BreakwaterError `no-close-out` when the design has none.
   */
  get closeOut(): BoundUse<AdlCloseOut> {
    const { closeOut } = this.composite;
    if (closeOut !== undefined) return closeOut;
    throw configError('no-close-out', `layer ${this.number} closes positions, but its design names no price for that`, {
      hint: 'name a closeOut, or let it settle in gains',
    });
  }

  /** How many holders the predicates are willing to look at for one solve; Infinity for all. */
  scan(venue: Venue): number {
    this.#scan ??= Math.min(...this.composite.eligible.map((use) => scanLimitOf(venue, use)));
    return this.#scan;
  }

  /** Forgets the frozen orders and what the trigger said: a new round begins. */
  thaw(): void {
    this.on.clear();
    this.#frozen.clear();
  }
}
