import { at, widest } from './axiom.ts';
import { type ClaimsTable, columnsOf, rowsBy } from './claims-table.ts';

/** Up to so many rows every pair is looked at; beyond, neighbours in the order of capacity. */
const EVERY_PAIR = 300;

/** Two rows each: `a` is at least as large as `b`. */
interface Pairs {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/** A table is asked about once for each rule and axiom. */
const memo = <T>(make: (table: ClaimsTable) => T): ((table: ClaimsTable) => T) => {
  const made = new WeakMap<ClaimsTable, T>();
  return (table) => {
    const kept = made.get(table) ?? make(table);
    made.set(table, kept);
    return kept;
  };
};

/** Rows by falling capacity, then by the other columns. */
const byCapacity = memo(
  (table): Int32Array =>
    rowsBy(table.capacity.length, [table.capacity, ...columnsOf(table).map((name) => table[name] as Float64Array)]),
);

const alike = (table: ClaimsTable, a: number, b: number): boolean =>
  at(table.capacity, a) === at(table.capacity, b) &&
  columnsOf(table).every((name) => at(table[name] as Float64Array, a) === at(table[name] as Float64Array, b));

const pairsFrom = (a: readonly number[], b: readonly number[]): Pairs => ({
  a: Int32Array.from(a),
  b: Int32Array.from(b),
});

/** Rows that are alike in every column, group by group; a row that is like no other is in none. */
export const groups = memo((table): readonly Int32Array[] => {
  const rows = byCapacity(table);
  const found: Int32Array[] = [];
  for (let from = 0; from < rows.length; ) {
    let to = from + 1;
    while (to < rows.length && alike(table, rows[from] as number, rows[to] as number)) to += 1;
    if (to - from > 1) found.push(rows.subarray(from, to));
    from = to;
  }
  return found;
});

/** Pairs of which the first is at least as large as the second in capacity, claim and weight. */
export const ordered = memo((table): Pairs => {
  const sizes = [table.capacity, table.claim, table.weight].filter((column) => column !== undefined);
  const rows = byCapacity(table);
  const a: number[] = [];
  const b: number[] = [];
  const put = (large: number, small: number): void => {
    if (large === small || sizes.some((column) => at(column, large) < at(column, small))) return;
    a.push(large);
    b.push(small);
  };
  if (rows.length > EVERY_PAIR)
    for (let i = 1; i < rows.length; i++) {
      put(rows[i - 1] as number, rows[i] as number);
      put(rows[i] as number, rows[i - 1] as number);
    }
  else for (const large of rows) for (const small of rows) put(large, small);
  return pairsFrom(a, b);
});

/** Of pairs, the one with the widest gap beyond one lot. */
export const worstOf = (
  { a, b }: Pairs,
  gap: (first: number, second: number) => number,
): readonly [number, number] | undefined => {
  const i = widest(a.length, (k) => gap(a[k] as number, b[k] as number), 1);
  return i === undefined ? undefined : [a[i] as number, b[i] as number];
};
