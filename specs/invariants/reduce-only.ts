import { type CaseBooks, defineRowInvariant, type StepRow, type StepSubject, type Witness } from 'breakwater';

/** Whether a change of lots only shrinks a position: no growth, no change of sign. */
export const shrinks = (held: number, change: number): boolean =>
  Math.abs(held + change) <= Math.abs(held) && (held + change === 0 || Math.sign(held + change) === Math.sign(held));

const defaultOf = (row: StepRow, { books }: StepSubject): CaseBooks | undefined => {
  const one = row.case > 0 ? books.case(row.case) : undefined;
  return one?.kind === 'default' ? one : undefined;
};

const raised = (row: StepRow, one: CaseBooks, subject: StepSubject): Witness | undefined => {
  const [held, change] =
    row.a === one.subject ? [row.heldByA, -row.lots] : row.b === one.subject ? [row.heldByB, row.lots] : [0, 0];
  if (shrinks(held, change)) return undefined;
  return {
    who: `account ${one.subject}, case ${one.id}, market ${subject.books.markets[row.market]?.id}`,
    expected: `less than the ${held} lots held before`,
    found: held + change,
    detail: `${row.cause} in step ${row.step}`,
  };
};

/** The other half: a mechanism that does nothing must not pass as one that never raises. */
const leftInBreach = (row: StepRow, one: CaseBooks, subject: StepSubject): Witness | undefined => {
  if (row.step !== subject.step || subject.bounds.length > 0 || subject.acted.has(one.subject)) return undefined;
  const { equity, maintenance, positions, inCase, mayBeNegative, kind } = subject.books.account(one.subject);
  // A pool's positions need no margin.
  const least = positions.length === 0 || kind === 'fund' || kind === 'vault' || kind === 'pool' ? 0 : maintenance;
  if (inCase || mayBeNegative || equity >= least) return undefined;
  return { who: `account ${one.subject}, case ${one.id}`, expected: `closed with equity >= ${least}`, found: equity };
};

/** LQ4: a liquidation reduces, and does not stop before it has to. */
export const reduceOnly = defineRowInvariant({
  id: 'LQ4/reduce-only',
  says: "No action of a default case raises the subject's lots in any market or turns their sign; and a default case that is closed leaves its subject flat and not negative, or at or above maintenance.",
  scope: 'universal',
  tolerance: 0,
  source: 'design.md, section 4; catalogue LQ4, for default cases: companions and hedges of others may raise lots',
  rows: {
    kinds: ['fill', 'close-case'],
    ask: (row, subject) => {
      const one = defaultOf(row, subject);
      if (one === undefined) return false;
      return row.kind === 'fill' ? (raised(row, one, subject) ?? true) : (leftInBreach(row, one, subject) ?? false);
    },
  },
});
