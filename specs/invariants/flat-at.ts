import { keptRow, type StepRow, type StepSubject } from 'breakwater';

/** A row, and whether an account held no lots at all just before it. */
export interface AtRow {
  readonly row: StepRow;
  readonly flat: boolean;
}

/** Whether accounts were flat at some rows of a step, read backwards from what the step ended with. @param who - The account meant at a row. */
export const flatAt = (subject: StepSubject, who: (row: StepRow) => number | undefined): readonly AtRow[] => {
  const { walk, folded, books } = subject;
  const keyOf = (account: number, market: number): number => account * books.markets.length + market;
  /** Lots that come to each account in each market after the row. */
  const later = new Map<number, number>();
  const comes = (account: number, market: number, lots: number): void => {
    const key = keyOf(account, market);
    later.set(key, (later.get(key) ?? 0) + lots);
  };
  for (const { a, b, market, lots } of walk('fill')) {
    comes(a, market, -lots);
    comes(b, market, lots);
  }
  const found: AtRow[] = [];
  for (const row of walk()) {
    if (row.kind === 'fill') {
      comes(row.a, row.market, row.lots);
      comes(row.b, row.market, -row.lots);
      continue;
    }
    const account = who(row);
    if (account === undefined) continue;
    const flat = books.markets.every(
      ({ number }) => folded.lots(account, number) === (later.get(keyOf(account, number)) ?? 0),
    );
    found.push({ row: keptRow(row), flat });
  }
  return found;
};
