import type { AllocateResult } from '../../measure/index.ts';

/** A table of claims, in whole units. */
export interface AllocateTable {
  readonly ids: readonly string[];
  readonly capacity: Float64Array;
  /** Decimal places of one unit. */
  readonly decimals: number;
  /** To be raised, in units. */
  readonly need: number;
  /** What all can give, in units. */
  readonly total: number;
  /** Columns the file has. */
  readonly columns: readonly string[];
  readonly seed: number;
}

type RuleResult = AllocateResult['rules'][string];

/** What came of one rule. */
export interface AllocateAnswer {
  /** As it was asked for. */
  readonly rule: string;
  /** In units, in the order of the table. */
  readonly gives: Float64Array;
  /** Standard errors of a rule that draws samples, in units. */
  readonly errors?: Float64Array;
  readonly metrics: RuleResult['metrics'];
  /** By id. */
  readonly axioms: RuleResult['axioms'];
  /** Columns the rule looks at that the table does not have. */
  readonly assumed: readonly string[];
}
