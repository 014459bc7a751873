import { type BreakwaterError, configError, nearest } from '../../contract/index.ts';
import { formatUnits } from '../../money/index.ts';
import { together } from '../problems.ts';
import { columnOfField } from './csv-rows.ts';
import { DecimalColumn, readDecimal } from './decimal-column.ts';

/** After so many problems no further row is read. */
const MOST_PROBLEMS = 10;

const NUMBERS = ['capacity', 'claim', 'weight', 'score', 'exposure', 'equity'] as const;
type NumberColumn = (typeof NUMBERS)[number];
/** Columns in the unit of the table. */
const AMOUNTS: readonly NumberColumn[] = ['capacity', 'claim', 'exposure', 'equity'];
const KNOWN: readonly string[] = ['id', ...NUMBERS];
const EXPECTED = `expected: id, capacity; optional: ${NUMBERS.slice(1).join(', ')}`;

/** Rows of a table of claims as they come, and what is wrong with them. */
export class ClaimsRows {
  readonly #file: string;
  readonly #problems: BreakwaterError[] = [];
  readonly #columns = new Map<NumberColumn, DecimalColumn>();
  readonly #seen = new Set<string>();
  readonly #lines: number[] = [];
  readonly ids: string[] = [];
  #header: readonly string[] | undefined;
  #idAt = -1;

  /** @param file - The name to use in messages. */
  constructor(file: string) {
    this.#file = file;
  }

  /** Takes a row; the first is the header. */
  readonly add = (fields: readonly string[], line: number, text: string): void => {
    if (this.#header === undefined) this.#readHeader(fields, line, text);
    else this.#readRow(this.#header, fields, line, text);
    if (this.#problems.length >= MOST_PROBLEMS) this.#throwProblems();
  };

  /** @throws BreakwaterError when anything was wrong, or there was no row. */
  finish(): void {
    this.#throwProblems();
    if (this.ids.length > 0) return;
    throw configError('bad-claims', 'the table has no rows', {
      where: { file: this.#file },
      hint: 'write one row for each claim below the header',
    });
  }

  /** Most decimal places of any amount. */
  get finest(): number {
    return Math.max(...AMOUNTS.map((name) => this.#columns.get(name)?.finest ?? 0));
  }

  /**
   * The columns as whole numbers: amounts of a unit, weights on a scale of their own; scores as real numbers.
   *
   * @param decimals - Decimal places of the unit.
   * @param problems - Receives what is wrong.
   */
  inUnit(
    decimals: number,
    problems: BreakwaterError[],
  ): { readonly capacity: Float64Array } & { readonly [K in Exclude<NumberColumn, 'capacity'>]?: Float64Array } {
    const read = Object.fromEntries(
      [...this.#columns].map(([name, column]) => {
        if (name === 'score') return [name, column.asReal()];
        const places = name === 'weight' ? column.finest : decimals;
        const beyond = (row: number): void => {
          problems.push(
            this.#problem(
              { line: this.#lines[row] as number, path: name },
              `passes 2^53 - 1 units of ${formatUnits(1, places)}, the finest decimal ${name === 'weight' ? 'of the weights' : 'in the file and the need'}`,
              'round to fewer decimal places',
            ),
          );
        };
        return [name, column.inUnit(places, beyond)];
      }),
    ) as { capacity: Float64Array } & Partial<Record<NumberColumn, Float64Array>>;
    if (problems.length === 0) this.#checkLimits(read.capacity, read.claim, decimals, problems);
    return read;
  }

  #checkLimits(
    capacity: Float64Array,
    claim: Float64Array | undefined,
    decimals: number,
    problems: BreakwaterError[],
  ): void {
    if (claim === undefined) return;
    for (let row = 0; row < capacity.length && problems.length < MOST_PROBLEMS; row++) {
      const [most, of] = [capacity[row] as number, claim[row] as number];
      if (most <= of) continue;
      const message = `is ${formatUnits(most, decimals)}, but the claim is ${formatUnits(of, decimals)}: nobody gives more than there is to claim from`;
      problems.push(
        this.#problem(
          { line: this.#lines[row] as number, path: 'capacity' },
          message,
          'lower the capacity, or leave out the claim',
        ),
      );
    }
  }

  #readHeader(fields: readonly string[], line: number, text: string): void {
    const header = fields.map((field) => field.trim());
    this.#header = header;
    const at = (field: number, path?: string) => ({
      line,
      column: columnOfField(text, field),
      ...(path === undefined ? {} : { path }),
    });
    const [separator] = header.length === 1 ? (/[;\t|]/.exec(text) ?? []) : [];
    if (separator !== undefined) {
      const name = separator === '\t' ? 'tabs' : `"${separator}"`;
      this.#note({ line }, `the columns are parted by ${name}, but commas are expected`, EXPECTED);
      this.#throwProblems();
    }
    header.forEach((name, field) => {
      if (header.indexOf(name) < field && name !== '')
        this.#note(at(field, name), 'this column stands in the header twice', 'leave out one of them');
      else if (!KNOWN.includes(name)) {
        const near = nearest(name, KNOWN);
        const told = near === undefined || name === '' ? EXPECTED : `did you mean ${near}? (${EXPECTED})`;
        this.#note(at(field), name === '' ? 'a column has no name' : `unknown column "${name}"`, told);
      }
    });
    for (const name of ['id', 'capacity'])
      if (!header.includes(name)) {
        this.#note({ line }, `the header has no column ${name}`, EXPECTED);
      }
    this.#throwProblems();
    this.#idAt = header.indexOf('id');
    for (const name of NUMBERS) if (header.includes(name)) this.#columns.set(name, new DecimalColumn());
  }

  #readRow(header: readonly string[], fields: readonly string[], line: number, text: string): void {
    if (fields.length !== header.length) {
      const message = `the row has ${fields.length} ${fields.length === 1 ? 'field' : 'fields'}, but the header has ${header.length}`;
      this.#note({ line }, message, 'a comma inside a field needs quotes around the field; a decimal has a point');
      return;
    }
    const id = (fields[this.#idAt] as string).trim();
    if (id === '')
      this.#note({ line, column: columnOfField(text, this.#idAt), path: 'id' }, 'is empty', 'name each row');
    else if (this.#seen.has(id)) {
      const before = this.#lines[this.ids.indexOf(id)];
      this.#note(
        { line, column: columnOfField(text, this.#idAt), path: 'id' },
        `"${id}" stands in line ${before} already`,
        'name each row once',
      );
    }
    this.#seen.add(id);
    this.ids.push(id);
    this.#lines.push(line);
    for (let field = 0; field < header.length; field++) {
      if (field === this.#idAt) continue;
      const name = header[field] as NumberColumn;
      const read = readDecimal(fields[field] as string, name === 'score');
      if ('fault' in read) {
        this.#note({ line, column: columnOfField(text, field), path: name }, read.fault, read.hint);
        this.#columns.get(name)?.add(0, 0);
      } else this.#columns.get(name)?.add(read.digits, read.places);
    }
  }

  #note(
    where: { readonly line: number; readonly column?: number; readonly path?: string },
    message: string,
    hint?: string,
  ): void {
    this.#problems.push(this.#problem(where, message, hint));
  }

  #problem(
    where: { readonly line: number; readonly column?: number; readonly path?: string },
    message: string,
    hint?: string,
  ): BreakwaterError {
    return configError('bad-claims', message, {
      where: { file: this.#file, ...where },
      ...(hint === undefined ? {} : { hint }),
    });
  }

  #throwProblems(): void {
    if (this.#problems.length > 0) throw together('bad-claims', this.#problems);
  }
}
