import { type Total, value } from '../../money/index.ts';
import { asNumber } from '../metric.ts';
import type { Numeraire } from '../numeraire.ts';
import type { MeasuredMarket, RunRecord } from '../run-record.ts';
import type { Prices } from './prices.ts';
import { sampleSteps } from './sample-steps.ts';

/** Most times a series has, the start included. */
const MOST_TIMES = 240;
/** Lots that the value of one is worked out from, so that an inverse contract's rounding does not show. */
const LOTS = 1000;
/** Depth and displacement are recorded in millionths. */
const SCALE = 1_000_000;

/** The state of a run at one time; amounts in numeraire units. */
export interface Moment {
  readonly seconds: number;
  /** Mark by market, ticks. */
  readonly marks: Float64Array;
  /** Open interest at mark by market. */
  readonly openInterest: Float64Array;
  /** Quoted over calm depth, and log displacement; means weighted by open interest. Undefined before the first depth event. */
  readonly depth: number | undefined;
  readonly displacement: number | undefined;
  readonly pools: number | undefined;
  readonly liquidated: number;
  readonly adl: number;
}

/** What the timeline reads off the other collectors. */
export interface State {
  readonly prices: Prices;
  readonly numeraire: Numeraire;
  /** Lots held long by market. */
  readonly openInterest: Float64Array;
  readonly pools: Total | undefined;
  readonly liquidated: Total;
  readonly adl: Total;
}

/** Mean by weights of this sum; of all alike when it is 0. */
const meanOf = (column: Float64Array, weights: Float64Array, total: number): number => {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += (column[i] as number) * (total === 0 ? 1 : (weights[i] as number));
  return sum / (total === 0 ? column.length : total);
};

/**
 * States of a run at chosen times: the start, and the ends of some steps.
 *
 * Which steps are chosen depends on how the whole run went, so the state at the end of each is kept until then.
 */
export class Timeline {
  readonly #run: RunRecord;
  /** The start, then the ends of all steps. */
  readonly #all: Moment[] = [];
  readonly #busy: number[] = [];
  readonly #depth: Float64Array;
  readonly #displacement: Float64Array;
  #hasDepth = false;

  /** @param run - Its markets. */
  constructor(run: RunRecord) {
    this.#run = run;
    this.#depth = new Float64Array(run.markets.length).fill(1);
    this.#displacement = new Float64Array(run.markets.length);
  }

  /** Depth of a market and displacement of its price, millionths. */
  depth(market: number, depth: number, displacement: number): void {
    this.#hasDepth = true;
    this.#depth[market] = depth / SCALE;
    this.#displacement[market] = displacement / SCALE;
  }

  /** The run begins. */
  begin(state: State): void {
    this.#note(0, state);
  }

  /** A step ends, in which so many events were of cases. */
  end(seconds: number, busy: number, state: State): void {
    this.#busy.push(busy);
    this.#note(seconds, state);
  }

  /** The start, and the ends of the chosen steps. */
  get moments(): readonly Moment[] {
    const [start, ...steps] = this.#all;
    if (start === undefined) return [];
    const chosen = sampleSteps(
      steps.map(({ seconds }) => seconds),
      this.#busy,
      MOST_TIMES - 1,
    );
    return [start, ...chosen.map((step) => steps[step] as Moment)];
  }

  #note(seconds: number, { prices, numeraire, openInterest, pools, liquidated, adl }: State): void {
    const worth = new Float64Array(openInterest.length);
    let total = 0;
    for (let market = 0; market < worth.length; market++) {
      const lots = openInterest[market] as number;
      if (lots === 0) continue;
      const { instrument, settle } = this.#run.markets[market] as MeasuredMarket;
      worth[market] =
        (lots * Math.abs(numeraire.of(settle, value(instrument, LOTS, prices.mark[market] as number)))) / LOTS;
      total += worth[market] as number;
    }
    this.#all.push({
      seconds,
      marks: prices.mark.slice(),
      openInterest: worth,
      depth: this.#hasDepth ? meanOf(this.#depth, worth, total) : undefined,
      displacement: this.#hasDepth ? meanOf(this.#displacement, worth, total) : undefined,
      pools: pools === undefined ? undefined : asNumber(pools),
      liquidated: asNumber(liquidated),
      adl: asNumber(adl),
    });
  }
}
