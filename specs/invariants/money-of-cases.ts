import {
  type CaseBooks,
  keptRow,
  mulDivFloor,
  type StepRow,
  type StepSubject,
  type SubjectAfter,
  type Witness,
} from 'breakwater';
import { countRows } from './count-rows.ts';
import { onceAStep } from './once.ts';

/** Causes under which others pay the subject of a case: what they pay is raised for its loss. */
const RAISED: ReadonlySet<string> = new Set(['pay', 'charge', 'index-shift', 'write-off']);

/** Money that came to the subject of a default case or left it, with how it stood afterwards. */
export interface CaseMoney {
  readonly row: StepRow;
  readonly of: CaseBooks;
  readonly after: SubjectAfter;
  /**
   * What the subject has then, and what came or went: of a write-off the asset that is written off, otherwise all assets, units of the
   * settlement asset, since a deficit in one asset is paid in another.
   */
  readonly has: number;
  readonly moved: number;
  /** Whether it came with a fill or with other money of the case: one answer of a layer, after which own money is looked at again. */
  readonly together: boolean;
}

const tellsSubject = ({ subjectAfter }: StepRow): boolean => subjectAfter !== undefined;

const moneyOf = onceAStep<readonly CaseMoney[]>((subject) =>
  countRows(subject.walk('transfer'), tellsSubject) === 0 ? [] : [...read(subject)],
);

function* read({ walk, books }: StepSubject): Generator<CaseMoney> {
  let last = 0;
  for (const row of walk()) {
    if (row.kind !== 'transfer') {
      if (row.kind !== 'shift-index') last = row.kind === 'fill' ? row.case : 0;
      continue;
    }
    const { subjectAfter: after } = row;
    const of = after === undefined ? undefined : books.case(row.case);
    if (after === undefined || of === undefined) continue;
    const together = last === row.case;
    last = row.case;
    const { units, value } = books.assets[row.market]?.price ?? { units: 1, value: 1 };
    const inAsset = row.cause === 'write-off';
    const moved = inAsset ? row.value : mulDivFloor(row.value, value, units);
    yield { row: keptRow(row), of, after, has: inAsset ? after.balance : after.equity, moved, together };
  }
}

/** Those of the money of a step that are such: made once a step, and nothing is made where no money moved. */
const those = (isSuch: (one: CaseMoney) => boolean): ((subject: StepSubject) => readonly CaseMoney[]) =>
  onceAStep((subject) => {
    const all = moneyOf(subject);
    return all.length === 0 ? all : all.filter(isSuch);
  });

/** What was raised for the subjects of default cases in a step. */
export const raised = those(({ row, of }) => row.b === of.subject && RAISED.has(row.cause));

/** The same for subjects that have nothing left to close: a pool may guarantee the price of an order while they have. */
export const raisedForFlat = those(
  ({ row, of, after }) => row.b === of.subject && RAISED.has(row.cause) && after.positions === 0,
);

/** What subjects of default cases paid in a step. */
export const paidBySubjects = those(({ row, of }) => row.a === of.subject);

/** Whose money it is, in words. */
export const caseOf = ({ row, of }: CaseMoney): string => `account ${of.subject}, case ${row.case}`;

/** Of which payment, in words. */
export const paymentOf = ({ row }: CaseMoney): Pick<Witness, 'detail'> => ({
  detail: `${row.cause} of ${row.value} from account ${row.a} in step ${row.step}`,
});

/**
 * Units by which what is owed in several assets may be off: each is rounded when it is valued, shared among positions, and paid; and what is
 * paid in a coarser asset is a whole unit of that.
 */
export const roundedBy = ({ books: { assets } }: StepSubject): number =>
  assets.slice(1).reduce((sum, { price }) => sum + 4 + Math.ceil(price.value / price.units), 0);

/**
 * The same for one payment: a whole unit of the asset it is made in, and where it comes with a fill one a market, since what a pool
 * guarantees of the price of orders is rounded position by position.
 */
export const slackOf = ({ row, together }: CaseMoney, subject: StepSubject): number => {
  const { units, value } = subject.books.assets[row.market]?.price ?? { units: 1, value: 1 };
  const unit = row.market === 0 ? 0 : Math.ceil(value / units);
  return roundedBy(subject) + unit + (together ? subject.books.markets.length : 0);
};
