/** Events side by side: one array a field, the same row of each being one event. */
export interface EventColumns {
  readonly step: Int32Array;
  readonly kind: Uint8Array;
  readonly cause: Uint8Array;
  readonly case: Int32Array;
  readonly market: Int32Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly lots: Float64Array;
  readonly value: Float64Array;
  readonly cost: Float64Array;
  readonly mark: Float64Array;
}

/** The columns in schema order. */
export const EVENT_COLUMNS = [
  'step',
  'kind',
  'cause',
  'case',
  'market',
  'a',
  'b',
  'lots',
  'value',
  'cost',
  'mark',
] as const;

/**
 * Rows of a log that lie side by side in one block of it.
 *
 * The columns are the log's own memory: they are to be read before the log is released, and never to be written.
 */
export interface EventSpan {
  readonly columns: EventColumns;
  /** Place of the first row in the columns, and the place after the last. */
  readonly from: number;
  readonly to: number;
  /** Number of the first row in the log. */
  readonly row: number;
}

/** Columns with room for so many rows, all 0. */
export const emptyColumns = (rows: number): EventColumns => ({
  step: new Int32Array(rows),
  kind: new Uint8Array(rows),
  cause: new Uint8Array(rows),
  case: new Int32Array(rows),
  market: new Int32Array(rows),
  a: new Int32Array(rows),
  b: new Int32Array(rows),
  lots: new Float64Array(rows),
  value: new Float64Array(rows),
  cost: new Float64Array(rows),
  mark: new Float64Array(rows),
});

/** A stretch of rows, on the same memory. */
export const cutColumns = (columns: EventColumns, from: number, to: number): EventColumns => ({
  step: columns.step.subarray(from, to),
  kind: columns.kind.subarray(from, to),
  cause: columns.cause.subarray(from, to),
  case: columns.case.subarray(from, to),
  market: columns.market.subarray(from, to),
  a: columns.a.subarray(from, to),
  b: columns.b.subarray(from, to),
  lots: columns.lots.subarray(from, to),
  value: columns.value.subarray(from, to),
  cost: columns.cost.subarray(from, to),
  mark: columns.mark.subarray(from, to),
});

/** Writes all rows of `from` into `to`, from place `at` on. */
export const copyColumns = (to: EventColumns, from: EventColumns, at: number): void => {
  for (const name of EVENT_COLUMNS) to[name].set(from[name], at);
};
