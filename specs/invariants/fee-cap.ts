import { defineInvariant, type StepRow, type StepSubject, type Witness } from 'breakwater';
import { countRows } from './count-rows.ts';

const isFee = ({ cause, ofA }: StepRow): boolean => cause === 'liquidation-fee' && ofA?.after.equity !== undefined;

const wrong = (row: StepRow, { books }: StepSubject): Witness | undefined => {
  if (isFee(row) && (row.ofA?.after.equity as number) < 0)
    return {
      who: `account ${row.a}, case ${row.case}`,
      expected: `a fee of at most ${Math.max(0, row.ofA?.before.equity ?? 0)}`,
      found: row.value,
      detail: `step ${row.step}`,
    };
  // Money of a pool goes to the loss, and to nobody who works for it.
  const one = row.cause === 'pay' ? books.case(row.case) : undefined;
  if (one !== undefined && row.b !== one.subject)
    return { who: `case ${row.case}`, expected: `a payment to account ${one.subject}`, found: `to account ${row.b}` };
  return undefined;
};

/** LQ11: a fee is junior to the loss. */
export const feeCap = defineInvariant({
  id: 'LQ11/fee-cap',
  says: 'A liquidation fee takes no more than the equity that is left to the account, and a pool pays nobody but the subject of a case.',
  scope: 'design',
  tolerance: 0,
  source: 'catalogue LQ11',
  over: 'step',
  reaches: ({ walk }) => countRows(walk('transfer'), isFee),
  holds: (subject) => {
    for (const row of subject.walk('transfer')) {
      const witness = wrong(row, subject);
      if (witness !== undefined) return witness;
    }
    return undefined;
  },
});
