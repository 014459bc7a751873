import type {
  AdlAllocation,
  AdlCloseOut,
  AdlEligible,
  AdlProtection,
  AdlRanking,
  AdlSeverity,
  AdlTrigger,
  Side,
} from '../../contract/index.ts';
import { type BoundUse, bindUse } from '../bind.ts';
import type { AdlComposite } from '../design.ts';
import type { Market } from '../market.ts';
import type { Venue } from '../venue.ts';
import { type FrozenRanking, freezeRanking } from './frozen-ranking.ts';

/** The composite with its amounts bound. */
export interface BoundComposite {
  readonly trigger: BoundUse<AdlTrigger>;
  readonly settle: 'close' | 'gains';
  readonly orders: 'keep' | 'cancel';
  readonly eligible: readonly BoundUse<AdlEligible>[];
  readonly ranking: BoundUse<AdlRanking>;
  readonly severity: BoundUse<AdlSeverity> | undefined;
  readonly allocation: BoundUse<AdlAllocation>;
  readonly closeOut: BoundUse<AdlCloseOut>;
  readonly protection: BoundUse<AdlProtection> | undefined;
}

/** An ADL layer while a run goes on: its parts, whether its trigger is on, and the rankings frozen for the round. */
export class AdlLayer {
  readonly number: number;
  readonly composite: BoundComposite;
  /** Markets for which the trigger was on in this round. */
  readonly on = new Set<number>();
  readonly #frozen = new Map<string, FrozenRanking>();

  constructor(number: number, composite: AdlComposite, decimals: number) {
    this.number = number;
    const at = (part: string): string => `waterfall.${number}.adl.${part}`;
    this.composite = {
      trigger: bindUse(composite.trigger, decimals, at('trigger')),
      settle: composite.settle,
      orders: composite.orders ?? 'keep',
      eligible: composite.eligible.map((use, i) => bindUse(use, decimals, at(`eligible.${i}`))),
      ranking: bindUse(composite.ranking, decimals, at('ranking')),
      severity: composite.severity === undefined ? undefined : bindUse(composite.severity, decimals, at('severity')),
      allocation: bindUse(composite.allocation, decimals, at('allocation')),
      closeOut: bindUse(composite.closeOut, decimals, at('closeOut')),
      protection:
        composite.protection === undefined ? undefined : bindUse(composite.protection, decimals, at('protection')),
    };
  }

  /** Whether some predicate looks at pairs, so that cases are solved one by one. */
  get pairwise(): boolean {
    return this.composite.eligible.some((use) => use.mechanism.pair !== undefined);
  }

  /** The ranking of a market side, frozen for the round when first asked for. */
  ranking(venue: Venue, market: Market, side: Side | 0): FrozenRanking {
    const key = `${market.number}/${side}`;
    const present = this.#frozen.get(key);
    if (present !== undefined) return present;
    const frozen = freezeRanking(venue, market, side, this.composite.ranking);
    this.#frozen.set(key, frozen);
    return frozen;
  }

  /** Forgets the frozen rankings and what the trigger said: a new round begins. */
  thaw(): void {
    this.on.clear();
    this.#frozen.clear();
  }
}
