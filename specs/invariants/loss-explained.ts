import { type CaseAccount, defineInvariant, same } from 'breakwater';

const NEEDS = ['markLoss', 'slippage', 'fees', 'forfeited'] as const;
const BEARERS = ['book', 'backstop', 'fund', 'adl', 'socialised', 'uncovered'] as const;
const BORNE = ['ownCollateral', ...BEARERS] as const;
const FIELDS = [...NEEDS, 'ownCollateral', ...BEARERS, 'left'] as const;
/** Fields that are amounts somebody paid; the rest are signed. */
const PAID = [...BEARERS, 'slippage', 'fees', 'forfeited'] as const;

const sum = (account: CaseAccount, fields: readonly (keyof CaseAccount)[]): number =>
  fields.reduce((total, field) => total + account[field], 0);

/** CS6: every loss is accounted for. */
export const lossExplained = defineInvariant({
  id: 'CS6/loss-explained',
  says: 'Per case and asset: loss at mark + slippage + fees + forfeited margin = own collateral + book + backstop + fund + ADL + socialised + uncovered, no payment negative; by the record, by the event log alone, and the two the same field by field.',
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, section 4, the identity; catalogue CS6 with the backstop and its own collateral',
  over: 'step',
  reaches: ({ cases }) => {
    let lossy = 0;
    for (const { record } of cases()) if (record.some((line) => sum(line, NEEDS) !== 0)) lossy += 1;
    return lossy;
  },
  holds: ({ cases, books }) => {
    for (const one of cases()) {
      for (const [asset, record] of one.record.entries()) {
        const folded = one.folded[asset] as CaseAccount;
        const differing = FIELDS.find((field) => folded[field] !== record[field]);
        const negative = PAID.find((field) => record[field] < 0);
        const adds = sum(record, NEEDS) === sum(record, BORNE);
        // The words of a witness are made only when one is due: this runs for every case a step touched.
        if (differing === undefined && negative === undefined && adds) continue;
        const who = `case ${one.id} (${one.kind} of account ${one.subject}), ${books.assets[asset]?.name}`;
        if (differing !== undefined)
          return same(folded[differing], record[differing], who, `${differing}: by the log, by the record`);
        if (!adds) return same(sum(record, NEEDS), sum(record, BORNE), who, 'needed, borne');
        if (negative !== undefined) return { who, expected: `${negative} >= 0`, found: record[negative] };
      }
    }
    return undefined;
  },
});
