/** Tables made of a table: rows taken, merged, split; capacities changed. Columns that follow others follow in the new table, too. @module */
import { mulDivFloor } from '../../money/index.ts';
import { type Beside, type ClaimsTable, columnsOf } from './claims-table.ts';

const withColumns = (
  table: ClaimsTable,
  capacity: Float64Array,
  make: (column: Float64Array, name: Beside) => Float64Array,
): ClaimsTable => {
  const columns = columnsOf(table).map((name) => [name, make(table[name] as Float64Array, name)] as const);
  return { capacity, ...Object.fromEntries(columns) };
};

/** Some rows of a table, in an order. */
export const rowsOf = (table: ClaimsTable, rows: readonly number[]): ClaimsTable => {
  const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (row) => column[row] as number);
  return withColumns(table, pick(table.capacity), pick);
};

/** The table with other capacities; a claim of its own rises and falls by as much, all else stays. */
export const withCapacity = (table: ClaimsTable, capacity: Float64Array): ClaimsTable =>
  withColumns(table, capacity, (column, name) =>
    name === 'claim'
      ? column.map((claim, row) => claim + (capacity[row] as number) - (table.capacity[row] as number))
      : column,
  );

/** The table in a unit a whole number of times finer; scores and weights stay. */
export const scaled = (table: ClaimsTable, times: number): ClaimsTable => {
  const larger = (column: Float64Array): Float64Array => column.map((x) => x * times);
  return withColumns(table, larger(table.capacity), (column, name) =>
    name === 'score' || name === 'weight' ? column : larger(column),
  );
};

/** Weights on a fine grid, so that a share of a small one is a whole number, too: what they weigh beside one another stays. */
const finer = (weight: Float64Array): Float64Array => {
  const largest = weight.reduce((most, x) => Math.max(most, x), 1);
  const times = Math.max(1, Math.floor(2 ** 50 / largest));
  return weight.map((x) => x * times);
};

/** The table with a row in two: the first part in its place, the second right behind; both have its score, and its columns by share. */
export const split = (table: ClaimsTable, row: number, part: number): ClaimsTable => {
  const whole = table.capacity[row] as number;
  const parted = (column: Float64Array, first: number, second: number): Float64Array => {
    const longer = new Float64Array(column.length + 1);
    longer.set(column.subarray(0, row));
    longer.set([first, second], row);
    longer.set(column.subarray(row + 1), row + 2);
    return longer;
  };
  return withColumns(table, parted(table.capacity, part, whole - part), (column, name) => {
    const shared = name === 'weight' ? finer(column) : column;
    const x = shared[row] as number;
    if (name === 'score') return parted(shared, x, x);
    const first = name === 'claim' ? part + mulDivFloor(x - whole, part, whole) : mulDivFloor(x, part, whole);
    return parted(shared, first, x - first);
  });
};

/** The table with rows, in rising order, as one in the place of the first; it has the highest of their scores, and their columns in sum. */
export const merged = (table: ClaimsTable, rows: readonly number[]): ClaimsTable => {
  const [first = 0] = rows;
  const others = new Set(rows.slice(1));
  const join = (column: Float64Array, all: (xs: readonly number[]) => number): Float64Array =>
    column
      .map((x, row) => (row === first ? all(rows.map((each) => column[each] as number)) : x))
      .filter((_, row) => !others.has(row));
  const sum = (xs: readonly number[]): number => xs.reduce((total, x) => total + x, 0);
  return withColumns(table, join(table.capacity, sum), (column, name) =>
    join(column, name === 'score' ? (xs) => Math.max(...xs) : sum),
  );
};
