/** What is awarded and what is given, treated alike. @module */
import { at, defineAxiom, ONCE, ONE_LOT, widest } from './axiom.ts';
import { withCapacity } from './changed-tables.ts';
import { capacityOf } from './claims-table.ts';
import { AUMANN_MASCHLER, DAGAN } from './sources.ts';
import { claim, lots, words } from './words.ts';

/** Gains are shared as losses are. */
export const selfDuality = defineAxiom<null>({
  id: 'axiom/self-duality',
  says: 'What each gives of a need is what it keeps when the rest, total capacity - need, is needed: losses are shared as awards are.',
  means: 'It makes no difference whether one shares what is lost or what is left.',
  source: AUMANN_MASCHLER,
  tolerance: ONE_LOT,
  needs: 'nothing',
  looks: 'further',
  choices: () => ONCE,
  holds: (ask, { table, need }) => {
    const rest = capacityOf(table) - need;
    const gives = ask(table, need);
    const givesRest = ask(table, rest);
    const keeps = (row: number): number => at(table.capacity, row) - at(givesRest, row);
    const row = widest(gives.length, (i) => Math.abs(at(gives, i) - keeps(i)), 1);
    if (row === undefined) return undefined;
    return {
      who: [row],
      expected: at(gives, row),
      bound: 'equal',
      found: keeps(row),
      tells: words`${claim(row)} gives ${lots(at(gives, row))} of a need of ${lots(need)}, but keeps ${lots(keeps(row))} when the need is ${lots(rest)}`,
    };
  },
});

/** Half is half. */
export const midpoint = defineAxiom<null>({
  id: 'axiom/midpoint',
  says: 'When half of all capacity is needed, each gives half of its own.',
  means: 'A loss of half is a loss of half for everybody.',
  source: AUMANN_MASCHLER,
  tolerance: ONE_LOT,
  needs: 'a row',
  looks: 'further',
  choices: ({ table }) => (table.capacity.length > 0 ? ONCE : []),
  holds: (ask, { table }) => {
    const half = Math.floor(capacityOf(table) / 2);
    const gives = ask(table, half);
    const row = widest(gives.length, (i) => Math.abs(2 * at(gives, i) - at(table.capacity, i)), 2);
    if (row === undefined) return undefined;
    return {
      who: [row],
      expected: Math.floor(at(table.capacity, row) / 2),
      bound: 'equal',
      found: at(gives, row),
      tells: words`${claim(row)} gives ${lots(at(gives, row))} of ${lots(at(table.capacity, row))} when half of all, ${lots(half)}, is needed`,
    };
  },
});

/** What nobody could be awarded anyhow does not count. */
export const claimsTruncation = defineAxiom<null>({
  id: 'axiom/claims-truncation',
  says: 'What of a capacity goes beyond the estate (total capacity - need) can be left out, and nobody keeps more or less.',
  means: 'Beyond all that is left, a larger position changes nothing.',
  source: DAGAN,
  tolerance: ONE_LOT,
  needs: 'a row with more capacity than the estate',
  looks: 'further',
  choices: ({ table, need }) => {
    const estate = capacityOf(table) - need;
    return table.capacity.some((capacity) => capacity > estate) ? ONCE : [];
  },
  holds: (ask, { table, need }) => {
    const estate = capacityOf(table) - need;
    const truncated = withCapacity(
      table,
      table.capacity.map((capacity) => Math.min(capacity, estate)),
    );
    const gives = ask(table, need);
    const givesThen = ask(truncated, capacityOf(truncated) - estate);
    const kept = (row: number): number => at(table.capacity, row) - at(gives, row);
    const keeps = (row: number): number => at(truncated.capacity, row) - at(givesThen, row);
    const row = widest(gives.length, (i) => Math.abs(kept(i) - keeps(i)), 1);
    if (row === undefined) return undefined;
    return {
      who: [row],
      expected: kept(row),
      bound: 'equal',
      found: keeps(row),
      tells: words`${claim(row)} keeps ${lots(kept(row))}, but ${lots(keeps(row))} when no capacity goes beyond the estate of ${lots(estate)}`,
    };
  },
});
