/** What an answer owes to claims beside one another. @module */
import { isBreakwaterError } from '../../contract/index.ts';
import { at, defineAxiom, EXACT, ONCE, ONE_LOT, widest } from './axiom.ts';
import { rowsOf } from './changed-tables.ts';
import { groups, ordered, worstOf } from './row-order.ts';
import { AUMANN_MASCHLER, THOMSON } from './sources.ts';
import { claim, lots, words } from './words.ts';

/** 0 <= give <= capacity, in sum the need. */
export const feasibility = defineAxiom<null>({
  id: 'axiom/feasibility',
  says: 'Gives are whole, none is below zero or above its capacity, and together they are the need: awards sum to the estate.',
  means: 'The need is met, and nobody is cut beyond the position.',
  source: THOMSON,
  tolerance: EXACT,
  needs: 'nothing',
  looks: 'at-answer',
  choices: () => ONCE,
  holds: (ask, { table, need }) => {
    try {
      ask(table, need);
      return undefined;
    } catch (error) {
      if (!isBreakwaterError(error) || error.code !== 'allocation') throw error;
      return { who: [], expected: need, bound: 'equal', found: null, tells: [error.message] };
    }
  },
});

/** Of some rows the one that gives most, and the one that gives least. */
const extremes = (gives: Float64Array, rows: Int32Array): readonly [number, number] => {
  let most = rows[0] as number;
  let least = most;
  for (const row of rows) {
    if (at(gives, row) > at(gives, most)) most = row;
    if (at(gives, row) < at(gives, least)) least = row;
  }
  return [most, least];
};

/** Alike rows give alike. */
export const equalTreatment = defineAxiom<null>({
  id: 'axiom/equal-treatment',
  says: 'Rows that are alike in every column give the same.',
  means: 'Two accounts with equal positions are cut alike.',
  source: THOMSON,
  tolerance: ONE_LOT,
  needs: 'two rows that are alike',
  looks: 'at-answer',
  choices: ({ table }) => (groups(table).length > 0 ? ONCE : []),
  holds: (ask, { table, need }) => {
    const gives = ask(table, need);
    let found: readonly [number, number] | undefined;
    let widestGap = 1;
    for (const rows of groups(table)) {
      const [most, least] = extremes(gives, rows);
      const gap = at(gives, most) - at(gives, least);
      if (gap <= widestGap) continue;
      widestGap = gap;
      found = [most, least];
    }
    if (found === undefined) return undefined;
    const [a, b] = found;
    return {
      who: [a, b],
      expected: at(gives, a),
      bound: 'equal',
      found: at(gives, b),
      tells: words`${claim(a)} gives ${lots(at(gives, a))}, and ${claim(b)}, which is alike, ${lots(at(gives, b))}`,
    };
  },
});

/** The answer goes with the claims when the rows change places. */
export const anonymity = defineAxiom<readonly number[]>({
  id: 'axiom/anonymity',
  says: 'When rows change places, each gives what it gave.',
  means: 'Account numbers do not matter.',
  source: THOMSON,
  tolerance: ONE_LOT,
  needs: 'two rows',
  looks: 'further',
  choices: ({ table }, random, most) => {
    const n = table.capacity.length;
    if (n < 2) return [];
    const straight = Array.from({ length: n }, (_, i) => i);
    const shuffled = (): number[] => {
      const rows = [...straight];
      for (let i = n - 1; i > 0; i--) {
        const j = random.below(i + 1);
        [rows[i], rows[j]] = [rows[j] as number, rows[i] as number];
      }
      return rows;
    };
    return Array.from({ length: most }, (_, k) => (k === 0 ? [...straight].reverse() : shuffled()));
  },
  holds: (ask, { table, need }, order) => {
    const before = ask(table, need);
    const after = ask(rowsOf(table, order), need);
    const place = widest(order.length, (i) => Math.abs(at(after, i) - at(before, order[i] as number)), 1);
    if (place === undefined) return undefined;
    const row = order[place] as number;
    const [gave, gives] = [at(before, row), at(after, place)];
    return {
      who: [row],
      expected: gave,
      bound: 'equal',
      found: gives,
      tells: words`${claim(row)} gives ${lots(gave)} in row ${String(row + 1)}, but ${lots(gives)} in row ${String(place + 1)} of the same rows in another order`,
    };
  },
});

/** The larger claim keeps no less. */
export const orderOfAwards = defineAxiom<null>({
  id: 'axiom/order-of-awards',
  says: 'Of two rows, the one with the larger capacity (and claim and weight, where the table has them) keeps at least as much.',
  means: 'Nobody ends with less than one who had less.',
  source: AUMANN_MASCHLER,
  tolerance: ONE_LOT,
  needs: 'two rows',
  looks: 'at-answer',
  choices: ({ table }) => (table.capacity.length > 1 ? ONCE : []),
  holds: (ask, { table, need }) => {
    const gives = ask(table, need);
    const keeps = (row: number): number => at(table.capacity, row) - at(gives, row);
    const found = worstOf(ordered(table), (large, small) => keeps(small) - keeps(large));
    if (found === undefined) return undefined;
    const [large, small] = found;
    const of = (row: number) => words`${lots(keeps(row))} of ${lots(at(table.capacity, row))}`;
    return {
      who: [large, small],
      expected: keeps(small),
      bound: 'at-least',
      found: keeps(large),
      tells: words`${claim(large)} keeps ${of(large)}, and ${claim(small)} keeps ${of(small)}`,
    };
  },
});

/** The larger claim gives no less. */
export const orderOfLosses = defineAxiom<null>({
  id: 'axiom/order-of-losses',
  says: 'Of two rows, the one with the larger capacity (and claim and weight, where the table has them) gives at least as much.',
  means: 'Nobody is cut by more than one who had more.',
  source: AUMANN_MASCHLER,
  tolerance: ONE_LOT,
  needs: 'two rows',
  looks: 'at-answer',
  choices: ({ table }) => (table.capacity.length > 1 ? ONCE : []),
  holds: (ask, { table, need }) => {
    const gives = ask(table, need);
    const found = worstOf(ordered(table), (large, small) => at(gives, small) - at(gives, large));
    if (found === undefined) return undefined;
    const [large, small] = found;
    const of = (row: number) => words`${lots(at(gives, row))} of ${lots(at(table.capacity, row))}`;
    return {
      who: [large, small],
      expected: at(gives, small),
      bound: 'at-least',
      found: at(gives, large),
      tells: words`${claim(large)} gives ${of(large)}, and ${claim(small)} gives ${of(small)}`,
    };
  },
});
