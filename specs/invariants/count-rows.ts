import type { StepRow } from 'breakwater';

/** How many rows are such; all when nothing is asked of them. */
export const countRows = (rows: Iterable<StepRow>, isSuch?: (row: StepRow) => boolean): number => {
  let count = 0;
  for (const row of rows) if (isSuch === undefined || isSuch(row)) count += 1;
  return count;
};
