/** Most characters of one row: more is a missing quote or no table. */
const LONGEST_ROW = 65_536;

/** A row of a comma-separated table that cannot be read. */
export class BrokenRow extends Error {
  /** Line it begins in, from 1. */
  readonly line: number;
  /** Character in the line, from 1. */
  readonly column: number;
  constructor(line: number, column: number, message: string) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/** Told of each row: its fields, the line it begins in, and its text. */
export type OnRow = (fields: readonly string[], line: number, text: string) => void;

/**
 * Reads comma-separated rows from pieces of text as they come: fields in quotes may hold commas, line breaks and doubled quotes; line ends
 * are LF or CRLF; blank lines are passed over. No more than one row is kept.
 */
export class CsvRows {
  readonly #onRow: OnRow;
  #rest = '';
  /** Line in which `#rest` begins. */
  #line = 1;

  constructor(onRow: OnRow) {
    this.#onRow = onRow;
  }

  /** Takes a piece of text, cut anywhere. @throws BrokenRow */
  push(piece: string): void {
    const text = this.#rest + piece;
    let from = 0;
    // Looked for again only when it has been passed: most tables have no quotes at all.
    let quote = text.indexOf('"');
    for (;;) {
      let end = text.indexOf('\n', from);
      if (quote !== -1 && quote < from) quote = text.indexOf('"', from);
      if (quote !== -1 && quote < end) end = endBehindQuotes(text, end, quote);
      if (end === -1) break;
      this.#row(text.slice(from, end));
      from = end + 1;
    }
    this.#rest = text.slice(from);
    if (this.#rest.length <= LONGEST_ROW) return;
    const message = `the row is longer than ${LONGEST_ROW} characters; perhaps a quote is not closed`;
    throw new BrokenRow(this.#line, 1, message);
  }

  /** Takes the last row, which may lack its line end. @throws BrokenRow */
  end(): void {
    if (this.#rest !== '') this.#row(this.#rest);
    this.#rest = '';
  }

  #row(raw: string): void {
    const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    const line = this.#line;
    this.#line += 1;
    if (text.trim() === '') return;
    if (!text.includes('"')) return this.#onRow(text.split(','), line, text);
    for (const letter of text) if (letter === '\n') this.#line += 1;
    this.#onRow(quotedFields(text, line), line, text);
  }
}

/** The line feed that ends a row: the first one, unless it stands in quotes; -1 when it is not there yet. */
const endBehindQuotes = (text: string, lineFeed: number, firstQuote: number): number => {
  let end = lineFeed;
  let quote = firstQuote;
  while (quote !== -1 && quote < end) {
    const closing = text.indexOf('"', quote + 1);
    if (closing === -1) return -1;
    if (closing > end) end = text.indexOf('\n', closing);
    if (end === -1) return -1;
    quote = text.indexOf('"', closing + 1);
  }
  return end;
};

/** Where each field of a row begins, and its text. */
const fieldsFrom = (text: string, line: number): readonly (readonly [start: number, field: string])[] => {
  const fields: (readonly [number, string])[] = [];
  let at = 0;
  for (;;) {
    const start = at;
    if (text[at] === '"') {
      let field = '';
      for (;;) {
        const closing = text.indexOf('"', at + 1);
        if (closing === -1) throw new BrokenRow(line, start + 1, 'a quote is opened here and not closed');
        field += text.slice(at + 1, closing);
        at = closing + 1;
        if (text[at] !== '"') break;
        field += '"';
      }
      if (at < text.length && text[at] !== ',')
        throw new BrokenRow(line, at + 1, 'a comma is expected after the closing quote');
      fields.push([start, field]);
    } else {
      const comma = text.indexOf(',', at);
      at = comma === -1 ? text.length : comma;
      const field = text.slice(start, at);
      if (field.includes('"'))
        throw new BrokenRow(
          line,
          start + field.indexOf('"') + 1,
          'a quote stands inside a field that does not begin with one',
        );
      fields.push([start, field]);
    }
    if (at >= text.length) return fields;
    at += 1;
  }
};

const quotedFields = (text: string, line: number): readonly string[] =>
  fieldsFrom(text, line).map(([, field]) => field);

/** Character at which a field of a row begins, from 1. */
export const columnOfField = (text: string, field: number): number => (fieldsFrom(text, 0)[field]?.[0] ?? 0) + 1;
