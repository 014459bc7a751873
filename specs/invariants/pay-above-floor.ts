import { defineInvariant, type StepRow, type StepSubject } from 'breakwater';
import { countRows } from './count-rows.ts';
import { roundedBy } from './money-of-cases.ts';
import { poolOf } from './pool-of.ts';

const PAYS: ReadonlySet<string> = new Set(['pay', 'take-over-difference', 'adl-difference', 'flow']);
/** A payment of a pool for another: what cuts of its own inventory cost it beside the piece is what inventory loses. */
const isPayment = (row: StepRow, { books }: StepSubject): boolean =>
  PAYS.has(row.cause) && row.freeAfter !== undefined && books.case(row.case)?.subject !== row.a;

/** IF1: a pool keeps its floor. */
export const payAboveFloor = defineInvariant({
  id: 'IF1/pay-above-floor',
  says: 'No payment of a pool takes its free cash, the lesser of cash and equity, below its floor; what inventory loses may.',
  scope: 'universal',
  tolerance:
    'none with one asset; with several four units each and what one unit of each other asset is worth, by which a payment in one of them may be rounded; a unit more for each inverse market, whose values round piece by piece',
  source: 'design.md, section 4; catalogue IF1, reworded: a balance may fall by inventory, a payment may not make it',
  over: 'step',
  reaches: (subject) => countRows(subject.walk('transfer'), (row) => isPayment(row, subject)),
  holds: (subject) => {
    const { walk, books } = subject;
    const rounded = roundedBy(subject) + books.markets.filter(({ kind }) => kind === 'inverse').length;
    for (const row of walk('transfer')) {
      const pool = isPayment(row, subject) ? poolOf(books, row.a) : undefined;
      if (pool !== undefined && (row.freeAfter as number) < pool.floor - rounded)
        return {
          who: `pool ${pool.name}`,
          expected: `free cash >= ${pool.floor}`,
          found: row.freeAfter as number,
          detail: `${row.cause} of ${row.value} in step ${row.step}, case ${row.case}`,
        };
    }
    return undefined;
  },
});
