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

/** States of a run at chosen times: the start, and the ends of some steps. */
export class Timeline {
  readonly #run: RunRecord;
  readonly #chosen: ReadonlySet<number>;
  readonly #depth: Float64Array;
  readonly #displacement: Float64Array;
  #hasDepth = false;
  #step = 0;
  readonly moments: Moment[] = [];

  /** @param run - Its log and markets. */
  constructor(run: RunRecord) {
    this.#run = run;
    this.#chosen = new Set(sampleSteps(run.events, MOST_TIMES - 1));
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

  /** A step ends. */
  end(seconds: number, state: State): void {
    if (this.#chosen.has(this.#step)) this.#note(seconds, state);
    this.#step += 1;
  }

  #note(seconds: number, { prices, numeraire, openInterest, pools, liquidated, adl }: State): void {
    const worth = Float64Array.from(openInterest, (lots, market) => {
      if (lots === 0) return 0;
      const { instrument, settle } = this.#run.markets[market] as MeasuredMarket;
      return (lots * Math.abs(numeraire.of(settle, value(instrument, LOTS, prices.mark[market] as number)))) / LOTS;
    });
    const total = worth.reduce((sum, each) => sum + each, 0);
    const mean = (of: Float64Array): number =>
      total === 0
        ? of.reduce((sum, each) => sum + each, 0) / of.length
        : of.reduce((sum, each, i) => sum + each * (worth[i] as number), 0) / total;
    this.moments.push({
      seconds,
      marks: prices.mark.slice(),
      openInterest: worth,
      depth: this.#hasDepth ? mean(this.#depth) : undefined,
      displacement: this.#hasDepth ? mean(this.#displacement) : undefined,
      pools: pools === undefined ? undefined : asNumber(pools),
      liquidated: asNumber(liquidated),
      adl: asNumber(adl),
    });
  }
}
