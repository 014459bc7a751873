/**
 * What an experiment runs besides its designs as published.
 *
 * @module
 */
import type { Override } from './overlay.ts';
import type { Place } from './place.ts';

/** A value that was written somewhere. */
export interface Written {
  readonly value: unknown;
  readonly place?: Place;
}

/** What is made the same in all designs, in a reading of its own. */
export interface Equaliser {
  /** What funds and vaults hold together, as a share of opening open interest: a decimal or a fraction. */
  readonly fund?: string;
  /** The margin mechanism of all, as a file writes it; `baseline` for that of the baseline. */
  readonly margin?: Written;
  /** The mark price of all, likewise. */
  readonly mark?: Written;
}

/** A slot that is swapped, one value at a time. */
export interface Variation {
  /** One of the exchanges of the experiment. */
  readonly exchange: string;
  /** Dotted path of the slot or field. */
  readonly path: string;
  readonly with: readonly Written[];
}

/** A part of the world that is taken away, for every exchange. */
export interface Ablation {
  readonly name: string;
  /** The scenarios it is for. */
  readonly scenarios: readonly string[];
  readonly scenario: readonly Override[];
  readonly exchange: readonly Override[];
}

/** One axis of a sweep: a field, and the values that stand there in turn, decimals or fractions. */
export interface Axis {
  readonly path: string;
  readonly with: readonly Written[];
}

/** A sweep of severity and fee diversion in the baseline, and what passes. */
export interface TrilemmaPlan {
  readonly severity: Axis;
  readonly diversion: Axis;
  readonly thresholds: Thresholds;
}

/** What passes as solvent, fair and profitable. All are shares and ratios. */
export interface Thresholds {
  /** Most that may stay unpaid, of all deficits. */
  readonly residual: number;
  /** Most runs in which more does. */
  readonly breaches: number;
  /** Least and most mean of the two ratios of fairness. */
  readonly ptsr: readonly [least: number, most: number];
  readonly pmr: readonly [least: number, most: number];
  /** Least net revenue, of the best fees. */
  readonly revenue: number;
}

/** Everything an experiment runs, and how. */
export interface StudyPlan {
  /** Seeds, integers >= 0, each once. */
  readonly seeds: readonly number[];
  /** Values that stand in for what the exchange files say, in every exchange. */
  readonly overrides: readonly Override[];
  /** Values that stand in for what the scenario files say, in every scenario. */
  readonly scenarioOverrides: readonly Override[];
  readonly equalise?: Equaliser;
  readonly vary: readonly Variation[];
  readonly ablations: readonly Ablation[];
  readonly trilemma?: TrilemmaPlan;
  /** Whether assumed fields are tried at both ends of their ranges. */
  readonly ranges: boolean;
}
