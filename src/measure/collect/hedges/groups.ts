import { value } from '../../../money/index.ts';
import type { Numeraire } from '../../numeraire.ts';
import type { MeasuredMarket, RunRecord } from '../../run-record.ts';
import type { Prices } from '../prices.ts';

/** Scopes of a hedge group that exclude each other: both legs in one margin account, or in several accounts of one owner. */
export const GROUP_SCOPES = ['account', 'venue'] as const;
/** Where the legs of a hedge group stand. */
export type GroupScope = (typeof GROUP_SCOPES)[number];

/** A group is hedged while its delta is at most this share of its matched notional. */
export const TOLERANCE = 0.05;
/** Lots that a delta is worked out from, so that an inverse contract's rounding does not show. */
const LOTS = 1000;

/** What ADL did to one hedge group, in delta, numeraire units at the first marks. */
export interface HedgeOutcome {
  readonly group: number;
  readonly scope: GroupScope;
  /** Matched notional before: the lesser of the long and the short legs. */
  readonly matched: number;
  /** |delta| before, and after the lots that ADL took. */
  readonly before: number;
  readonly after: number;
}

/** Signed delta of a group and its matched notional before the run began, numeraire units at the first marks. */
export interface GroupBefore {
  readonly delta: number;
  readonly matched: number;
}

/** Whether a group was hedged before ADL came to it. */
export const wasHedged = ({ matched, before }: HedgeOutcome): boolean => matched > 0 && before <= TOLERANCE * matched;

/** Whether a group that was hedged is not any more. */
export const isBroken = (one: HedgeOutcome): boolean => wasHedged(one) && one.after > TOLERANCE * one.matched;

/** Delta of one lot of each market at some marks, numeraire units (real). */
export const deltasOf = (run: RunRecord, mark: Float64Array, numeraire: Numeraire): Float64Array => {
  const deltas = new Float64Array(run.markets.length);
  for (let market = 0; market < deltas.length; market++) {
    const { instrument, settle, beta } = run.markets[market] as MeasuredMarket;
    const ticks = mark[market] as number;
    if (ticks !== 0) deltas[market] = (Math.abs(numeraire.of(settle, value(instrument, LOTS, ticks))) / LOTS) * beta;
  }
  return deltas;
};

/**
 * Hedge groups: the legs they came with, and the lots that ADL and its companion orders took from them.
 *
 * Both are valued at the first marks, the ratios the groups hedged at, so that drift of prices is not taken for breakage. What
 * liquidations or trades did to a group is left out.
 */
export class HedgeGroups {
  readonly #run: RunRecord;
  #sizes: ReadonlyMap<number, number> | undefined;
  /** Signed lots by market, of each group: at the start, and less what ADL took. */
  readonly #opened = new Map<number, Float64Array>();
  readonly #left = new Map<number, Float64Array>();
  #delta: Float64Array;
  /** What groups were before the run, once it is asked for: many times a step, and the same each time. */
  readonly #before = new Map<number, GroupBefore>();

  /** @param run - Its markets and hedge groups. */
  constructor(run: RunRecord) {
    this.#run = run;
    this.#delta = new Float64Array(run.markets.length);
  }

  /** Group of an account; undefined for accounts that are not hedged. */
  of(account: number): number | undefined {
    return this.#run.hedgeGroups.get(account);
  }

  /** Where the legs of a group stand. */
  scopeOf(group: number): GroupScope {
    this.#sizes ??= this.#count();
    return (this.#sizes.get(group) ?? 0) > 1 ? 'venue' : 'account';
  }

  /** Accounts of each group: not to be asked before all have opened, which they have when the first of them trades. */
  #count(): Map<number, number> {
    const sizes = new Map<number, number>();
    for (const group of this.#run.hedgeGroups.values()) sizes.set(group, (sizes.get(group) ?? 0) + 1);
    return sizes;
  }

  #add(legs: Map<number, Float64Array>, group: number, market: number, lots: number): void {
    let row = legs.get(group);
    if (row === undefined) {
      row = new Float64Array(this.#run.markets.length);
      legs.set(group, row);
    }
    row[market] = (row[market] as number) + lots;
  }

  /** A position of a group is opened before the run begins: signed lots. */
  open(group: number, market: number, lots: number): void {
    this.#add(this.#opened, group, market, lots);
    this.#add(this.#left, group, market, lots);
    this.#before.delete(group);
  }

  /** Signed lots come to a group by ADL, or by an order that accompanies it. */
  cut(group: number, market: number, lots: number): void {
    this.#add(this.#left, group, market, lots);
  }

  /** The run begins: groups are valued at these marks. */
  begin(prices: Prices, numeraire: Numeraire): void {
    this.#delta = deltasOf(this.#run, prices.mark, numeraire);
    this.#before.clear();
  }

  /** Signed delta of lots at the first mark. */
  deltaAtFirst(market: number, lots: number): number {
    return lots * (this.#delta[market] as number);
  }

  #sums(legs: Float64Array | undefined): { readonly long: number; readonly short: number } {
    let long = 0;
    let short = 0;
    for (let market = 0; market < (legs?.length ?? 0); market++) {
      const delta = this.deltaAtFirst(market, legs?.[market] as number);
      if (delta > 0) long += delta;
      else short -= delta;
    }
    return { long, short };
  }

  /** What a group was before the run began. */
  before(group: number): GroupBefore {
    let before = this.#before.get(group);
    if (before === undefined) {
      const { long, short } = this.#sums(this.#opened.get(group));
      before = { delta: long - short, matched: Math.min(long, short) };
      this.#before.set(group, before);
    }
    return before;
  }

  /** Deltas of every group, by group. */
  outcomes(): HedgeOutcome[] {
    return [...this.#opened.keys()]
      .sort((a, b) => a - b)
      .map((group) => {
        const { delta, matched } = this.before(group);
        const left = this.#sums(this.#left.get(group));
        return {
          group,
          scope: this.scopeOf(group),
          matched,
          before: Math.abs(delta),
          after: Math.abs(left.long - left.short),
        };
      });
  }
}
