import { CAUSE } from '../../ledger/index.ts';
import { Total } from '../../money/index.ts';
import type { Numeraire } from '../numeraire.ts';
import type { RunRecord } from '../run-record.ts';
import { HedgeGaps, type HedgeLoss } from './hedges/gaps.ts';
import { type GroupScope, HedgeGroups, type HedgeOutcome } from './hedges/groups.ts';
import { OppositeInterest } from './hedges/opposite-interest.ts';
import { HedgeProtection } from './hedges/protection.ts';
import { Reentry } from './hedges/reentry.ts';
import type { Positions } from './positions.ts';
import type { Prices } from './prices.ts';

export type { HedgeLoss } from './hedges/gaps.ts';
export { GROUP_SCOPES, type GroupScope, type HedgeOutcome, isBroken, TOLERANCE, wasHedged } from './hedges/groups.ts';
export { HEDGE_SCOPES } from './hedges/protection.ts';

/** A fill, as the collectors of hedges need it. */
export interface HedgeFill {
  readonly cause: number;
  readonly market: number;
  readonly from: number;
  readonly to: number;
  /** Signed lots that leave `from`, at a value, which at mark is another. */
  readonly lots: number;
  readonly worth: number;
  readonly atMark: number;
  /** |value at mark|, numeraire units. */
  readonly notional: number;
}

/** What the collectors of hedges read: kept up to date with each event before it is told here. */
export interface HedgeSources {
  readonly positions: Positions;
  readonly prices: Prices;
  readonly numeraire: Numeraire;
}

/** What deleveraging did to hedge groups, gathered event by event. */
export class Hedges {
  readonly #sources: HedgeSources;
  readonly groups: HedgeGroups;
  readonly gaps: HedgeGaps;
  readonly reentry: Reentry;
  readonly interest: OppositeInterest;
  readonly protection: HedgeProtection;
  /** What accounts of groups were charged for the losses of others, by scope, numeraire units. */
  readonly charged: Record<GroupScope, Total> = { account: new Total(), venue: new Total() };
  #stale = true;

  /** @param run - Its markets and hedge groups. */
  constructor(run: RunRecord, sources: HedgeSources) {
    this.#sources = sources;
    this.groups = new HedgeGroups(run);
    this.gaps = new HedgeGaps(run, this.groups);
    this.reentry = new Reentry(run);
    this.interest = new OppositeInterest(run.markets.length, sources.positions, (account) => this.#scopeOf(account));
    this.protection = new HedgeProtection(run.markets.length, this.interest);
  }

  #scopeOf(account: number): GroupScope | undefined {
    const group = this.groups.of(account);
    return group === undefined ? undefined : this.groups.scopeOf(group);
  }

  /** The run begins: groups are valued at the marks of now. */
  begin(): void {
    this.groups.begin(this.#sources.prices, this.#sources.numeraire);
  }

  /** A market has a new mark. */
  price(market: number): void {
    this.#stale = true;
    this.reentry.price(market, this.#sources.prices.mark[market] as number, this.#sources.numeraire);
  }

  #revalue(): void {
    if (this.#stale) this.gaps.revalue(this.#sources.prices, this.#sources.numeraire);
    this.#stale = false;
  }

  /** A fill, after the positions were told. */
  fill(fill: HedgeFill): void {
    const { cause, market, from, to, lots } = fill;
    const scope = this.#scopeOf(to);
    if (cause === CAUSE.adl) this.protection.fill(market, lots, fill.notional, scope);
    this.interest.changed(from, market, -lots);
    this.interest.changed(to, market, lots);
    this.#revalue();
    if (cause === CAUSE.adl && scope !== undefined) this.reentry.cut(scope, market, lots, fill.worth);
    this.#side(fill, from, -1);
    this.#side(fill, to, 1);
  }

  /** What a fill brings to one of its sides. ADL takes from whom it cuts, a companion order from whom it was sent for. */
  #side({ cause, market, to, lots, worth, atMark }: HedgeFill, account: number, sign: 1 | -1): void {
    const group = this.groups.of(account);
    if (group === undefined) return;
    if (cause === CAUSE.open) {
      this.groups.open(group, market, sign * lots);
      return;
    }
    const piece = {
      market,
      lots: sign * lots,
      worth: sign * worth,
      atMark: sign * atMark,
      mark: this.#sources.prices.mark[market] as number,
    };
    const taken = cause === CAUSE.adl ? account === to : cause === CAUSE.companion && account !== to;
    if (taken) {
      this.groups.cut(group, market, piece.lots);
      this.gaps.cut(group, piece);
    } else this.gaps.trade(group, piece);
  }

  /** An account is charged for the losses of others, numeraire units. */
  charge(account: number, units: number): void {
    const scope = this.#scopeOf(account);
    if (scope !== undefined) this.charged[scope].add(units);
  }

  /** A default case about an account opens or closes. */
  default(account: number, open: boolean): void {
    this.interest.default(account, open);
  }

  /** The index of a market side rises, millionths of a unit per lot. */
  shift(market: number, side: number, perLot: number): void {
    this.gaps.shift(market, side, perLot);
  }

  /** Time passes until the next step. */
  elapse(seconds: number): void {
    this.#revalue();
    this.protection.close();
    this.gaps.elapse(seconds);
  }

  /** The run is over: what was cut since the last marks could be taken again at them. */
  end(): void {
    this.#sources.prices.mark.forEach((_, market) => {
      this.price(market);
    });
    this.#revalue();
    this.protection.close();
  }

  /** What groups of each scope have less than their twins, at the marks of now. */
  losses(): Record<GroupScope, HedgeLoss> {
    return this.gaps.losses(this.#sources.prices, this.#sources.numeraire);
  }

  /** Deltas of every group, by group. */
  outcomes(): HedgeOutcome[] {
    return this.groups.outcomes();
  }
}
