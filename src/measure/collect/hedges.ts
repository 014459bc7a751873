import { Total, value } from '../../money/index.ts';
import type { Numeraire } from '../numeraire.ts';
import type { MeasuredMarket, RunRecord } from '../run-record.ts';
import type { Prices } from './prices.ts';

/** A group is hedged while its delta is at most this share of its matched notional. */
const TOLERANCE = 0.05;
/** Lots that a delta is worked out from, so that an inverse contract's rounding does not show. */
const LOTS = 1000;

/** What ADL did to one hedge group, as shares and amounts in delta, numeraire units at the first marks. */
export interface HedgeOutcome {
  readonly group: number;
  /** Matched notional before: the lesser of the long and the short legs. */
  readonly matched: number;
  /** |delta| before, and after the lots that ADL took. */
  readonly before: number;
  readonly after: number;
}

/** Whether a group that was hedged is not any more. */
export const isBroken = ({ matched, before, after }: HedgeOutcome): boolean =>
  matched > 0 && before <= TOLERANCE * matched && after > TOLERANCE * matched;

/**
 * Hedge groups: the legs they came with, and the lots that ADL took from them.
 *
 * Both are valued at the first marks, the ratios the groups hedged at, so that drift of prices is not taken for breakage; companion
 * orders count with the cuts they accompany; what liquidations or trades did to a group is left out.
 */
export class Hedges {
  readonly #run: RunRecord;
  /** Signed lots by market, of each group: at the start, and less what ADL took. */
  readonly #opened = new Map<number, Float64Array>();
  readonly #left = new Map<number, Float64Array>();
  /** Delta of one lot at the first mark, numeraire units (real). */
  readonly #delta: Float64Array;
  /** Lots cut and not yet priced for re-entry, by market, with what they were executed at. */
  readonly #cutLots: Float64Array;
  readonly #cutValue: Float64Array;
  /** What it would cost to take all cut positions again, numeraire units. */
  readonly replacement = new Total();

  /** @param run - Its markets and hedge groups. */
  constructor(run: RunRecord) {
    this.#run = run;
    this.#cutLots = new Float64Array(run.markets.length);
    this.#cutValue = new Float64Array(run.markets.length);
    this.#delta = new Float64Array(run.markets.length);
  }

  #add(legs: Map<number, Float64Array>, group: number, market: number, lots: number): void {
    let row = legs.get(group);
    if (row === undefined) {
      row = new Float64Array(this.#run.markets.length);
      legs.set(group, row);
    }
    row[market] = (row[market] as number) + lots;
  }

  /** A position is opened before the run begins: signed lots. */
  open(account: number, market: number, lots: number): void {
    const group = this.#run.hedgeGroups.get(account);
    if (group === undefined) return;
    this.#add(this.#opened, group, market, lots);
    this.#add(this.#left, group, market, lots);
  }

  /** Signed lots come to an account by ADL, or by an order that accompanies it. */
  change(account: number, market: number, lots: number): void {
    const group = this.#run.hedgeGroups.get(account);
    if (group !== undefined) this.#add(this.#left, group, market, lots);
  }

  /** Lots that a hedged account received by ADL at a value: to be handed back at the next mark. */
  cut(market: number, lots: number, executed: number): void {
    this.#cutLots[market] = (this.#cutLots[market] as number) + lots;
    this.#cutValue[market] = (this.#cutValue[market] as number) + executed;
  }

  /** A market has a new mark (or the run is over, at the last): what was cut before could be taken again at it. */
  reenter(market: number, mark: number, numeraire: Numeraire): void {
    const lots = this.#cutLots[market] as number;
    if (lots === 0 && this.#cutValue[market] === 0) return;
    const { instrument, settle } = this.#run.markets[market] as MeasuredMarket;
    this.replacement.add(numeraire.of(settle, (this.#cutValue[market] as number) - value(instrument, lots, mark)));
    this.#cutLots[market] = 0;
    this.#cutValue[market] = 0;
  }

  /** The run begins: groups are valued at these marks. */
  begin(prices: Prices, numeraire: Numeraire): void {
    this.#run.markets.forEach(({ instrument, settle, beta }, market) => {
      const many = value(instrument, LOTS, prices.mark[market] as number);
      this.#delta[market] = (Math.abs(numeraire.of(settle, many)) / LOTS) * beta;
    });
  }

  /** Deltas of every group, by group. */
  outcomes(): HedgeOutcome[] {
    const sums = (legs: Float64Array): { long: number; short: number } => {
      let long = 0;
      let short = 0;
      legs.forEach((lots, market) => {
        const delta = lots * (this.#delta[market] as number);
        if (delta > 0) long += delta;
        else short -= delta;
      });
      return { long, short };
    };
    return [...this.#opened.keys()]
      .sort((a, b) => a - b)
      .map((group) => {
        const opened = sums(this.#opened.get(group) as Float64Array);
        const left = sums(this.#left.get(group) as Float64Array);
        return {
          group,
          matched: Math.min(opened.long, opened.short),
          before: Math.abs(opened.long - opened.short),
          after: Math.abs(left.long - left.short),
        };
      });
  }
}
