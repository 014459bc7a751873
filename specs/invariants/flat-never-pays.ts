import { defineInvariant, type StepRow, type StepSubject } from 'breakwater';
import { countRows } from './count-rows.ts';

const isCharge = (row: StepRow): boolean => row.kind === 'transfer' && row.cause === 'charge';

const chargesIn = ({ walk }: StepSubject): number => countRows(walk('transfer'), isCharge);

/** Whether an account held no lots at all just before each charge, read backwards from what the step ended with. */
const flatPayers = (subject: StepSubject): { readonly row: StepRow; readonly flat: boolean }[] => {
  if (chargesIn(subject) === 0) return [];
  const { rows, folded, books } = subject;
  const later = new Map<string, number>();
  const charges: { row: StepRow; flat: boolean }[] = [];
  for (const row of rows.toReversed()) {
    if (row.kind === 'fill') {
      for (const [account, change] of [
        [row.a, -row.lots],
        [row.b, row.lots],
      ] as const) {
        const key = `${account}/${row.market}`;
        later.set(key, (later.get(key) ?? 0) + change);
      }
    } else if (isCharge(row)) {
      const flat = books.markets.every(
        ({ number }) => folded.lots(row.a, number) === (later.get(`${row.a}/${number}`) ?? 0),
      );
      charges.push({ row, flat });
    }
  }
  return charges.reverse();
};

/** AF11: losses of others are borne by those who hold positions. */
export const flatNeverPays = defineInvariant({
  id: 'AF11/flat-never-pays',
  says: 'An account that holds no position is never charged for the loss of another.',
  scope: 'design',
  given: ({ mechanisms }) => {
    const charging = mechanisms.find(({ capabilities }) => capabilities.chargesFlat === true);
    return charging === undefined ? true : `${charging.name} charges accounts without positions by design`;
  },
  tolerance: 0,
  source: 'catalogue AF11; https://hyperliquid.gitbook.io/hyperliquid-docs/trading/auto-deleveraging',
  over: 'step',
  reaches: chargesIn,
  holds: (subject) => {
    const broken = flatPayers(subject).find(({ flat }) => flat);
    if (broken === undefined) return undefined;
    const { row } = broken;
    return {
      who: `account ${row.a}`,
      expected: 'no charge without a position',
      found: row.value,
      detail: `case ${row.case} in step ${row.step}`,
    };
  },
});
