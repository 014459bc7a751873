import type { StepRow } from './books.ts';

/** A row of a walk as an object that stays as it is when the walk goes on. */
export const keptRow = (row: StepRow): StepRow => ({
  step: row.step,
  kind: row.kind,
  cause: row.cause,
  case: row.case,
  market: row.market,
  a: row.a,
  b: row.b,
  lots: row.lots,
  value: row.value,
  cost: row.cost,
  mark: row.mark,
  heldByA: row.heldByA,
  heldByB: row.heldByB,
  freeAfter: row.freeAfter,
  resultAfter: row.resultAfter,
  subjectAfter: row.subjectAfter,
  payerAfter: row.payerAfter,
  fundFree: row.fundFree,
  ofA: row.ofA,
  ofB: row.ofB,
});
