import { defineRowInvariant, type StepRow, type StepSubject } from 'breakwater';

const PLACES: ReadonlySet<string> = new Set(['book', 'offer', 'take-over', 'adl']);
const PAYMENTS: ReadonlySet<string> = new Set(['liquidation-fee', 'forfeit']);

/** Subject of the default case of a row; undefined for other rows. */
const subjectOf = (row: StepRow, { books }: StepSubject): number | undefined => {
  const one = row.case > 0 ? books.case(row.case) : undefined;
  return one?.kind === 'default' ? one.subject : undefined;
};

const SEVERAL = -1;

/** By owner the account of theirs that holds positions; {@link SEVERAL} where more than one does. */
const holdersOf = ({ books, folded }: StepSubject): ReadonlyMap<number, number> => {
  const holders = new Map<number, number>();
  for (let id = 0; id < books.count; id++) {
    const owner = folded.ownerOf(id);
    if (owner !== undefined && folded.walk(id)[Symbol.iterator]().next().done !== true)
      holders.set(owner, holders.has(owner) ? SEVERAL : id);
  }
  return holders;
};

/** Whether the owner of an account has others that hold positions. */
const hasOthers = (account: number, subject: StepSubject): boolean => {
  const holder = subject.once(holdersOf).get(subject.folded.ownerOf(account) ?? -1);
  return holder !== undefined && holder !== account;
};

/** LQ10: margin accounts stand alone. */
export const isolation = defineRowInvariant({
  id: 'LQ10/isolation',
  says: 'A default case takes lots, fees and forfeited margin from its subject alone, and not from other accounts of the same owner.',
  scope: 'universal',
  tolerance: 0,
  source: 'catalogue LQ10: cross and isolated margin are different accounts of one owner here',
  rows: {
    kinds: ['open-case', 'fill', 'transfer'],
    // Whoever is cut may pay a fee of ADL of its own.
    begin: () => new Set<number>(),
    ask: (row, subject, cut) => {
      if (row.kind === 'open-case') return row.value === 0 && hasOthers(row.a, subject);
      if (row.kind === 'fill' && row.cause === 'adl') cut.add(row.b);
      const isPiece = row.kind === 'fill' && PLACES.has(row.cause);
      const isPayment = row.kind === 'transfer' && PAYMENTS.has(row.cause) && !cut.has(row.a);
      const of = isPiece || isPayment ? subjectOf(row, subject) : undefined;
      if (of === undefined || row.a === of) return false;
      return {
        who: `case ${row.case} of account ${of}`,
        expected: `${row.cause} from account ${of}`,
        found: `from account ${row.a}`,
        detail: `step ${row.step}`,
      };
    },
  },
});
