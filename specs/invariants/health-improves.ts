import { defineInvariant, type Standing, type StepRow } from 'breakwater';
import { countRows } from './count-rows.ts';
import { spareOf } from './margins.ts';
import { isPiece } from './pieces.ts';

/** Whether equity over maintenance did not fall, or what is missing to maintenance did not grow. */
const isBetter = (before: Standing, after: Standing): boolean | undefined => {
  const [had, has] = [spareOf(before), spareOf(after)];
  if (had === undefined || has === undefined) return undefined;
  const [e0, m0, e1, m1] = [before.equity, before.maintenance, after.equity, after.maintenance] as [
    number,
    number,
    number,
    number,
  ];
  return has >= had || e1 * m0 >= e0 * m1;
};

/** A piece that leaves something of the position it is taken from. */
const isPart = ({ heldByA, lots, ofA }: StepRow): boolean => ofA !== undefined && heldByA !== lots;

/** LQ3: a liquidation helps whom it liquidates. */
export const healthImproves = defineInvariant({
  id: 'LQ3/health-improves',
  says: 'Every piece that leaves a subject removes its position, raises equity over maintenance, or brings equity nearer to maintenance.',
  scope: 'design',
  tolerance: 0,
  source: 'catalogue LQ3; below zero a ratio says nothing, so the distance to maintenance counts too',
  over: 'step',
  reaches: (subject) => countRows(subject.walk('fill'), (row) => isPiece(row, subject) && isPart(row)),
  holds: (subject) => {
    for (const row of subject.walk('fill')) {
      if (!isPiece(row, subject) || !isPart(row) || row.ofA === undefined) continue;
      const { before, after } = row.ofA;
      if (isBetter(before, after) === false)
        return {
          who: `account ${row.a}, case ${row.case}`,
          expected: `better than equity ${before.equity} for maintenance ${before.maintenance}`,
          found: `equity ${after.equity} for maintenance ${after.maintenance}`,
          detail: `${row.cause} of ${row.lots} lots for ${row.value} in step ${row.step}, worth ${row.mark} at mark`,
        };
    }
    return undefined;
  },
});
