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

/** Bytes of a row by width of its fields. */
const DOUBLES = 4;
const INTS = 5;
const BYTES = 2;
const ROW = 8 * DOUBLES + 4 * INTS + BYTES;

/** Columns with room for so many rows, all 0. They lie in one piece of memory: eleven cost more to come by, and to collect. */
export const emptyColumns = (rows: number): EventColumns => {
  const memory = new ArrayBuffer(ROW * rows);
  const double = (i: number): Float64Array => new Float64Array(memory, 8 * i * rows, rows);
  const int = (i: number): Int32Array => new Int32Array(memory, (8 * DOUBLES + 4 * i) * rows, rows);
  const byte = (i: number): Uint8Array => new Uint8Array(memory, (8 * DOUBLES + 4 * INTS + i) * rows, rows);
  return {
    step: int(0),
    kind: byte(0),
    cause: byte(1),
    case: int(1),
    market: int(2),
    a: int(3),
    b: int(4),
    lots: double(0),
    value: double(1),
    cost: double(2),
    mark: double(3),
  };
};

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
