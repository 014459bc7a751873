import type { StepRow, StepSubject } from 'breakwater';

/** A row, and whether an account held no lots at all just before it. */
export interface AtRow {
  readonly row: StepRow;
  readonly flat: boolean;
}

/** Whether accounts were flat at some rows of a step, read backwards from what the step ended with. @param who - The account meant at a row. */
export const flatAt = (subject: StepSubject, who: (row: StepRow) => number | undefined): readonly AtRow[] => {
  const { rows, folded, books } = subject;
  const later = new Map<string, number>();
  const found: AtRow[] = [];
  for (const row of rows.toReversed()) {
    if (row.kind === 'fill') {
      for (const [account, change] of [
        [row.a, -row.lots],
        [row.b, row.lots],
      ] as const) {
        const key = `${account}/${row.market}`;
        later.set(key, (later.get(key) ?? 0) + change);
      }
      continue;
    }
    const account = who(row);
    if (account === undefined) continue;
    const flat = books.markets.every(
      ({ number }) => folded.lots(account, number) === (later.get(`${account}/${number}`) ?? 0),
    );
    found.push({ row, flat });
  }
  return found.reverse();
};
