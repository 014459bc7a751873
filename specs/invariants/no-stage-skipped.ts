import { defineInvariant, type StepRow, type StepSubject, type Witness } from 'breakwater';

const RAISES: ReadonlySet<string> = new Set(['pay', 'charge', 'index-shift', 'write-off']);

/** Pairs of a payment of a pool and the next payment of somebody else for the same case in the same step. */
function* followed({ walk, books }: StepSubject): Generator<{ readonly pool: StepRow; readonly next: StepRow }> {
  const before = new Map<number, StepRow>();
  for (const row of walk('transfer')) {
    if (row.case === 0 || !RAISES.has(row.cause) || books.case(row.case)?.subject !== row.b) continue;
    const last = before.get(row.case);
    if (last !== undefined && last.a !== row.a) {
      yield { pool: last, next: row };
      before.delete(row.case);
    }
    // A walk hands out one object that moves on.
    if (row.cause === 'pay' && row.freeAfter !== undefined) before.set(row.case, copied(row));
  }
}

const copied = ({ a, value, freeAfter, resultAfter, step, case: id }: StepRow): StepRow => ({
  step,
  kind: 'transfer',
  cause: 'pay',
  case: id,
  market: 0,
  a,
  b: -1,
  lots: 0,
  value,
  cost: 0,
  mark: 0,
  heldByA: 0,
  heldByB: 0,
  freeAfter,
  resultAfter,
});

/** WF5: a stage gives all it can before the next is asked. */
export const noStageSkipped = defineInvariant({
  id: 'WF5/no-stage-skipped',
  says: 'Where a pool has paid for a case and somebody else pays for it later in the same step, the pool had nothing left that it might pay: each stage but the last gives all it can.',
  scope: 'design',
  given: ({ layers }) =>
    layers.includes('fund') || layers.includes('backstop') ? true : 'no pool pays in its waterfall',
  tolerance: 0,
  source: 'catalogue WF5',
  over: 'step',
  reaches: (subject) => {
    let count = 0;
    for (const _ of followed(subject)) count += 1;
    return count;
  },
  holds: (subject) => {
    for (const { pool: row, next } of followed(subject)) {
      const pool = subject.books.poolOf(row.a);
      if (pool === undefined) continue;
      const left = Math.min((row.freeAfter ?? 0) - pool.floor, pool.lossCap + (row.resultAfter ?? 0));
      if (left <= 0) continue;
      const witness: Witness = {
        who: `case ${row.case} in step ${row.step}`,
        expected: `pool ${pool.name} at its floor or loss cap`,
        found: left,
        detail: `it paid ${row.value}, and then account ${next.a} paid ${next.value} by ${next.cause}`,
      };
      return witness;
    }
    return undefined;
  },
});
