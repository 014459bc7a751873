import { defineInvariant, type StepRow } from 'breakwater';

const PAYS: ReadonlySet<string> = new Set(['pay', 'take-over-difference', 'adl-difference', 'flow']);
const isPayment = (row: StepRow): boolean => row.freeAfter !== undefined && PAYS.has(row.cause);

/** IF1: a pool keeps its floor. */
export const payAboveFloor = defineInvariant({
  id: 'IF1/pay-above-floor',
  says: 'No payment of a pool takes its free cash, the lesser of cash and equity, below its floor; what inventory loses may.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, section 4; catalogue IF1, reworded: a balance may fall by inventory, a payment may not make it',
  over: 'step',
  reaches: ({ rows }) => rows.reduce((pays, row) => pays + (isPayment(row) ? 1 : 0), 0),
  holds: ({ rows, books }) => {
    for (const row of rows) {
      const pool = isPayment(row) ? books.pools.find((one) => one.account === row.a) : undefined;
      if (pool !== undefined && (row.freeAfter as number) < pool.floor)
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
