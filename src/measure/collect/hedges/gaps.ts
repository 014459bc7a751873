import { mulDivFloor, Total } from '../../../money/index.ts';
import type { Numeraire } from '../../numeraire.ts';
import type { MeasuredMarket, RunRecord } from '../../run-record.ts';
import type { Prices } from '../prices.ts';
import { Gap, type Piece } from './gap.ts';
import { deltasOf, GROUP_SCOPES, type GroupScope, type HedgeGroups, TOLERANCE } from './groups.ts';

/** What hedge groups of a scope have less than their twins, numeraire units, signed: above 0 is a loss. */
export interface HedgeLoss {
  /** As marks moved since lots were taken. */
  readonly price: Total;
  /** By fills that were off the mark. */
  readonly execution: Total;
  /** By funding and index charges on the lots that were taken. */
  readonly funding: Total;
  /** Most that the price part can be, either way. */
  readonly bound: Total;
}

/**
 * The gap between each hedge group and its twin that was never deleveraged.
 *
 * ADL and its companion orders open the gap. What the group trades afterwards, and what is liquidated of it, closes the gap as far as
 * it brings the delta of the gap back to zero: the lots come back, or the naked leg goes.
 */
export class HedgeGaps {
  readonly #run: RunRecord;
  readonly #groups: HedgeGroups;
  readonly #gaps = new Map<number, Map<number, Gap>>();
  #delta: Float64Array;
  /** Delta of the gaps of broken groups over time, numeraire units x seconds (real). */
  readonly exposure: Record<GroupScope, number> = { account: 0, venue: 0 };

  constructor(run: RunRecord, groups: HedgeGroups) {
    this.#run = run;
    this.#groups = groups;
    this.#delta = new Float64Array(run.markets.length);
  }

  #gap(group: number, market: number): Gap {
    let legs = this.#gaps.get(group);
    if (legs === undefined) {
      legs = new Map();
      this.#gaps.set(group, legs);
    }
    let gap = legs.get(market);
    if (gap === undefined) {
      gap = new Gap();
      legs.set(market, gap);
    }
    return gap;
  }

  /** ADL, or a companion order, brings a piece to a group. */
  cut(group: number, piece: Piece): void {
    this.#gap(group, piece.market).add(piece);
  }

  /** A piece comes to a group in another way. */
  trade(group: number, { market, lots, worth, atMark, mark }: Piece): void {
    const legs = this.#gaps.get(group);
    if (legs === undefined) return;
    const delta = this.#deltaNow(legs);
    const perLot = this.#delta[market] as number;
    if (delta === 0 || perLot === 0 || lots * perLot * delta > 0) return;
    const size = Math.abs(lots);
    const counted = Math.min(size, Math.round(Math.abs(delta / perLot)));
    if (counted === 0) return;
    const part = (units: number): number => mulDivFloor(units, counted, size);
    this.#gap(group, market).add({
      market,
      lots: Math.sign(lots) * counted,
      worth: part(worth),
      atMark: part(atMark),
      mark,
    });
  }

  #deltaNow(legs: ReadonlyMap<number, Gap>): number {
    let delta = 0;
    for (const [market, { lots }] of legs) delta += lots * (this.#delta[market] as number);
    return delta;
  }

  /** All markets have their marks for the step: deltas are worked out anew. */
  revalue(prices: Prices, numeraire: Numeraire): void {
    this.#delta = deltasOf(this.#run, prices.mark, numeraire);
    for (const legs of this.#gaps.values()) for (const [market, gap] of legs) gap.price(prices.mark[market] as number);
  }

  /** The index of a market side rises, millionths of a unit per lot. */
  shift(market: number, side: number, perLot: number): void {
    for (const legs of this.#gaps.values()) legs.get(market)?.shift(side, perLot);
  }

  /** Whether the delta of a group is off by more than the tolerance, at the marks it hedged at, and was not before. */
  #isBroken(group: number, legs: ReadonlyMap<number, Gap>): boolean {
    const { delta, matched } = this.#groups.before(group);
    if (matched === 0 || Math.abs(delta) > TOLERANCE * matched) return false;
    let now = delta;
    for (const [market, { lots }] of legs) now += this.#groups.deltaAtFirst(market, lots);
    return Math.abs(now) > TOLERANCE * matched;
  }

  /** Time passes with the marks as they are. */
  elapse(seconds: number): void {
    for (const [group, legs] of this.#gaps)
      if (this.#isBroken(group, legs))
        this.exposure[this.#groups.scopeOf(group)] += Math.abs(this.#deltaNow(legs)) * seconds;
  }

  /** What groups of each scope have less than their twins, at these marks. */
  losses(prices: Prices, numeraire: Numeraire): Record<GroupScope, HedgeLoss> {
    const empty = (): HedgeLoss => ({
      price: new Total(),
      execution: new Total(),
      funding: new Total(),
      bound: new Total(),
    });
    const byScope: Record<GroupScope, HedgeLoss> = { account: empty(), venue: empty() };
    this.#run.markets.forEach(({ instrument, settle }: MeasuredMarket, market) => {
      const inAsset: Record<GroupScope, HedgeLoss> = { account: empty(), venue: empty() };
      for (const [group, legs] of this.#gaps) {
        const gap = legs.get(market);
        if (gap === undefined) continue;
        const sums = inAsset[this.#groups.scopeOf(group)];
        const { price, execution, funding } = gap.loss(instrument, prices.mark[market] as number);
        sums.price.add(price);
        sums.execution.add(execution);
        sums.funding.add(funding);
        sums.bound.add(gap.bound(instrument));
      }
      for (const scope of GROUP_SCOPES)
        for (const part of ['price', 'execution', 'funding', 'bound'] as const)
          numeraire.addTotal(byScope[scope][part], settle, inAsset[scope][part]);
    });
    return byScope;
  }
}
