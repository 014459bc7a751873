import type { OppositeInterest, SideInterest } from './opposite-interest.ts';

/** Scopes as results show them: groups in one account, in several of one owner, and both together. */
export const HEDGE_SCOPES = ['account', 'venue', 'all'] as const;
/** Scope of a group of numbers about hedges. */
export type HedgeScopeOfResult = (typeof HEDGE_SCOPES)[number];

/** ADL notional of a market, and how much of it hedged accounts bore, could least have borne and could most have borne; real numeraire units. */
export interface HedgedAdl {
  notional: number;
  readonly hedged: Record<HedgeScopeOfResult, number>;
  readonly least: Record<HedgeScopeOfResult, number>;
  readonly most: Record<HedgeScopeOfResult, number>;
}

const zero = (): Record<HedgeScopeOfResult, number> => ({ account: 0, venue: 0, all: 0 });

/** Lots of one ADL decision as they are cut. */
interface Decision {
  readonly market: number;
  readonly side: number;
  readonly before: SideInterest;
  lots: number;
  notional: number;
  readonly hedged: Record<HedgeScopeOfResult, number>;
}

/**
 * How many hedged lots each ADL decision cut, between the least and the most that any rule could have.
 *
 * A decision is all ADL fills on one side of a market up to the `decision` event (or the end of the round). With Q lots cut and the
 * open interest just before the first, least = max(0, Q - directional), most = min(Q, hedged).
 */
export class HedgeProtection {
  readonly #interest: OppositeInterest;
  #open: Decision | undefined;
  /** By market. */
  readonly markets: HedgedAdl[];

  constructor(markets: number, interest: OppositeInterest) {
    this.#interest = interest;
    this.markets = Array.from({ length: markets }, () => ({
      notional: 0,
      hedged: zero(),
      least: zero(),
      most: zero(),
    }));
  }

  /** An ADL fill is about to be counted: signed lots that leave the subject, numeraire units at mark, scope of who is cut. */
  fill(market: number, lots: number, notional: number, scope: 'account' | 'venue' | undefined): void {
    const side = lots > 0 ? -1 : 1;
    if (this.#open?.market !== market || this.#open.side !== side) this.close();
    this.#open ??= { market, side, before: this.#interest.of(market, side), lots: 0, notional: 0, hedged: zero() };
    const size = Math.abs(lots);
    this.#open.lots += size;
    this.#open.notional += notional;
    if (scope === undefined) return;
    this.#open.hedged[scope] += size;
    this.#open.hedged.all += size;
  }

  /** The decision is over. */
  close(): void {
    const one = this.#open;
    this.#open = undefined;
    if (one === undefined || one.lots === 0) return;
    const sums = this.markets[one.market] as HedgedAdl;
    const perLot = one.notional / one.lots;
    const { all, account, venue } = one.before;
    const hedged = { account, venue, all: account + venue };
    sums.notional += one.notional;
    for (const scope of HEDGE_SCOPES) {
      const most = Math.min(one.lots, hedged[scope]);
      sums.hedged[scope] += one.hedged[scope] * perLot;
      sums.most[scope] += most * perLot;
      sums.least[scope] += Math.min(most, Math.max(0, one.lots - (all - hedged[scope]))) * perLot;
    }
  }

  /** 1 where as few hedged lots were cut as could be, 0 where as many: by market, then weighted by ADL notional. Null without ADL. */
  share(scope: HedgeScopeOfResult): number | null {
    let weight = 0;
    let sum = 0;
    for (const { notional, hedged, least, most } of this.markets) {
      if (notional === 0) continue;
      const room = most[scope] - least[scope];
      weight += notional;
      sum += notional * (room <= 0 ? 1 : 1 - (hedged[scope] - least[scope]) / room);
    }
    return weight === 0 ? null : sum / weight;
  }
}
