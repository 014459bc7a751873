import type { CompareResult, RunFigures } from '../../measure/index.ts';

/** Figures of the run that stands for an entry of a comparison: its first seed. */
export interface EntryFigures {
  readonly exchange: string;
  readonly scenario: string;
  readonly equalised: readonly string[];
  readonly variant?: string;
  readonly figures: RunFigures;
}

/** What a report says of a design beside its numbers. */
export interface DesignNotes {
  readonly name: string;
  readonly summary: string;
  /** Where its rules are published. */
  readonly sources: readonly string[];
  /** Fields without a published source, by dotted path, each with the range it may lie in. */
  readonly assumed: Readonly<Record<string, readonly [string, string]>>;
}

/** What a report says of a scenario. */
export interface ScenarioNotes {
  readonly name: string;
  readonly summary: string;
  readonly price: 'path' | 'path+impact';
  readonly sources?: readonly string[];
  readonly assumed?: Readonly<Record<string, readonly [string, string]>>;
}

/** All that a report is made from. */
export interface ReportData {
  readonly compare: CompareResult;
  readonly figures: readonly EntryFigures[];
  readonly exchanges: readonly DesignNotes[];
  readonly scenarios: readonly ScenarioNotes[];
}
