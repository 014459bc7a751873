/** What one owner, or several together, can gain by arranging their claims. @module */
import { at, defineAxiom, sumOf } from './axiom.ts';
import { merged, split, withCapacity } from './changed-tables.ts';
import type { ClaimsTable } from './claims-table.ts';
import { JU_MIYAGAWA_SAKAI, O_NEILL } from './sources.ts';
import { claim, claims, lots, words } from './words.ts';

/** Columns of which each part of a split gets its share; a weight is put on a finer grid for it. */
const SHARED = ['claim', 'exposure', 'equity'] as const;

const commonDivisor = (a: number, b: number): number => {
  let [x, y] = [a, b];
  while (x !== 0) [x, y] = [y % x, x];
  return y;
};

/** Into how many equal parts a row can be split with no column rounded. */
const partsOf = (table: ClaimsTable, row: number): number =>
  SHARED.reduce((parts, name) => commonDivisor(parts, table[name]?.[row] ?? 0), at(table.capacity, row));

/** Nobody gains by several accounts. */
export const noAdvantageousSplit = defineAxiom<{ readonly row: number; readonly part: number }>({
  id: 'axiom/no-advantageous-split',
  says: 'A row that is split in two gives at least as much in its parts as it gave whole. Both parts have its score, and its other columns by share.',
  means: 'A second account does not help (no Sybil attack).',
  source: JU_MIYAGAWA_SAKAI,
  tolerance: 'one lot for each part',
  needs: 'a row that can be split with no column rounded',
  looks: 'further',
  choices: ({ table }, random, most) => {
    const rows = Array.from(table.capacity.keys()).filter((row) => partsOf(table, row) > 1);
    if (rows.length === 0) return [];
    return Array.from({ length: most }, (_, k) => {
      const row = rows[random.below(rows.length)] as number;
      const parts = partsOf(table, row);
      const first = k % 3 === 0 ? Math.floor(parts / 2) : 1 + random.below(parts - 1);
      return { row, part: (at(table.capacity, row) / parts) * first };
    });
  },
  holds: (ask, { table, need }, { row, part }) => {
    const whole = at(ask(table, need), row);
    const gives = ask(split(table, row, part), need);
    const parts = at(gives, row) + at(gives, row + 1);
    if (parts >= whole - 2) return undefined;
    const capacity = at(table.capacity, row);
    return {
      who: [row],
      expected: whole,
      bound: 'at-least',
      found: parts,
      tells: words`${claim(row)} gives ${lots(whole)} of ${lots(capacity)}, but ${lots(parts)} in two accounts of ${lots(part)} and ${lots(capacity - part)}`,
    };
  },
});

/** Rows, in rising order: two mostly, now and then more. */
const someRows = (n: number, count: number, below: (n: number) => number): readonly number[] => {
  const rows = new Set<number>();
  while (rows.size < Math.min(n, count)) rows.add(below(n));
  return [...rows].sort((a, b) => a - b);
};

/** Nobody gains by pooling accounts. */
export const noAdvantageousMerge = defineAxiom<readonly number[]>({
  id: 'axiom/no-advantageous-merge',
  says: 'Rows that merge into one give at least as much as they gave apart. The one has the highest of their scores, and their other columns in sum.',
  means: 'To pool accounts does not help.',
  source: O_NEILL,
  tolerance: 'one lot for each row that merges',
  needs: 'two rows with capacity',
  looks: 'further',
  choices: ({ table }, random, most) => {
    const rows = Array.from(table.capacity.keys()).filter((row) => at(table.capacity, row) > 0);
    if (rows.length < 2) return [];
    return Array.from({ length: most }, (_, k) =>
      someRows(rows.length, k % 3 === 2 ? 3 : 2, (n) => random.below(n)).map((i) => rows[i] as number),
    );
  },
  holds: (ask, { table, need }, rows) => {
    const apart = sumOf(ask(table, need), rows);
    const one = at(ask(merged(table, rows), need), rows[0] as number);
    if (one >= apart - rows.length) return undefined;
    return {
      who: rows,
      expected: apart,
      bound: 'at-least',
      found: one,
      tells: words`${claims(rows)} give ${lots(apart)}, but ${lots(one)} as one account of ${lots(sumOf(table.capacity, rows))}`,
    };
  },
});

/** Two rows, and what the second hands to the first. */
interface Transfer {
  readonly to: number;
  readonly from: number;
  readonly amount: number;
}

/** Nobody gains by moving claims about. */
export const noAdvantageousReallocation = defineAxiom<Transfer>({
  id: 'axiom/no-advantageous-reallocation',
  says: 'When one row hands capacity to another, the two together give as much as before.',
  means: 'To move positions between accounts of one owner changes nothing for the owner.',
  source: JU_MIYAGAWA_SAKAI,
  tolerance: 'one lot an account, in both answers',
  needs: 'two rows, one with capacity',
  looks: 'further',
  choices: ({ table }, random, most) => {
    const n = table.capacity.length;
    const rows = Array.from(table.capacity.keys()).filter((row) => at(table.capacity, row) > 0);
    if (n < 2 || rows.length === 0) return [];
    return Array.from({ length: most }, () => {
      const from = rows[random.below(rows.length)] as number;
      const to = (from + 1 + random.below(n - 1)) % n;
      return { to, from, amount: 1 + random.below(at(table.capacity, from)) };
    });
  },
  holds: (ask, { table, need }, { to, from, amount }) => {
    const before = sumOf(ask(table, need), [to, from]);
    const moved = withCapacity(
      table,
      table.capacity.map((capacity, row) =>
        row === to ? capacity + amount : row === from ? capacity - amount : capacity,
      ),
    );
    const after = sumOf(ask(moved, need), [to, from]);
    if (Math.abs(after - before) <= 3) return undefined;
    return {
      who: [to, from],
      expected: before,
      bound: 'equal',
      found: after,
      tells: words`${claim(to)} and ${claim(from)} give ${lots(before)} together, but ${lots(after)} when ${claim(from)} hands ${lots(amount)} to ${claim(to)}`,
    };
  },
});
