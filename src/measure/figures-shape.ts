/**
 * What a report draws of one run: plain data, amounts in the numeraire as numbers, all of it from the event log.
 *
 * @module
 */

/** Price of a class of markets over time: mark over first mark, so 1 at the start. */
export interface ClassSeries {
  readonly name: string;
  /** Markets of the class. */
  readonly markets: number;
  /** Median, least and most within the class. */
  readonly middle: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** Series of a run, one value a time; each is the state at the end of the step that ends then, the first the state before any. */
export interface RunSeries {
  /** Seconds since the run began, ascending; closer together where more happened in cases. */
  readonly times: readonly number[];
  readonly classes: readonly ClassSeries[];
  /** The markets with the most open interest at the start, largest first: mark over first mark. */
  readonly largest: readonly { readonly market: string; readonly class: string; readonly price: readonly number[] }[];
  /** One-sided open interest of all markets at mark. */
  readonly openInterest: readonly number[];
  /** Quoted depth over calm depth, and log displacement of price by the run's own forced flow (above 0: pushed down); means weighted by open interest. Null before the first is recorded; left out where the log has none. */
  readonly depth?: readonly (number | null)[];
  readonly displacement?: readonly (number | null)[];
  /** Equity of funds, vaults and pools together; left out without any. */
  readonly pools?: readonly number[];
  /** Notional of default cases that had left their subjects so far. */
  readonly liquidated: readonly number[];
  /** Notional that had been closed by ADL so far. */
  readonly adl: readonly number[];
}

/** Losses of default cases by who bore them; they sum to `needed`. */
export interface RunLosses {
  readonly needed: number;
  readonly ownCollateral: number;
  readonly book: number;
  readonly backstop: number;
  readonly fund: number;
  readonly adl: number;
  readonly socialised: number;
  readonly uncovered: number;
}

/** A set of accounts, and what it bore of the defaults of others. */
export interface PayerGroup {
  readonly accounts: number;
  /** Those of them that bore more than nothing. */
  readonly payers: number;
  /** What those bore by ADL against mark and by charges. */
  readonly borne: number;
  /** Notional that ADL closed. */
  readonly cut: number;
}

/** Accounts by equity at the start. */
export interface SizeClass extends PayerGroup {
  /** Least equity that counts, and the first that does not any more; from 0 stands for less than 1, and for who came later. */
  readonly from: number;
  readonly to: number;
}

/** Who paid. */
export interface RunPayers {
  readonly payers: number;
  readonly borne: number;
  /** Share of payers, smallest first, against their share of what was borne; from [0, 0] to [1, 1], empty without payers. */
  readonly lorenz: readonly (readonly [payers: number, borne: number])[];
  /** Traders, makers and members in decades of equity at the start, smallest first. */
  readonly sizes: readonly SizeClass[];
  readonly hedged: PayerGroup;
  readonly unhedged: PayerGroup;
  /** Pools and other accounts of the venue. */
  readonly venue: PayerGroup;
}

/** A hedge group before and after ADL, in delta at the first marks. */
export interface HedgeBar {
  readonly group: number;
  readonly matched: number;
  readonly before: number;
  readonly after: number;
}

/** Hedges before and after. */
export interface RunHedges {
  /** Groups with two sides, and how many of them were hedged before and are not any more. */
  readonly groups: number;
  readonly broken: number;
  /** Sums over all of them. */
  readonly matched: number;
  readonly before: number;
  readonly after: number;
  /** The largest by matched notional, largest first. */
  readonly largest: readonly HedgeBar[];
}

/** Figures of a run. */
export interface RunFigures {
  /** What amounts are in. */
  readonly numeraire: string;
  /** Clock time of second 0, for labels: `2025-10-10T20:50Z`. */
  readonly clock?: string;
  readonly series: RunSeries;
  readonly losses: RunLosses;
  readonly payers: RunPayers;
  readonly hedges: RunHedges;
}
