import type { Total } from '../money/index.ts';
import type { CaseAccount } from './case-accounts.ts';
import type { Deleveraging } from './collect/deleveraging.ts';
import type { Figures } from './collect/figures.ts';
import type { Gains } from './collect/gains.ts';
import type { Hedges } from './collect/hedges.ts';
import type { Liquidations } from './collect/liquidations.ts';
import type { OpeningEquity } from './collect/opening-equity.ts';
import type { Pools } from './collect/pools.ts';
import type { Positions } from './collect/positions.ts';
import type { Prices } from './collect/prices.ts';
import type { Moment } from './collect/timeline.ts';
import type { Numeraire } from './numeraire.ts';
import type { RunRecord } from './run-record.ts';

/** What the metrics of a run share, gathered in one pass over its log. */
export interface Gathered {
  readonly run: RunRecord;
  readonly numeraire: Numeraire;
  readonly prices: Prices;
  readonly positions: Positions;
  readonly pools: Pools;
  readonly liquidations: Liquidations;
  readonly deleveraging: Deleveraging;
  readonly figures: Figures;
  readonly hedges: Hedges;
  readonly openingEquity: OpeningEquity;
  readonly gains: Gains;
  /** States over time; empty when they were not kept. */
  readonly moments: readonly Moment[];
  /** Cases in order of id, converted when they closed. */
  readonly cases: readonly CaseAccount[];
  /** Those of defaults: the ones that totals add. */
  readonly defaults: readonly CaseAccount[];
  /** Lots held long by market when the run began. */
  readonly openInterestAtStart: Float64Array;
  /** What they were worth at the first marks, numeraire units. */
  readonly openInterestWorth: Total;
  /** Trading and liquidation fees, the part of them that went to pools, and margin differences that take-overs left to their takers, numeraire units. */
  readonly fees: Total;
  readonly feesToPools: Total;
  readonly takeOverGains: Total;
  /** Seconds at which the first default case opened. */
  readonly firstDefault: number | undefined;
  /** Seconds of the last step. */
  readonly seconds: number;
}
