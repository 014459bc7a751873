import { defineRowInvariant, type StepRow, type StepSubject } from 'breakwater';
import { roundedBy } from './money-of-cases.ts';

const PAYS: ReadonlySet<string> = new Set(['pay', 'take-over-difference', 'adl-difference', 'flow']);
/** A payment of a pool for another: what cuts of its own inventory cost it beside the piece is what inventory loses. */
const isPayment = (row: StepRow, { books }: StepSubject): boolean =>
  PAYS.has(row.cause) && row.freeAfter !== undefined && books.case(row.case)?.subject !== row.a;

/** Units by which a payment may be rounded below the floor. */
const roundedAll = (subject: StepSubject): number =>
  roundedBy(subject) + subject.books.markets.filter(({ kind }) => kind === 'inverse').length;

/** IF1: a pool keeps its floor. */
export const payAboveFloor = defineRowInvariant({
  id: 'IF1/pay-above-floor',
  says: 'No payment of a pool takes its free cash, the lesser of cash and equity, below its floor; what inventory loses may.',
  scope: 'universal',
  tolerance:
    'none with one asset; with several four units each and what one unit of each other asset is worth, by which a payment in one of them may be rounded; a unit more for each inverse market, whose values round piece by piece',
  source: 'design.md, section 4; catalogue IF1, reworded: a balance may fall by inventory, a payment may not make it',
  rows: {
    kinds: ['transfer'],
    ask: (row, subject) => {
      if (!isPayment(row, subject)) return false;
      const { books } = subject;
      const pool = books.poolOf(row.a);
      if (pool === undefined || (row.freeAfter as number) >= pool.floor - roundedAll(subject)) return true;
      return {
        who: `pool ${pool.name}`,
        expected: `free cash >= ${pool.floor}`,
        found: row.freeAfter as number,
        detail: `${row.cause} of ${row.value} in step ${row.step}, case ${row.case}`,
      };
    },
  },
});
