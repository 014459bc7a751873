import type { EventRow, Invariant, InvariantOver, StepSubject } from '../contract/index.ts';
import { EventLog, type LedgerEvent } from '../ledger/index.ts';
import { BooksFold } from './books-fold.ts';
import { CaseFold } from './fold.ts';
import { LogBooks, type LogHead } from './log-books.ts';
import { LogSilence } from './log-silence.ts';
import { MadeOnce } from './made-once.ts';
import { RowNotes } from './row-notes.ts';
import { known, RowsMet, UpTo } from './rows-met.ts';
import { put, type Tally, tallyOf, type Verdict, verdictOf } from './runner.ts';
import { Beside, type StepCursor, StepRows } from './step-rows.ts';

/** Steps between two readings of the whole books. */
const EVERY = 64;

/** Reads rows step by step, and hands out one subject for each. */
class LogReading {
  readonly #head: LogHead;
  readonly #folded: BooksFold;
  readonly #cases: CaseFold;
  readonly #books: LogBooks;
  readonly #notes: RowNotes;
  readonly #met = new RowsMet();
  readonly #beside = new Beside();
  #bounds: { step: number; bound: number; open: number }[] = [];

  constructor(head: LogHead) {
    const { shape } = head;
    this.#head = head;
    this.#folded = new BooksFold(shape);
    this.#cases = new CaseFold(
      this.#folded,
      shape.assets,
      shape.markets.map(({ settle }) => settle),
    );
    this.#books = new LogBooks(head, this.#folded, this.#cases);
    this.#notes = new RowNotes(this.#folded, this.#cases, { markets: shape.markets, pools: [] }, []);
  }

  /** The next step, from its rows. */
  next(log: EventLog, step: number, full: boolean): StepSubject {
    const rows = new StepRows(log.spans(0), this.#beside);
    this.#met.begin();
    this.#bounds = this.#bounds.filter((bound) => bound.step === step);
    const row = rows.walk();
    while (row.next().done !== true) this.#take(row);
    const books = this.#books;
    const met = this.#met;
    const { design } = this.#head;
    const made = new MadeOnce();
    return {
      step,
      get rows() {
        return rows.array;
      },
      walk: (kind) => (kind === undefined ? rows.walk() : rows.walkOnly(kind)),
      full,
      books,
      get design() {
        if (design === undefined) throw new LogSilence('of what design it is');
        return design;
      },
      folded: this.#folded,
      accounts: () => (full ? new UpTo(books.count) : met.accounts),
      cases: () => (full ? books.cases() : known(met.cases, (id) => books.case(id))),
      acted: new Set(met.acted),
      bounds: this.#bounds,
      once(make) {
        return made.of(make, this);
      },
    };
  }

  #take(row: StepCursor): void {
    this.#folded.apply(row);
    this.#cases.apply(row);
    this.#met.take(row);
    this.#notes.take(row);
    if (row.kind === 'bound') this.#bounds.push({ step: row.step, bound: row.value, open: row.a });
  }
}

/** Why an invariant cannot be asked of a log at all. */
const reasonWhyNot = ({ over, given }: Invariant, { design }: LogHead): string | undefined => {
  if (over !== 'step')
    return `it is over ${over === 'run' ? 'runs that are played' : over}, and a log is read step by step`;
  if (given === undefined) return undefined;
  if (design === undefined) return new LogSilence('of what design it is, and it does not apply to all').message;
  const answer = (given as InvariantOver<'step'>['given'])?.(design) ?? true;
  return answer === true ? undefined : answer;
};

/** Asks an invariant, and notes what the log is silent about. */
const ask = (tally: Tally, subject: StepSubject): void => {
  try {
    put(tally, tally.invariant as InvariantOver<'step'>, subject, subject.step);
  } catch (error) {
    if (!(error instanceof LogSilence)) throw error;
    tally.reason = error.message;
  }
};

/**
 * Asks invariants of an event log: a run's that was exported, or that of a real exchange put into the same rows.
 *
 * An invariant is asked as far as the log says what it looks at: one that needs what no row holds, such as margin or what pools may spend,
 * is reported as not applicable with what is missing.
 *
 * @param rows - All rows from the beginning, in order.
 * @example
 * checkLog(readRows('events.ndjson'), { shape, markets: ['BTC'], assets: ['USD'] }, invariants)
 */
export const checkLog = (
  rows: Iterable<EventRow>,
  head: LogHead,
  invariants: readonly Invariant[],
): readonly Verdict[] => {
  const reading = new LogReading(head);
  const tallies = invariants.map((invariant) => tallyOf(invariant, reasonWhyNot(invariant, head)));
  let log = new EventLog();
  let step = 0;
  let steps = 0;
  const askAll = (full: boolean): void => {
    const subject = reading.next(log, step, full);
    for (const tally of tallies) if (tally.reason === undefined) ask(tally, subject);
    log = new EventLog();
  };
  for (const row of rows) {
    if (row.step !== step) {
      askAll(steps % EVERY === EVERY - 1);
      step = row.step;
      steps += 1;
    }
    log.step = row.step;
    log.copy(row as LedgerEvent);
  }
  askAll(true);
  return tallies.map(verdictOf);
};
