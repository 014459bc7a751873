import type { EventSpan } from './event-columns.ts';

/** The names that numbers of an event log stand for. */
export interface EventNames {
  /** Markets by number. */
  readonly markets: readonly string[];
  /** Assets by number. */
  readonly assets: readonly { readonly name: string; readonly decimals: number }[];
}

/** Takes an event log away while it is being written, so that the run need not keep it. */
export interface EventWriter {
  /** Takes the rows that follow those it was given before. The memory is the log's: what is to stay is copied. */
  readonly add: (span: EventSpan) => void;
  /** The log is complete. */
  readonly finish: (names: EventNames) => void;
  /** The run came to nothing: lets go of what it holds. */
  readonly stop: () => void;
}
