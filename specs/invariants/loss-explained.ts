import { type CaseAccount, defineInvariant, same } from 'breakwater';

const BEARERS = ['book', 'backstop', 'fund', 'adl', 'socialised', 'uncovered'] as const;
/** Whether two accounts are the same in every field. */
const agree = (one: CaseAccount, other: CaseAccount): boolean =>
  one.markLoss === other.markLoss &&
  one.slippage === other.slippage &&
  one.fees === other.fees &&
  one.forfeited === other.forfeited &&
  one.ownCollateral === other.ownCollateral &&
  one.book === other.book &&
  one.backstop === other.backstop &&
  one.fund === other.fund &&
  one.adl === other.adl &&
  one.socialised === other.socialised &&
  one.uncovered === other.uncovered &&
  one.left === other.left;

const noneIsBelowZero = (paid: CaseAccount): boolean =>
  paid.book >= 0 &&
  paid.backstop >= 0 &&
  paid.fund >= 0 &&
  paid.adl >= 0 &&
  paid.socialised >= 0 &&
  paid.uncovered >= 0 &&
  paid.slippage >= 0 &&
  paid.fees >= 0 &&
  paid.forfeited >= 0;

const FIELDS = ['markLoss', 'slippage', 'fees', 'forfeited', 'ownCollateral', ...BEARERS, 'left'] as const;
/** Fields that are amounts somebody paid; the rest are signed. */
const PAID = [...BEARERS, 'slippage', 'fees', 'forfeited'] as const;

const needed = ({ markLoss, slippage, fees, forfeited }: CaseAccount): number => markLoss + slippage + fees + forfeited;
const borne = ({ ownCollateral, book, backstop, fund, adl, socialised, uncovered }: CaseAccount): number =>
  ownCollateral + book + backstop + fund + adl + socialised + uncovered;

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
    for (const { record } of cases()) if (record.some((line) => needed(line) !== 0)) lossy += 1;
    return lossy;
  },
  holds: ({ cases, books }) => {
    for (const one of cases()) {
      for (const [asset, record] of one.record.entries()) {
        const folded = one.folded[asset] as CaseAccount;
        const adds = needed(record) === borne(record);
        // Which field it is, and the words of a witness, are found only when one is due: this runs for every case a step touched.
        if (adds && agree(folded, record) && noneIsBelowZero(record)) continue;
        const differing = FIELDS.find((field) => folded[field] !== record[field]);
        const negative = PAID.find((field) => record[field] < 0);
        const who = `case ${one.id} (${one.kind} of account ${one.subject}), ${books.assets[asset]?.name}`;
        if (differing !== undefined)
          return same(folded[differing], record[differing], who, `${differing}: by the log, by the record`);
        if (!adds) return same(needed(record), borne(record), who, 'needed, borne');
        if (negative !== undefined) return { who, expected: `${negative} >= 0`, found: record[negative] };
      }
    }
    return undefined;
  },
});
