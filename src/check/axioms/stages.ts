/** One answer, or several after one another. @module */
import { at, defineAxiom, needsOf, sumOf, widest } from './axiom.ts';
import { rowsOf, withCapacity } from './changed-tables.ts';
import { capacityOf } from './claims-table.ts';
import { MOULIN, YOUNG, YOUNG_CONSISTENCY } from './sources.ts';
import { claim, claims, lots, words } from './words.ts';

const TWO_ANSWERS = 'two lots an account, one for each of the answers that follow one another';

/** Two waves are one wave. */
export const compositionDown = defineAxiom<number>({
  id: 'axiom/composition-down',
  says: 'To raise a part of the need first, and the rest from what each has kept, asks nobody for more or less than to raise all at once: the estate falls in two steps.',
  means: 'Deleveraging in waves is deleveraging at once.',
  source: MOULIN,
  tolerance: TWO_ANSWERS,
  needs: 'a need of two lots',
  looks: 'further',
  choices: (problem, random, most) => needsOf(problem, random, most, 1, problem.need - 1),
  holds: (ask, { table, need }, first) => {
    const once = ask(table, need);
    const wave = ask(table, first);
    const kept = withCapacity(
      table,
      table.capacity.map((capacity, i) => capacity - at(wave, i)),
    );
    const next = ask(kept, need - first);
    const both = (row: number): number => at(wave, row) + at(next, row);
    const row = widest(once.length, (i) => Math.abs(both(i) - at(once, i)), 2);
    if (row === undefined) return undefined;
    return {
      who: [row],
      expected: at(once, row),
      bound: 'equal',
      found: both(row),
      tells: words`${claim(row)} gives ${lots(at(once, row))} at once, but ${lots(at(wave, row))} + ${lots(at(next, row))} in waves of ${lots(first)} and ${lots(need - first)}`,
    };
  },
});

/** A loss that turns out smaller is shared from what was taken. */
export const compositionUp = defineAxiom<number>({
  id: 'axiom/composition-up',
  says: 'When a greater need is raised first and turns out smaller, to share the smaller one over what each gave asks nobody for more or less than to raise it at once: the estate rises in two steps.',
  means: 'Money that comes back is given back as if it had never been taken.',
  source: YOUNG,
  tolerance: TWO_ANSWERS,
  needs: 'a greater need that the claims can meet',
  looks: 'further',
  choices: (problem, random, most) => needsOf(problem, random, most, problem.need + 1, capacityOf(problem.table)),
  holds: (ask, { table, need }, first) => {
    const once = ask(table, need);
    const taken = withCapacity(table, ask(table, first));
    const then = ask(taken, need);
    const row = widest(once.length, (i) => Math.abs(at(then, i) - at(once, i)), 2);
    if (row === undefined) return undefined;
    return {
      who: [row],
      expected: at(once, row),
      bound: 'equal',
      found: at(then, row),
      tells: words`${claim(row)} gives ${lots(at(once, row))} of ${lots(need)} at once, but ${lots(at(then, row))} when ${lots(first)} is raised first and what each gave of it shares the need`,
    };
  },
});

/** Who is settled does not change the others. */
export const consistency = defineAxiom<readonly number[]>({
  id: 'axiom/consistency',
  says: 'When some rows give what they give and leave, the others give of the rest of the need what they gave before.',
  means: 'Accounts that are settled already do not change what the others bear.',
  source: YOUNG_CONSISTENCY,
  tolerance: 'one lot for each row that leaves, and one',
  needs: 'two rows',
  looks: 'further',
  choices: ({ table }, random, most) => {
    const n = table.capacity.length;
    if (n < 2) return [];
    return Array.from({ length: most }, (_, k) => {
      // Mostly one leaves, which allows the least; now and then several.
      const leaving = k % 3 === 2 ? 1 + random.below(n - 1) : 1;
      const rows = new Set<number>();
      while (rows.size < leaving) rows.add(random.below(n));
      return [...rows].sort((a, b) => a - b);
    });
  },
  holds: (ask, { table, need }, leave) => {
    const gives = ask(table, need);
    const gone = new Set(leave);
    const rest = Array.from(gives.keys()).filter((row) => !gone.has(row));
    const left = sumOf(gives, rest);
    const then = ask(rowsOf(table, rest), left);
    const place = widest(rest.length, (i) => Math.abs(at(then, i) - at(gives, rest[i] as number)), leave.length + 1);
    if (place === undefined) return undefined;
    const row = rest[place] as number;
    return {
      who: [row, ...leave],
      expected: at(gives, row),
      bound: 'equal',
      found: at(then, place),
      tells: words`${claim(row)} gives ${lots(at(gives, row))}, but ${lots(at(then, place))} of the ${lots(left)} that are left when ${claims(leave)} ${leave.length === 1 ? 'has given and leaves' : 'have given and leave'}`,
    };
  },
});
