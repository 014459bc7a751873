import { defineInvariant, type StepRow, type StepSubject, type Witness } from 'breakwater';
import { spareOf } from './margins.ts';
import { isPiece } from './pieces.ts';

/** Pieces that follow one after which the subject was healthy, in the same step and case, with that one. */
const inVain = (
  subject: StepSubject,
): { readonly count: number; readonly first: { readonly enough: StepRow; readonly next: StepRow } | undefined } => {
  const enough = new Map<number, StepRow>();
  let first: { enough: StepRow; next: StepRow } | undefined;
  let count = 0;
  for (const row of subject.rows) {
    if (!isPiece(row, subject) || row.ofA === undefined) continue;
    const before = enough.get(row.case);
    if (before !== undefined && first === undefined) first = { enough: before, next: row };
    if (row.ofA.after.long + row.ofA.after.short > 0) count += 1;
    if ((spareOf(row.ofA.after) ?? -1) >= 0) enough.set(row.case, row);
  }
  return { count, first };
};

/** LQ6: no more is closed than it takes. */
export const partialFirst = defineInvariant({
  id: 'LQ6/partial-first',
  says: 'Once a piece has brought a subject back to maintenance, no further piece of that case leaves it in the same step.',
  scope: 'design',
  tolerance: 0,
  source: 'catalogue LQ6; that it does not stop too early is LQ4',
  over: 'step',
  reaches: (subject) => (subject.walk('fill')[Symbol.iterator]().next().done === true ? 0 : inVain(subject).count),
  holds: (subject): Witness | undefined => {
    if (subject.walk('fill')[Symbol.iterator]().next().done === true) return undefined;
    const { first } = inVain(subject);
    if (first === undefined) return undefined;
    const { enough, next } = first;
    return {
      who: `account ${next.a}, case ${next.case}`,
      expected: `no piece once equity was ${enough.ofA?.after.equity} for a maintenance of ${enough.ofA?.after.maintenance}`,
      found: next.lots,
      detail: `${next.cause} in step ${next.step}`,
    };
  },
});
