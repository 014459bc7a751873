import { CAUSES, EVENT_COLUMNS, EVENT_KINDS, type EventSpan } from '../../ledger/index.ts';
import { putBytes, putInteger, putText } from './digits.ts';

/** How a format writes a row of a log: what stands around its cells. */
export interface RowFormat {
  /** What the file begins with. */
  readonly head: string;
  /** What stands before the cell of a column, and after the last one. */
  readonly before: (name: (typeof EVENT_COLUMNS)[number]) => string;
  readonly end: string;
  /** A kind or cause, and a number that is not finite. */
  readonly name: (name: string) => string;
  readonly unbounded: (x: number) => string;
}

/** JSON has no Infinity and no NaN; they are written as texts. */
export const NDJSON: RowFormat = {
  head: '',
  before: (name) => `${name === EVENT_COLUMNS[0] ? '{' : ','}"${name}":`,
  end: '}\n',
  name: (name) => `"${name}"`,
  unbounded: (x) => `"${x}"`,
};

export const CSV: RowFormat = {
  head: `${EVENT_COLUMNS.join(',')}\n`,
  before: (name) => (name === EVENT_COLUMNS[0] ? '' : ','),
  end: '\n',
  name: (name) => name,
  unbounded: String,
};

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** No row is longer, bytes: names and what stands around them take less than 200, ten numbers at most 26 each. */
export const LONGEST_ROW = 512;

/** Writes rows of a log as text: numbers in JavaScript's shortest form, which reads back as the same float, with a sign for -0. */
export class RowText {
  readonly #format: RowFormat;
  /** What stands between the numbers of a row, from before the first to after the last; kind and cause have a table of their own. */
  readonly #first: Uint8Array;
  readonly #names: readonly Uint8Array[];
  readonly #between: readonly Uint8Array[];
  readonly #end: Uint8Array;

  constructor(format: RowFormat) {
    const { before, name, end } = format;
    this.#format = format;
    this.#first = ascii(before('step'));
    this.#names = EVENT_KINDS.flatMap((kind) =>
      CAUSES.map((cause) => ascii(`${before('kind')}${name(kind)}${before('cause')}${name(cause)}${before('case')}`)),
    );
    this.#between = (['market', 'a', 'b', 'lots', 'value', 'cost', 'mark'] as const).map((column) =>
      ascii(before(column)),
    );
    this.#end = ascii(end);
  }

  #number(bytes: Uint8Array, at: number, x: number): number {
    if (Number.isSafeInteger(x) && (x !== 0 || 1 / x > 0)) return putInteger(bytes, at, x);
    if (!Number.isFinite(x)) return putText(bytes, at, this.#format.unbounded(x));
    return putText(bytes, at, x === 0 ? '-0' : String(x));
  }

  /**
   * Writes rows until the bytes are full.
   *
   * @param span - Rows of a log.
   * @param from - Place of the first row to write.
   * @param bytes - Where to.
   * @param begin - Place of the first byte to write.
   * @returns Place of the first row that was not written, and of the first byte.
   */
  put(
    { columns, to }: EventSpan,
    from: number,
    bytes: Uint8Array,
    begin: number,
  ): { readonly row: number; readonly at: number } {
    const { step, kind, cause, case: caseOf, market, a, b, lots, value, cost, mark } = columns;
    const [beforeMarket, beforeA, beforeB, beforeLots, beforeValue, beforeCost, beforeMark] = this.#between as Required<
      [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array]
    >;
    const last = bytes.length - LONGEST_ROW;
    let at = begin;
    let row = from;
    for (; row < to && at <= last; row++) {
      at = putBytes(bytes, at, this.#first);
      at = putInteger(bytes, at, step[row] as number);
      const names = (kind[row] as number) * CAUSES.length + (cause[row] as number);
      at = putBytes(bytes, at, this.#names[names] as Uint8Array);
      at = putInteger(bytes, at, caseOf[row] as number);
      at = putBytes(bytes, at, beforeMarket);
      at = putInteger(bytes, at, market[row] as number);
      at = putBytes(bytes, at, beforeA);
      at = putInteger(bytes, at, a[row] as number);
      at = putBytes(bytes, at, beforeB);
      at = putInteger(bytes, at, b[row] as number);
      at = putBytes(bytes, at, beforeLots);
      at = this.#number(bytes, at, lots[row] as number);
      at = putBytes(bytes, at, beforeValue);
      at = this.#number(bytes, at, value[row] as number);
      at = putBytes(bytes, at, beforeCost);
      at = this.#number(bytes, at, cost[row] as number);
      at = putBytes(bytes, at, beforeMark);
      at = this.#number(bytes, at, mark[row] as number);
      at = putBytes(bytes, at, this.#end);
    }
    return { row, at };
  }
}
