import type { ClaimsProblem } from '../../contract/index.ts';
import { radixOrder } from '../../exchange/adl/radix-order.ts';
import type { RandomStream } from '../../math/index.ts';
import { PLAIN } from './words.ts';

/** What stands beside the capacity of a claim, and what is taken where a table does not say. */
export const BESIDE = ['claim', 'weight', 'score', 'exposure', 'equity'] as const;
/** A column beside the capacity. */
export type Beside = (typeof BESIDE)[number];

/**
 * A table of claims, in lots or units: what an allocation rule is asked about, outside any exchange.
 *
 * The capacity is what the literature calls the claim: the most that can be taken, so that an award is capacity less give. A column that is
 * left out follows: the claim is the capacity, all others are the claim.
 */
export interface ClaimsTable extends Readonly<Partial<Record<Beside, Float64Array>>> {
  /** Most each may give: whole, >= 0; in sum below 2^53. */
  readonly capacity: Float64Array;
}

/** A table, and what shall be raised from it: whole, 0 <= need <= total capacity. */
export interface TableProblem {
  readonly table: ClaimsTable;
  readonly need: number;
}

/** What all can give together. */
export const capacityOf = ({ capacity }: ClaimsTable): number => {
  let total = 0;
  for (const most of capacity) total += most;
  return total;
};

/** A column of a table; of one that is left out, what it follows. */
export const columnOf = (table: ClaimsTable, column: Beside): Float64Array =>
  table[column] ?? (column === 'claim' ? table.capacity : columnOf(table, 'claim'));

/** The columns a table has besides the capacity. */
export const columnsOf = (table: ClaimsTable): readonly Beside[] =>
  BESIDE.filter((column) => table[column] !== undefined);

/** A problem in words, its claims by letter: `A 100, B 200 (equity 50); need 150`. */
export const problemText = ({ table, need }: TableProblem): string => {
  const beside = (row: number): string =>
    columnsOf(table)
      .map((name) => ` (${name} ${(table[name] as Float64Array)[row]})`)
      .join('');
  const rows = Array.from(table.capacity, (capacity, row) => `${PLAIN.claim(row)} ${capacity}${beside(row)}`);
  return `${rows.join(', ')}; need ${need}`;
};

/** What was looked at while a problem was solved. */
export interface Looked {
  /** Whether random numbers were drawn. */
  drew: boolean;
  /** Columns that were read. */
  readonly columns: Set<Beside>;
}

/** Rows by several columns in turn, each falling; ties to the lower row. */
export const rowsBy = (n: number, columns: readonly Float64Array[]): Int32Array => {
  const numbers = new Int32Array(n);
  for (let row = 0; row < n; row++) numbers[row] = row;
  const rows = new Uint32Array(n);
  radixOrder(n, columns, numbers, rows);
  return new Int32Array(rows.buffer);
};

/**
 * A table as the problem a rule is asked. The columns are copies, so that a rule that writes into one spoils nothing but its own answer.
 *
 * @param random - Opens the stream of this decision; called when the rule first draws.
 * @param looked - Told what the rule looks at.
 */
export const claimsProblem = (
  { table, need }: TableProblem,
  random: () => RandomStream,
  looked: Looked = { drew: false, columns: new Set() },
): ClaimsProblem => {
  const n = table.capacity.length;
  const limit = table.capacity.slice();
  const made = new Map<Beside, Float64Array>();
  const column = (name: Beside): Float64Array => {
    looked.columns.add(name);
    const before = made.get(name) ?? columnOf(table, name).slice();
    made.set(name, before);
    return before;
  };
  let stream: RandomStream | undefined;
  let order: Int32Array | undefined;
  const ranked = (): Int32Array => {
    order ??= rowsBy(n, [column('score')]);
    return order;
  };
  return {
    n,
    need,
    limit,
    get claim() {
      return column('claim');
    },
    get exposure() {
      return column('exposure');
    },
    get equity() {
      return column('equity');
    },
    get weight() {
      return column('weight');
    },
    get random() {
      looked.drew = true;
      stream ??= random();
      return stream;
    },
    rank: {
      order: () => ranked().slice(),
      prefix: (wanted) => {
        const all = ranked();
        let reached = 0;
        let k = 0;
        while (k < n && reached < wanted) reached += table.capacity[all[k++] as number] as number;
        return all.slice(0, k);
      },
    },
  };
};
