import type { CaseBooks, DesignView, StepRow, StepSubject } from '../contract/index.ts';
import type { Venue } from '../exchange/index.ts';
import type { BooksFold } from './books-fold.ts';
import { MadeOnce } from './made-once.ts';
import { type RowsMet, UpTo } from './rows-met.ts';
import type { StepCursor, StepRows } from './step-rows.ts';
import type { VenueBooks } from './venue-books.ts';

/** What a step of a run was read from. */
interface ReadStep {
  readonly venue: Venue;
  readonly rows: StepRows;
  readonly met: RowsMet;
  readonly books: VenueBooks;
  readonly folded: BooksFold;
  readonly design: DesignView;
}

/** A step of a run that goes on: a class, because an object with a getter of its own is slow to make, and one is made for every step. */
export class LiveStep implements StepSubject {
  readonly step: number;
  readonly full: boolean;
  readonly books: VenueBooks;
  readonly design: DesignView;
  readonly folded: BooksFold;
  readonly acted: ReadonlySet<number>;
  readonly bounds: StepSubject['bounds'];
  readonly #rows: StepRows;
  readonly #made = new MadeOnce();
  // Invariants take these out of the subject, so they bring their subject along.
  readonly walk: StepSubject['walk'];
  readonly accounts: StepSubject['accounts'];
  readonly cases: StepSubject['cases'];

  constructor({ venue, rows, met, books, folded, design }: ReadStep, full: boolean) {
    const { accounts } = met;
    const cases: CaseBooks[] = [];
    if (!full)
      for (const id of met.cases) {
        const one = books.case(id);
        if (one !== undefined) cases.push(one);
      }
    this.step = venue.step;
    this.full = full;
    this.books = books;
    this.design = design;
    this.folded = folded;
    this.acted = new Set(met.acted);
    this.bounds = venue.bounds.filter((bound) => bound.step === venue.step);
    this.#rows = rows;
    this.walk = (kind) => (kind === undefined ? rows.walk() : rows.walkOnly(kind));
    this.accounts = () => (full ? new UpTo(books.count) : accounts);
    this.cases = () => (full ? books.cases() : cases);
  }

  get rows(): readonly StepRow[] {
    return this.#rows.array;
  }

  once<T>(make: (subject: StepSubject) => T): T {
    return this.#made.of(make, this);
  }

  /** The rows one at a time, from the first. */
  cursor(): StepCursor {
    return this.#rows.walk();
  }
}
