import type { CaseBooks, EventRow, StepRow, StepSubject } from '../contract/index.ts';
import type { Venue } from '../exchange/index.ts';
import { BooksFold } from './books-fold.ts';
import { CaseFold } from './fold.ts';
import { VenueBooks } from './venue-books.ts';

/** Kinds of event that move money or lots between accounts a and b. */
const MOVES: ReadonlySet<string> = new Set(['transfer', 'fill', 'settle-index', 'sell-collateral', 'raise-cost']);
/** Causes of what an account does of its own accord. */
const OWN_ACTS: ReadonlySet<string> = new Set(['trade', 'trading-fee', 'withdraw', 'withheld']);
const POOLS: ReadonlySet<string> = new Set(['fund', 'vault', 'pool']);

/** Reads the log of a venue as it grows, and hands out one subject a step. */
export class Reading {
  readonly venue: Venue;
  readonly folded: BooksFold;
  readonly books: VenueBooks;
  readonly #cases: CaseFold;
  readonly #acted = new Set<number>();
  #next = 0;

  constructor(venue: Venue) {
    this.venue = venue;
    const { shape } = venue.ledger;
    this.folded = new BooksFold(shape);
    this.#cases = new CaseFold(
      this.folded,
      shape.assets,
      shape.markets.map((market) => market.settle),
    );
    this.books = new VenueBooks(venue, this.#cases);
  }

  /** What happened since the last time. */
  next(full: boolean): StepSubject {
    const { venue, books, folded } = this;
    const rows: StepRow[] = [];
    const accounts = new Set<number>();
    const cases = new Set<number>();
    const { log } = venue.ledger;
    for (; this.#next < log.length; this.#next++) {
      const row = this.#take(log.at(this.#next));
      rows.push(row);
      if (row.case > 0) cases.add(row.case);
      if (!MOVES.has(row.kind)) continue;
      if (row.a >= 0) accounts.add(row.a);
      if (row.b >= 0) accounts.add(row.b);
    }
    return {
      step: venue.step,
      rows,
      full,
      books,
      folded,
      accounts: () => (full ? upTo(books.count) : accounts),
      cases: () => (full ? books.cases() : some(books, cases)),
      acted: this.#acted,
      bounds: venue.bounds.filter((bound) => bound.step === venue.step),
    };
  }

  #take(event: EventRow): StepRow {
    this.folded.apply(event);
    this.#cases.apply(event);
    if (event.kind === 'step') this.#acted.clear();
    if (OWN_ACTS.has(event.cause)) this.#acted.add(event.a).add(event.b);
    const row = event as { -readonly [K in keyof StepRow]: StepRow[K] };
    row.heldByA = event.kind === 'fill' ? this.folded.heldByA : 0;
    row.heldByB = event.kind === 'fill' ? this.folded.heldByB : 0;
    if (event.kind === 'transfer' && POOLS.has(this.folded.kindOf(event.a) ?? ''))
      row.freeAfter = this.folded.free(event.a);
    return row;
  }
}

function* upTo(count: number): Generator<number> {
  for (let id = 0; id < count; id++) yield id;
}

function* some(books: VenueBooks, ids: Iterable<number>): Generator<CaseBooks> {
  for (const id of ids) {
    const one = books.case(id);
    if (one !== undefined) yield one;
  }
}
