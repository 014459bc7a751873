import { defineInvariant, type StepRow, type StepSubject } from 'breakwater';
import { countRows } from './count-rows.ts';
import { type AtRow, flatAt } from './flat-at.ts';

const isCharge = (row: StepRow): boolean => row.kind === 'transfer' && row.cause === 'charge';

const chargesIn = ({ walk }: StepSubject): number => countRows(walk('transfer'), isCharge);

/** Charges of a step, and whether who paid was flat. */
const flatPayers = (subject: StepSubject): readonly AtRow[] =>
  chargesIn(subject) === 0 ? [] : flatAt(subject, (row) => (isCharge(row) ? row.a : undefined));

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
