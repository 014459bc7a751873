/** How an answer moves with the need, with a claim, and with the unit. @module */
import { MAX_EXACT } from '../../money/index.ts';
import { at, defineAxiom, needsOf, ONE_LOT, widest } from './axiom.ts';
import { scaled, withCapacity } from './changed-tables.ts';
import { capacityOf } from './claims-table.ts';
import { MOULIN, THOMSON } from './sources.ts';
import { claim, lots, words } from './words.ts';

/** A greater need asks nobody for less. */
export const resourceMonotonicity = defineAxiom<number>({
  id: 'axiom/resource-monotonicity',
  says: 'When the need rises, nobody gives less: with a smaller estate nobody is awarded more.',
  means: 'Nobody gains from a larger deficit.',
  source: THOMSON,
  tolerance: ONE_LOT,
  needs: 'another need that the claims can meet',
  looks: 'further',
  choices: (problem, random, most) => needsOf(problem, random, most, 0, capacityOf(problem.table)),
  holds: (ask, { table, need }, other) => {
    const low = Math.min(need, other);
    const high = Math.max(need, other);
    const less = ask(table, low);
    const more = ask(table, high);
    const row = widest(less.length, (i) => at(less, i) - at(more, i), 1);
    if (row === undefined) return undefined;
    return {
      who: [row],
      expected: at(less, row),
      bound: 'at-least',
      found: at(more, row),
      tells: words`${claim(row)} gives ${lots(at(less, row))} of a need of ${lots(low)}, but ${lots(at(more, row))} of ${lots(high)}`,
    };
  },
});

/** A larger claim on the same estate is awarded no less. */
export const claimsMonotonicity = defineAxiom<{ readonly row: number; readonly by: number }>({
  id: 'axiom/claims-monotonicity',
  says: 'When the capacity of one row rises and the estate stays (so that the need rises by as much), the row keeps at least what it kept.',
  means: 'To have more at stake never leaves one with less.',
  source: THOMSON,
  tolerance: ONE_LOT,
  needs: 'a row',
  looks: 'further',
  choices: ({ table }, random, most) => {
    const n = table.capacity.length;
    const total = capacityOf(table);
    if (n === 0) return [];
    return Array.from({ length: most }, () => ({
      row: random.below(n),
      by: 1 + random.below(Math.max(1, Math.ceil(total / n))),
    })).filter(({ by }) => total + by <= MAX_EXACT);
  },
  holds: (ask, { table, need }, { row, by }) => {
    const raised = withCapacity(
      table,
      table.capacity.map((capacity, i) => (i === row ? capacity + by : capacity)),
    );
    const kept = at(table.capacity, row) - at(ask(table, need), row);
    const keeps = at(raised.capacity, row) - at(ask(raised, need + by), row);
    if (keeps >= kept - 1) return undefined;
    return {
      who: [row],
      expected: kept,
      bound: 'at-least',
      found: keeps,
      tells: words`${claim(row)} keeps ${lots(kept)} of ${lots(at(table.capacity, row))}, but ${lots(keeps)} of ${lots(at(raised.capacity, row))} with the same estate`,
    };
  },
});

/** Nothing depends on the unit. */
export const scaleInvariance = defineAxiom<number>({
  id: 'axiom/scale-invariance',
  says: 'When need and capacities are a number of times as large, so is what each gives.',
  means: 'Contract size and currency do not matter.',
  source: MOULIN,
  tolerance: 'one lot an account, of the coarser unit',
  needs: 'room below 2^53 for larger numbers',
  looks: 'further',
  choices: ({ table }, _, most) => {
    const total = capacityOf(table);
    return total === 0 ? [] : [10, 2, 3, 7].slice(0, most).filter((times) => total * times <= MAX_EXACT);
  },
  holds: (ask, { table, need }, times) => {
    const gives = ask(table, need);
    const scaledGives = ask(scaled(table, times), need * times);
    const row = widest(gives.length, (i) => Math.abs(at(scaledGives, i) - times * at(gives, i)), times);
    if (row === undefined) return undefined;
    return {
      who: [row],
      expected: times * at(gives, row),
      bound: 'equal',
      found: at(scaledGives, row),
      tells: words`${claim(row)} gives ${lots(at(gives, row))}, but ${lots(at(scaledGives, row))} when everything is ${String(times)} times as large`,
    };
  },
});
