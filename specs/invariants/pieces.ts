import type { StepRow, StepSubject } from 'breakwater';

const PLACES: ReadonlySet<string> = new Set(['book', 'offer', 'take-over', 'adl']);

/** Whether a row is a piece that leaves the subject of a default case. */
export const isPiece = (row: StepRow, { books }: StepSubject): boolean => {
  if (row.kind !== 'fill' || row.case === 0 || !PLACES.has(row.cause)) return false;
  const one = books.case(row.case);
  return one?.kind === 'default' && one.subject === row.a;
};
